import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { denyDocument } from '../../action/aws/seal-policy.ts';
import { isGreen } from '../../action/commands/doctor.ts';
import { awsFindings } from '../../action/commands/doctor-aws.ts';
import type { Install } from '../../action/domain/documents.ts';
import { PEOPLE } from '../../action/drill/hosting.ts';
import { checkDenies, type InlinePolicy } from '../../action/gate/doctor/stray-denies.ts';
import type { Variables } from '../../action/runtime/environment.ts';
import { createFaults } from '../../action/sandbox/faults.ts';
import { type Deployed, deployStarter, ROLES, roleArn } from '../stack/deployed.ts';
import { type Customer, startCustomer } from './customer.ts';
import { BREAK_GLASS, INSTALL } from './sealer.ts';

const ALLOW_ALL = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const HOUR_MS = 3_600_000;

describe('the doctor looks into AWS', () => {
  const faults = createFaults();
  let at: Deployed;
  let customer: Customer;
  let install: Install;
  beforeAll(async () => {
    [at, customer] = await Promise.all([deployStarter({ faults }), startCustomer()]);
    const helpers = { planRole: roleArn(ROLES.plan), recoverRoles: { 'load-balancer': roleArn(ROLES.recover) } };
    install = { ...INSTALL, ...helpers, account: '123456789012', region: 'us-east-1' } as unknown as Install;
  });
  afterEach(() => faults.clear());
  afterAll(() => Promise.all([at.close(), customer.close()]));

  const look = async (changes: Variables = {}, installs: readonly Install[] = [install]) => {
    const aws = {
      AWS_ACCESS_KEY_ID: at.root.accessKeyId,
      AWS_SECRET_ACCESS_KEY: at.root.secretAccessKey,
      AWS_ENDPOINT_URL: at.aws.endpoint,
    };
    const variables = { ...(await customer.variables(PEOPLE.commander)), ...aws, ...changes };
    return awsFindings('/nonexistent', installs, variables);
  };
  const put = (RoleName: string, PolicyName: string, PolicyDocument: string) =>
    at.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));

  it('and finds nothing on roles that have only what the stack gave them', async () => {
    expect(await look()).toMatchObject([{ code: 'stray-deny', state: 'ok' }]);
  });

  it('and only reads', async () => {
    const before = at.aws.calls().length;
    await look();
    const asked = at.aws
      .calls()
      .slice(before)
      .map(({ operation }) => operation);
    expect(new Set(asked)).toEqual(new Set(['GetCallerIdentity', 'ListRolePolicies']));
    expect(asked.filter((each) => each === 'ListRolePolicies')).toHaveLength(4);
  });

  it('and tells of the deny of a session that has ended, and is green', async () => {
    const ended = { session: 'inc-1-1', sessionName: 'inc-1-1.x1', until: Date.now() - HOUR_MS };
    await put(ROLES.breakGlass, 'bg-seal-inc-1-1', denyDocument(ended));
    const found = await look();
    expect(found.map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(found[1]?.what).toMatch(/bg-seal-inc-1-1.*the next session takes it off/);
    expect(isGreen(found)).toBe(true);
  });

  it('and finds what nobody explains, each with the command that takes it off', async () => {
    // One that says it has ended, and denies something else than a session: nothing that a sealer writes.
    const ended = { session: 'inc-3-3', sessionName: 'inc-3-3.x1', until: Date.now() - HOUR_MS };
    const wider = denyDocument(ended).replace('*:inc-3-3.x1', '*');
    await put(ROLES.breakGlass, 'bg-seal-inc-3-3', wider);
    const unknown = { session: 'inc-2-2', sessionName: 'inc-2-2.x1', until: Date.now() + HOUR_MS };
    await put(ROLES.breakGlass, 'bg-seal-inc-2-2', denyDocument(unknown));
    await put(ROLES.plan, 'console', ALLOW_ALL);
    const found = await look();
    const wrong = found.filter(({ state }) => state !== 'ok');
    expect(isGreen(found)).toBe(false);
    expect(wrong.map(({ state, fix }) => [state, fix])).toEqual(
      [
        [ROLES.breakGlass, 'bg-seal-inc-2-2'],
        [ROLES.breakGlass, 'bg-seal-inc-3-3'],
        [ROLES.plan, 'console'],
      ].map(([role, name]) => [
        'wrong',
        expect.stringContaining(`aws iam delete-role-policy --role-name ${role} --policy-name ${name}`),
      ]),
    );
  });

  it.each<[string, Variables, string]>([
    ['no key is set', { AWS_ACCESS_KEY_ID: '' }, 'AWS_ACCESS_KEY_ID is not set'],
    ['no secret is set', { AWS_SECRET_ACCESS_KEY: '' }, 'AWS_SECRET_ACCESS_KEY is not set'],
    ['the endpoint is somebody else', { AWS_ENDPOINT_URL: 'https://iam.evil.example' }, 'iam.evil.example'],
    ['the key is of nobody', { AWS_ACCESS_KEY_ID: 'AKIA0000000000000000' }, 'InvalidClientTokenId'],
  ])('and says that it is unknown where %s', async (_what, changes, told) => {
    expect(await look(changes)).toMatchObject([{ state: 'unknown', what: expect.stringContaining(told) }]);
  });

  it('and takes no role of another account for that of the install', async () => {
    const other = { ...install, account: '999999999999' };
    const [found] = await look({}, [other]);
    expect(found).toMatchObject({ state: 'unknown', what: expect.stringContaining('of account 123456789012') });
  });

  it('and says that it is unknown where IAM refuses, whatever it finds elsewhere', async () => {
    faults.add({ service: 'iam', operation: 'ListRolePolicies', kind: 'error', code: 'AccessDenied', status: 403 });
    expect(await look()).toMatchObject([{ state: 'unknown', fix: expect.stringContaining('iam:ListRolePolicies') }]);
  });

  it('and ends with an IAM that lists without an end', async () => {
    // The answer of a broken or hostile proxy: every page says that there is one more.
    const page = `<ListRolePoliciesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRolePoliciesResult><PolicyNames><member>x</member></PolicyNames><IsTruncated>true</IsTruncated><Marker>again</Marker></ListRolePoliciesResult></ListRolePoliciesResponse>`;
    const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => response.end(body.includes('GetCallerIdentity') ? identity : page));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const found = await look({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    server.close();
    expect(found).toMatchObject([{ state: 'unknown', what: expect.stringContaining('without an end') }]);
  });
});

