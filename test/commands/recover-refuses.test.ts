import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { AUDIT_BRANCH, ENVIRONMENT, putFile } from '../../action/drill/hosting.ts';
import { letPass } from '../in-process/world.ts';
import { git, openRefs, verifyAudit } from '../refusals/live.ts';
import { PLACE } from './job.ts';
import { type Dead, openWard, type Ward } from './recovering.ts';

const INSTALL = `playbooks/installs/${ENVIRONMENT}.yml`;
type Install = Record<string, unknown>;

let ward: Ward;
let dead: Dead;
let install: Install;
beforeAll(async () => {
  ward = await openWard();
  install = parse(await git(ward.world, 'show', `main:${INSTALL}`));
  dead = await ward.die({ at: /shift: applied/ });
}, 120_000);
afterAll(() => ward.close());

async function write(changed: Install): Promise<void> {
  const admin = ward.world.hosting.as('admin');
  const { data } = await admin.rest.repos.getContent({ ...PLACE, path: INSTALL });
  const sha = Array.isArray(data) ? '' : data.sha;
  const content = Buffer.from(stringify(changed)).toString('base64');
  await admin.rest.repos.createOrUpdateFileContents({ ...PLACE, path: INSTALL, message: 'change', content, sha });
}

/** Everything that a recovery that is refused must leave as it is. */
async function standing(): Promise<unknown> {
  const head = (await git(ward.world, 'rev-parse', AUDIT_BRANCH)).trim();
  const calls = ward.world.sandbox.aws
    .calls()
    .filter(({ operation }) => !/^(Describe|Get|List|Assume)/.test(operation));
  return { head, calls: calls.length, world: ward.world.sandbox.aws.dump(), locks: await openRefs(ward.world) };
}

const without =
  (key: string) =>
  (given: Install): Install =>
    Object.fromEntries(Object.entries(given).filter(([name]) => name !== key));
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/breakglass/${name}`;

const ROWS: readonly (readonly [string, (given: Install) => Install, RegExp])[] = [
  ['names no recover role', without('recover-roles'), /not-recoverable: install "acme-prod" has no recover role/],
  ['names no sealer role', without('sealer-role'), /not-recoverable: install "acme-prod" has no sealer role/],
  [
    'names another role by then than the session had',
    (given) => ({ ...given, roles: { 'load-balancer': role('123456789012', 'another') } }),
    /not-recoverable: role "load-balancer" of install "acme-prod" is .*another/,
  ],
  [
    'is of another Region by then',
    (given) => ({ ...given, region: 'eu-central-1', resources: {} }),
    /not-recoverable: install "acme-prod" has region "eu-central-1"/,
  ],
  [
    'names a recover role that lets nobody in',
    (given) => ({ ...given, 'recover-roles': { 'load-balancer': role('123456789012', 'nobody') } }),
    /trust-policy-refused/,
  ],
  [
    'names a sealer role that lets nobody in',
    (given) => ({ ...given, 'sealer-role': role('123456789012', 'nobody') }),
    /seal-refused/,
  ],
];

describe('recover', { timeout: 120_000 }, () => {
  it.each(ROWS)('restores nothing and takes nothing over where the install %s', async (_what, change, says) => {
    await write(change(install));
    const before = await standing();
    const found = await ward.recover();
    expect(found.exitCode).toBe(1);
    expect(found.errors).toEqual([expect.stringMatching(/^left-open: /)]);
    expect(found.log.join('\n')).toMatch(says);
    expect(await standing()).toEqual(before);
    await write(install);
  });

  it('restores nothing while the kill switch is on: what it cannot deny, it does not follow', async () => {
    await ward.world.stack.update({ KillSwitch: 'on' });
    await letPass(ward.world, 10_000);
    const before = await standing();
    const found = await ward.recover();
    expect(found.exitCode).toBe(1);
    expect(await standing()).toEqual(before);
    await ward.world.stack.update({ KillSwitch: 'off' });
  });

  it('does nothing on the word of a session to whose folder somebody else has written', async () => {
    const admin = ward.world.hosting.as('admin');
    await putFile(admin, `drill/${dead.day}/${dead.id}/0002-closed.json`, '{}', 'closed, honestly', AUDIT_BRANCH);
    const before = await standing();
    const found = await ward.recover();
    expect(found.exitCode).toBe(1);
    expect(found.log.join('\n')).toContain('audit-invalid');
    expect(found.summary).toContain('GitHub has not signed for all of it');
    expect(await standing()).toEqual(before);
    expect((await verifyAudit(ward.world)).open).toHaveLength(1);
  });
});
