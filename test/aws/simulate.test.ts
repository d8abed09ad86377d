import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT_SETTINGS } from '../../action/aws/settings.ts';
import { iamSimulation, type SimulateQuery } from '../../action/aws/simulate.ts';
import { readRunnerEnvironment } from '../../action/runtime/environment.ts';
import { deriveMode, type EndpointQuery } from '../../action/runtime/test-mode.ts';
import { HOSTED } from '../runtime/variables.ts';

interface Received {
  readonly authorization: string;
  readonly body: URLSearchParams;
}

let server: Server;
let received: Received[] = [];
let pages: readonly string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = new URLSearchParams(Buffer.concat(chunks).toString());
      const page = pages[received.length] ?? '';
      received.push({ authorization: request.headers.authorization ?? '', body });
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(`<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
        <SimulatePrincipalPolicyResult>${page}</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => server.close());
beforeEach(() => {
  received = [];
});

const member = (action: string, rest: string): string =>
  `<EvaluationResults><member><EvalActionName>${action}</EvalActionName>${rest}</member></EvaluationResults>`;
const ALLOWED = '<EvalDecision>allowed</EvalDecision>';

const QUERY: SimulateQuery = {
  roleArn: 'arn:aws:iam::123456789012:role/breakglass/r',
  actions: ['elasticloadbalancing:ModifyListener'],
  resource: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/1/2',
  context: [{ key: 'aws:CurrentTime', type: 'date', value: '2026-11-21T02:13:00.000Z' }],
};

/** Asks through a client that reaches the server above, and tells which endpoint was wanted. */
async function ask(region: string, answers: readonly string[], query: SimulateQuery = QUERY) {
  pages = answers;
  const wanted: EndpointQuery[] = [];
  const { port } = server.address() as AddressInfo;
  const loopback = `http://127.0.0.1:${port}`;
  const { service, simulate } = iamSimulation((endpoint) => {
    wanted.push(endpoint);
    return loopback;
  });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
  const clients = {
    get: () =>
      service.connect({
        region,
        endpoint: 'https://elsewhere.example',
        credentials,
        settings: CLIENT_SETTINGS,
        use: () => {},
      }),
  };
  const found = await simulate(clients, query, new AbortController().signal);
  return { found, wanted };
}

describe("asking IAM's one control plane", () => {
  const real = deriveMode(HOSTED, readRunnerEnvironment(HOSTED)).endpoint;

  it.each([
    ['us-east-1', 'us-east-1', 'https://iam.amazonaws.com'],
    ['ap-southeast-2', 'us-east-1', 'https://iam.amazonaws.com'],
    ['us-gov-east-1', 'us-gov-west-1', 'https://iam.us-gov.amazonaws.com'],
    ['cn-northwest-1', 'cn-north-1', 'https://iam.cn-north-1.amazonaws.com.cn'],
  ])('of an install in %s signs for %s, at %s', async (region, signed, url) => {
    const { wanted } = await ask(region, [member('elasticloadbalancing:ModifyListener', ALLOWED)]);
    expect(wanted.map((endpoint) => real(endpoint))).toEqual([url]);
    expect(received[0]?.authorization).toContain(`/${signed}/iam/aws4_request`);
  });

  it('names the role, the action, the resource and what the call will hold', async () => {
    await ask('us-east-1', [member('elasticloadbalancing:ModifyListener', ALLOWED)]);
    expect(Object.fromEntries(received[0]?.body ?? [])).toEqual({
      Action: 'SimulatePrincipalPolicy',
      Version: '2010-05-08',
      PolicySourceArn: QUERY.roleArn,
      'ActionNames.member.1': 'elasticloadbalancing:ModifyListener',
      'ResourceArns.member.1': QUERY.resource,
      'ContextEntries.member.1.ContextKeyName': 'aws:CurrentTime',
      'ContextEntries.member.1.ContextKeyType': 'date',
      'ContextEntries.member.1.ContextKeyValues.member.1': '2026-11-21T02:13:00.000Z',
    });
  });

  it('takes what IAM says of the resource before what it says in general', async () => {
    const specific = `<ResourceSpecificResults><member><EvalResourceName>${QUERY.resource}</EvalResourceName>
      <EvalResourceDecision>implicitDeny</EvalResourceDecision>
      <MissingContextValues><member>aws:SourceVpc</member></MissingContextValues></member></ResourceSpecificResults>`;
    const { found } = await ask('us-east-1', [member('elasticloadbalancing:ModifyListener', `${ALLOWED}${specific}`)]);
    expect(found).toEqual([
      { action: 'elasticloadbalancing:ModifyListener', decision: 'implicitDeny', unanswered: ['aws:SourceVpc'] },
    ]);
  });

  it('reads every page', async () => {
    const first = `${member('a:B', ALLOWED)}<IsTruncated>true</IsTruncated><Marker>next</Marker>`;
    const { found } = await ask('us-east-1', [first, member('a:C', ALLOWED)], { ...QUERY, resource: '*' });
    expect(found.map(({ action }) => action)).toEqual(['a:B', 'a:C']);
    expect(received.map(({ body }) => body.get('Marker'))).toEqual([null, 'next']);
    expect(received[0]?.body.get('ResourceArns.member.1')).toBeNull();
  });
});