describe('of the inline policies of a role', () => {
  const now = Date.UTC(2026, 10, 21, 4);
  const deny = { session: 'inc-1-1', until: now + HOUR_MS };
  const policy = { roleArn: BREAK_GLASS, name: 'bg-seal-inc-1-1', breakGlass: true, deny } as const;
  const judge = (changes: Partial<InlinePolicy> = {}, sessions = ['inc-1-1']) =>
    checkDenies({
      install: 'acme-prod',
      policies: { seen: true, value: [{ ...policy, ...changes }] },
      sessions: { seen: true, value: new Set(sessions) },
      now,
    });

  it('the deny of a session whose credentials last is right', () => {
    expect(judge()).toMatchObject([{ state: 'ok' }]);
  });

  it('the deny of a session whose credentials have ended is told beside, and is right', () => {
    const found = judge({ deny: { ...deny, until: now } }, []);
    expect(found.map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(found[0]?.what).toContain('beside 1 of sessions whose credentials have ended');
  });

  it.each<[string, Partial<InlinePolicy>, string[]?]>([
    ['an ended deny on a role that no sealer denies', { breakGlass: false, deny: { ...deny, until: now } }],
    ['a deny that lasts longer than any session', { deny: { ...deny, until: now + 13 * HOUR_MS } }],
    ['a deny of a session that the audit branch does not know', {}, []],
    ['a deny on a role that no sealer denies', { breakGlass: false }],
    ['what is no deny', { deny: undefined }],
  ])('%s is a stray', (_what, changes, sessions) => {
    expect(judge(changes, sessions)).toMatchObject([{ state: 'wrong' }]);
  });

  it('a name of another form than IAM’s goes into no command', () => {
    const [found] = judge({ name: 'x; rm -rf ~', deny: undefined });
    expect(found).toMatchObject({ state: 'wrong', fix: 'look at the role in the console' });
  });

  it('a deny is not taken for right while the audit branch cannot be read', () => {
    const sessions = { seen: false, why: 'no token' } as const;
    const found = checkDenies({ install: 'a', policies: { seen: true, value: [policy] }, sessions, now });
    expect(found).toMatchObject([{ state: 'unknown', what: expect.stringContaining('no token') }]);
  });
});
