import { request } from 'node:http';
import { ModifyListenerCommand, ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import { registry } from '../../../action/services/registry.ts';
import { arnOf, type Estate, startTarget } from '../../contract/estate.ts';
import { fixtures } from '../../contract/fixtures/all.ts';
import { startLab } from '../../contract/lab.ts';
import { apply, type Bench, openBench, plannedStep, prepare, type Subject, undo } from '../../contract/workbench.ts';

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

function send(url: string, { path = '/', method = 'GET', headers = {} }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(url).origin,
      { path, method, headers: { host: 'shop.example.com', ...headers } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, location: response.headers.location, body }));
      },
    );
    sent.on('error', reject).end();
  });
}

/** By default 200 `default`; both rules are for `/a/*`, the first answers `first`, the second `second`. */
async function answering({ owner, listener, rules }: Estate): Promise<void> {
  const answer = (MessageBody: string) => [
    {
      Type: 'fixed-response' as const,
      FixedResponseConfig: { StatusCode: '200', ContentType: 'text/plain', MessageBody },
    },
  ];
  await owner.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: answer('default') }));
  const Conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/a/*'] } }];
  for (const [index, body] of ['first', 'second'].entries()) {
    await owner.send(new ModifyRuleCommand({ RuleArn: arnOf(rules[index]), Conditions, Actions: answer(body) }));
  }
}

describe('what steps on rules do to traffic', () => {
  let subject: Subject;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    const [lab, target] = await Promise.all([startLab(500), startTarget()]);
    const [kind] = registry.steps.values();
    const [fixture] = fixtures;
    if (kind === undefined || fixture === undefined) throw new Error('there are no kinds');
    subject = { kind, fixture, partners: [], lab, targetPort: target.port };
    close = async () => {
      target.close();
      await lab.close();
    };
  });

  afterAll(() => close());

  async function open(): Promise<{ bench: Bench; ask: (sent: Sent) => Promise<Answer> }> {
    const bench = await openBench(subject, answering);
    return { bench, ask: (sent) => send(arnOf(subject.lab.aws.listenerUrl(bench.estate.listener)), sent) };
  }

  async function run(bench: Bench, name: string, params: JsonObject) {
    const kind = registry.steps.get(`elbv2/${name}`);
    if (kind === undefined) throw new Error(`no kind ${name}`);
    const [step] = await prepare(bench, [plannedStep(kind, params)]);
    if (step === undefined) throw new Error('one step was prepared');
    const { started, error } = await apply(bench, step);
    if (error !== undefined) throw error;
    return started;
  }

  it.each<[string, JsonObject, readonly Sent[], readonly Sent[]]>([
    [
      'a host',
      { hosts: ['*.example.org'] },
      [{ headers: { host: 'shop.example.org' } }, { headers: { host: 'SHOP.example.org:80' } }],
      [{}, { headers: { host: 'example.org' } }],
    ],
    [
      'a path',
      { paths: ['/x/?/*'] },
      [{ path: '/x/1/y' }, { path: '/x/1/?q' }],
      [{ path: '/x/12/y' }, { path: '/X/1/y' }],
    ],
    ['a method', { methods: ['POST', 'PUT'] }, [{ method: 'POST' }, { method: 'PUT' }], [{}, { method: 'DELETE' }]],
    [
      'a header',
      { headers: [{ name: 'X-Client', values: ['app/*', 'beta'] }] },
      [{ headers: { 'x-client': 'app/2' } }, { headers: { 'X-CLIENT': 'Beta' } }],
      [{}, { headers: { 'x-client': 'web' } }, { headers: { 'x-other': 'beta' } }],
    ],
    [
      'the query',
      { query: [{ key: 'from', value: 'b*' }, { value: 'any' }] },
      [{ path: '/?from=bc' }, { path: '/?a=1&from=b' }, { path: '/?x=any' }],
      [{}, { path: '/?from=c' }, { path: '/?to=b' }],
    ],
    ['the address of the client', { 'source-ips': ['10.0.0.0/8', '127.0.0.0/8'] }, [{}], []],
    ['the address of others', { 'source-ips': ['10.0.0.0/8', '2001:db8::/32'] }, [], [{}]],
    [
      'all of it together',
      { paths: ['/x'], methods: ['POST'], headers: [{ name: 'X-A', values: ['b'] }], query: [{ value: 'c' }] },
      [{ path: '/x?q=c', method: 'POST', headers: { 'x-a': 'b' } }],
      [
        { path: '/x?q=c', headers: { 'x-a': 'b' } },
        { path: '/x', method: 'POST', headers: { 'x-a': 'b' } },
        { path: '/x?q=c', method: 'POST' },
      ],
    ],
  ])('answers requests by %s, and no other, until it is undone', async (_, conditions, meant, others) => {
    const { bench, ask } = await open();
    const params = { listener: bench.estate.listener, ...conditions, status: 503, body: 'soon' };
    const started = await run(bench, 'fixed-response', params);
    for (const sent of meant) expect(await ask(sent)).toMatchObject({ status: 503, body: 'soon' });
    for (const sent of others) expect(await ask(sent)).toMatchObject({ status: 200, body: 'default' });
    await undo(bench, started);
    for (const sent of meant) expect(await ask(sent)).toMatchObject({ status: 200, body: 'default' });
  });

  it('redirects, with what the request asked for in its place', async () => {
    const { bench, ask } = await open();
    const to = { status: 302, protocol: 'HTTPS', port: '443', host: 'standby.example.com', path: '/b/#{path}' };
    const started = await run(bench, 'redirect', { listener: bench.estate.listener, paths: ['/a/*'], to });
    expect(await ask({ path: '/a/1?q=2' })).toMatchObject({
      status: 302,
      location: 'https://standby.example.com:443/b/a/1?q=2',
    });
    await undo(bench, started);
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'first' });
  });

  it('sends requests to another target group, after the rules that come before it', async () => {
    const { bench, ask } = await open();
    const { listener, green } = bench.estate;
    const action = { forward: { 'target-groups': [{ 'target-group': green }] } };
    const started = await run(bench, 'create-rule', { listener, paths: ['/*'], priority: 2, action });
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'first' });
    expect(await ask({ path: '/b' })).toMatchObject({ status: 200, body: 'ok' });
    await undo(bench, started);
    expect(await ask({ path: '/b' })).toMatchObject({ body: 'default' });
  });

  it('makes a rule do something else, for other requests', async () => {
    const { bench, ask } = await open();
    const action = { 'fixed-response': { status: 404, body: 'gone' } };
    const started = await run(bench, 'modify-rule', { rule: arnOf(bench.estate.rules[0]), paths: ['/c/*'], action });
    expect(await ask({ path: '/c/1' })).toMatchObject({ status: 404, body: 'gone' });
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'second' });
    await undo(bench, started);
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'first' });
    expect(await ask({ path: '/c/1' })).toMatchObject({ body: 'default' });
  });

  it('leaves the requests of a deleted rule to the rules below it', async () => {
    const { bench, ask } = await open();
    const started = await run(bench, 'delete-rule', { rule: arnOf(bench.estate.rules[0]) });
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'second' });
    await undo(bench, started);
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'first' });
  });

  it('lets another rule answer first', async () => {
    const { bench, ask } = await open();
    const params = { 'rule-priorities': [{ rule: arnOf(bench.estate.rules[1]), priority: 1 }] };
    const started = await run(bench, 'set-rule-priorities', params);
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'second' });
    await undo(bench, started);
    expect(await ask({ path: '/a/1' })).toMatchObject({ body: 'first' });
  });
});
