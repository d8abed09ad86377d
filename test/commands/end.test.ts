import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndOptions, endCommand } from '../../action/commands/end.ts';
import { PEOPLE, putFile } from '../../action/drill/hosting.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import { arnsOf } from '../refusals/live.ts';
import { storyOf } from '../refusals/story.ts';
import { codeOf, deskOf, failureOf } from './customer.ts';
import { approved, buildPastWorld, type PlayedSession, planned, played, shellOf } from './past-world.ts';

let world: DrillWorld;
let past: PlayedSession;
let start: unknown;
beforeAll(async () => {
  world = await buildPastWorld({ scale: 10 });
  start = world.sandbox.aws.dump();
}, 120_000);
afterAll(() => world.close());

async function end(
  session: string,
  changes: Partial<EndOptions> = {},
  login: string = PEOPLE.colleague,
  answers?: readonly string[],
) {
  const { desk, lines, questions } = deskOf(await shellOf(world, login), answers);
  const exitCode = await endCommand(session, { root: '/', yes: true, wait: false, json: false, ...changes }, desk);
  return { exitCode, lines, questions };
}

function cancels(): readonly { readonly path: string; readonly login: string | null }[] {
  return world.sandbox.github.calls().filter(({ operation }) => operation === 'actions/cancel-workflow-run');
}

/** A session that watches health; resolves once it does, with what ends its run as GitHub would. */
async function watching(name: string) {
  const plan = await planned(world, name);
  let interrupt: (() => void) | undefined;
  let seen: () => void = () => undefined;
  const watches = new Promise<void>((resolve) => {
    seen = resolve;
  });
  const ended = approved(plan, {
    onStart: (process) => {
      interrupt = () => process.kill('SIGINT');
    },
    onLine: (line) => {
      if (/verified/.test(line)) seen();
    },
  });
  await Promise.race([watches, ended]);
  return { session: plan.session, runId: plan.pipeline.runId, ended, interrupt: () => interrupt?.() };
}

describe('breakglass end', () => {
  it('cancels the run of an open session, which puts everything back, and says so before', async () => {
    const { session, runId, ended, interrupt } = await watching('ends');
    const before = world.sandbox.aws.calls().length;
    const { lines, questions } = await end(session, { yes: false }, PEOPLE.colleague, ['y']);
    expect(lines.join('\n')).toContain('shift: elbv2/shift-weights on arn:');
    expect(questions.join('\n')).toContain(`cancel run ${runId}?`);
    expect(cancels().map(({ path, login }) => [path, login])).toEqual([
      [`/repos/acme/break-glass/actions/runs/${runId}/cancel`, PEOPLE.colleague],
    ]);
    // Only the run itself calls AWS: nothing of the command does.
    expect(
      world.sandbox.aws
        .calls()
        .slice(before)
        .every(({ operation }) => operation.startsWith('Describe')),
    ).toBe(true);
    interrupt();
    past = await ended;
    expect(past.run.outputs['outcome']).toBe('rolled-back');
    expect(world.sandbox.aws.dump()).toEqual(start);
  }, 120_000);

  it('refuses a session that is closed, and says how it ended (session-unfit)', async () => {
    const failure = await failureOf(end(past.session));
    expect([failure?.code, failure?.message]).toEqual(['session-unfit', expect.stringContaining('rolled-back')]);
    expect(failure?.hint).not.toContain('breakglass undo');
  });

  it('refuses an id that nothing has, and suggests one (unknown-session)', async () => {
    const failure = await failureOf(end(past.session.replace('ends', 'ens')));
    expect([failure?.code, failure?.hint]).toEqual(['unknown-session', expect.stringContaining(past.session)]);
  });

  it.each([
    '../../etc/passwd',
    'a/b-1',
    '',
    '-1',
    `${'x'.repeat(60)}-1`,
    'x-1\n::error::',
    '__proto__',
    'constructor-1',
  ])('refuses "%s" as a session (unknown-session)', async (session) => {
    expect(await codeOf(end(session))).toBe('unknown-session');
  });
});

describe('breakglass end of a session that its run has left to a recovery', () => {
  let left: PlayedSession;
  beforeAll(async () => {
    const admin = world.hosting.as('admin');
    const policy = storyOf('hours', { playbook: { revert: 'at-end', 'max-duration': '8h' } }, arnsOf(world)).policy;
    for (const [path, text] of policy) await putFile(admin, path, text, 'a temporary change');
    left = await played(world, 'hours', { playbook: 'hours', duration: '8h' });
  }, 120_000);

  it('says how to start one where there is no recover.yml (not-set-up)', async () => {
    const failure = await failureOf(end(left.session));
    expect([failure?.code, failure?.hint]).toEqual([
      'not-set-up',
      expect.stringMatching(/breakglass init.*\/actions\/workflows\/recover\.yml/),
    ]);
  });

  it('starts the recovery, and says that its access has ended and its change stays until its time', async () => {
    const made = world.sandbox.aws.dump();
    const form = 'on: {workflow_dispatch: {}}\njobs: {recover: {runs-on: ubuntu-24.04, steps: [{run: "true"}]}}\n';
    await putFile(world.hosting.as('admin'), '.github/workflows/recover.yml', form, 'recover');
    const { lines, questions } = await end(left.session, { yes: false }, PEOPLE.colleague, ['y']);
    expect(lines.join('\n')).toMatch(
      /its run is over.*\n.*stays until .*and not before\n.*shift.*\nits access has ended/,
    );
    expect(lines.at(-1)).toMatch(/a recovery was started, which puts nothing back before /);
    expect(questions.join('\n')).toContain('start the recovery now?');
    const calls = world.sandbox.github.calls();
    expect(calls.filter(({ path }) => path.endsWith('/recover.yml/dispatches')).at(-1)?.login).toBe(PEOPLE.colleague);
    expect(world.sandbox.aws.dump()).toEqual(made);
    const { lines: json } = await end(left.session, { json: true });
    expect(JSON.parse(json.join(''))).toMatchObject({ done: 'recovery-started', reverts: 'later' });
  });
});
