import { describe, expect, it } from 'vitest';
import type { DrillWorld } from '../../action/drill/world.ts';
import { GATE_RULES } from '../../action/gate/rules.ts';
import { openRefs, type Played, sessionFiles, verifyAudit } from './live.ts';
import type { Row } from './row.ts';
import { CONNECTED } from './wire-rows.ts';

const JWT = /eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/;
const COMMANDS = ['add-mask', 'error', 'warning', 'group', 'endgroup'];

/** A refusal as it has to be: told, recorded, and nothing changed. */
export async function expectRefused(world: DrillWorld, row: Row, played: Played): Promise<void> {
  expectRefusal(row, played);
  expectPlan(row, played);
  expectNothingChanged(row, played);
  expectNoSecret(played);
  await expectRecord(world, row, played);
}

function expectRefusal(row: Row, { run }: Played): void {
  // Where STS had given credentials whose end cannot be shown, that is told beside the refusal.
  const told = run.errors.filter((error) => !error.startsWith('unsealed: '));
  expect(told).toEqual([expect.stringMatching(new RegExp(`^${row.code}: `))]);
  expect(run.exitCode).toBe(1);
  expect(run.outputs['outcome']).toBe('refused');
  const log = run.log.join('\n');
  expect(log).toContain('what to do: ');
  if (row.hint !== undefined) expect(log.slice(log.indexOf('what to do: '))).toContain(row.hint);
  if (row.names !== undefined) expect(run.errors[0]).toContain(row.names);
}

/** What can be known before the approval wakes nobody. */
function expectPlan({ rule, code, facts = {} }: Row, { plan }: Played): void {
  const phase = GATE_RULES.find(({ name }) => name === rule)?.phase;
  if (plan === undefined || phase === undefined) return;
  const { attempt, landing, protection, unprotected, visibility } = facts;
  const isLater =
    [attempt, unprotected, visibility].some((fact) => fact !== undefined) || protection === 'bypass-unknown';
  const isOpen = landing === 'own-run' && phase === 'merge';
  if (phase === 'approval' || isLater || isOpen) expect(plan.errors).toEqual([]);
  else expect(plan.errors).toEqual([expect.stringMatching(new RegExp(`^${code}: `))]);
}

function expectNothingChanged({ stage }: Row, { run, calls, dumps }: Played): void {
  expect(dumps.after).toEqual(dumps.before);
  // Ending the session's access is no change of what it was for; that it is of this session, the policy's name says.
  const seals = calls.filter(({ service, principal }) => service === 'iam' && /-sealer\//.test(principal ?? ''));
  for (const { parameters } of seals.filter(({ operation }) => operation === 'PutRolePolicy')) {
    expect(parameters['PolicyName']).toBe(`bg-seal-${run.outputs['session']}`);
  }
  const others = calls.filter((call) => !seals.includes(call));
  const made = others.map(({ service, operation, outcome }) => ({ service, operation, outcome }));
  if (stage === 'wire') expect(run.raw.join('\n')).not.toContain(CONNECTED);
  if (stage === 'wire' || stage === 'plan' || stage === 'gate') expect(made).toEqual([]);
  if (stage === 'assume') expect(made.filter(({ service }) => service !== 'sts')).toEqual([]);
  const writes = made.filter(({ service, operation }) => service !== 'sts' && !operation.startsWith('Describe'));
  if (stage === 'change') {
    expect(writes).not.toEqual([]);
    expect(writes.every(({ outcome }) => outcome !== 'ok')).toBe(true);
  } else {
    expect(writes).toEqual([]);
  }
}

function expectNoSecret({ run }: Played): void {
  const shown = run.raw.filter((line) => !line.startsWith('::add-mask::')).join('\n');
  expect(shown).not.toMatch(JWT);
  for (const secret of run.masks) expect(shown).not.toContain(secret);
  const commands = run.raw.flatMap((line) => /^\s*::([^ :]*)/.exec(line)?.[1] ?? []);
  expect(commands.filter((name) => !COMMANDS.includes(name))).toEqual([]);
}

async function expectRecord(world: DrillWorld, row: Row, { run, auditHeads }: Played): Promise<void> {
  expect(await openRefs(world)).toEqual([]);
  if (row.unwritten === true) {
    expect(auditHeads.after).toBe(auditHeads.before);
    expect(run.log.join('\n')).toContain('the audit branch was not written');
    if (row.stage !== 'wire') expect(run.log.join('\n')).toContain(`"code":"${row.code}"`);
    return;
  }
  expect(run.outputs['commit']).toBe(auditHeads.after);
  const { links, beside } = await sessionFiles(world, run.outputs['record'] ?? '');
  const last = links.at(-1);
  expect(last?.state).toBe(row.stage === 'change' ? 'closed' : 'refused');
  expect(last?.events.at(-1)).toMatchObject({ code: row.code });
  const record = beside.get('record.json') ?? '';
  const { seal, calls, ...told } = JSON.parse(record);
  expect(told).toMatchObject({ outcome: 'refused', code: row.code });
  // Wherever STS gave out credentials, the record says when they end.
  expect(seal !== null).toBe(calls.some(issuedCredentials));
  const written = [JSON.stringify(links.map(({ proof: _proof, ...link }) => link)), ...beside.values()].join('\n');
  expect(written).not.toMatch(JWT);
  for (const secret of run.masks) expect(written).not.toContain(secret);
}

function issuedCredentials({ operation, outcome }: { operation: string; outcome: string }): boolean {
  return operation === 'AssumeRoleWithWebIdentity' && outcome === 'ok';
}

/** What holds of every world once the refusals have been played in it. */
export function expectTrailsVerify(worlds: ReadonlyMap<string, Promise<DrillWorld>>): void {
  describe('after all of these refusals', () => {
    it('the audit trail of every world verifies, and no session is open', async () => {
      for (const world of worlds.values()) {
        const { problems, open, links } = await verifyAudit(await world);
        expect({ problems, open }).toEqual({ problems: [], open: [] });
        expect(links).toBeGreaterThan(0);
      }
    });
  });
}
