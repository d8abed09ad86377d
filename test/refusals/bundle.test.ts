import { afterAll, describe, expect, it } from 'vitest';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { GATE_RULES } from '../../action/gate/rules.ts';
import { GATE_ROWS } from './gate-rows.ts';
import { openRefs, type Played, playRow, playTwin, sessionFiles, verifyAudit } from './live.ts';
import type { Facts, Row } from './row.ts';
import { ROWS } from './table.ts';
import { CONNECTED } from './wire-rows.ts';

/** Minutes of approval pass in seconds, and a busy machine still answers health checks in time. */
const SCALE = 20;
const JWT = /eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/;
const COMMANDS = ['add-mask', 'error', 'warning', 'group', 'endgroup'];

const worlds = new Map<string, Promise<DrillWorld>>();
const queues = new Map<string, Promise<unknown>>();

/** Rows of the same world play in it one after another; two worlds play at the same time. */
async function inWorld(
  { platform }: Pick<Row, 'platform'>,
  index: number,
  play: (world: DrillWorld) => Promise<void>,
): Promise<void> {
  const options = platform?.world ?? {};
  const key = `${JSON.stringify(options)} ${index % 2}`;
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(async () => {
    const world = worlds.get(key) ?? buildWorld({ scale: SCALE, ...options });
    worlds.set(key, world);
    await play(await world);
  });
  queues.set(
    key,
    mine.catch(() => undefined),
  );
  await mine;
}

afterAll(async () => {
  await Promise.all([...worlds.values()].map(async (world) => (await world).close()));
});

describe.concurrent('the bundle refuses', { timeout: 120_000 }, () => {
  it.each(ROWS.map((row, index) => ({ name: row.name, row, index })))('$name', async ({ row, index }) => {
    await inWorld(row, index, async (world) => {
      const played = await playRow(world, row, `r${index}`);
      expectRefusal(row, played);
      expectPlan(row, played);
      expectNothingChanged(row, played);
      expectNoSecret(played);
      await expectRecord(world, row, played);
    });
  });
});

describe.concurrent('the bundle lets pass', { timeout: 120_000 }, () => {
  it.each(twins().map((twin, index) => ({ ...twin, index })))('the twin of $name', async ({ twin, index }) => {
    await inWorld({}, index, async (world) => {
      const { plan, run, calls } = await playTwin(world, twin, `t${index}`);
      expect(plan?.errors).toEqual([]);
      expect(run.errors).toEqual([expect.stringMatching(/^install-locked: /)]);
      expect(calls).toEqual([]);
    });
  });
});

describe('the story that every row changes', { timeout: 120_000 }, () => {
  it.each([
    ["the world's install", {}, 0],
    ['an install of its own', { install: {} }, 1],
  ])('succeeds with %s, so that a row is refused for what it changes', async (_what, facts, index) => {
    // A world of its own for each: it is not as it was afterwards.
    const platform = { world: { stack: {} } };
    await inWorld({ platform }, index, async (world) => {
      const row: Row = { name: 'nothing', code: 'internal', stage: 'session', platform, facts };
      const { run } = await playRow(world, row, 'control');
      expect(run).toMatchObject({ errors: [], exitCode: 0, outputs: { outcome: 'succeeded' } });
    });
  });
});

/** The twins of the gate's rows, each once. */
function twins(): readonly { readonly name: string; readonly twin: Facts }[] {
  const keyOf = (twin: Facts): string =>
    JSON.stringify(twin, (_key, value: unknown) => (typeof value === 'function' ? String(value) : value));
  const found = new Map<string, { readonly name: string; readonly twin: Facts }>();
  for (const { name, twin = {} } of GATE_ROWS) {
    if (!found.has(keyOf(twin))) found.set(keyOf(twin), { name, twin });
  }
  return [...found.values()];
}

describe('after all of these refusals', () => {
  it('the audit trail of every world verifies, and no session is open', async () => {
    for (const world of worlds.values()) {
      const { problems, open, links } = await verifyAudit(await world);
      expect({ problems, open }).toEqual({ problems: [], open: [] });
      expect(links).toBeGreaterThan(0);
    }
  });
});

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
