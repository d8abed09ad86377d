import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../action/drill/hosting.ts';
import { drillRequest, mergeRequest } from '../../action/drill/pipeline.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { botOf, comments, job, type OpenPull, openPull, PLACE, startRun } from './job.ts';

let world: DrillWorld;
let pulls = 0;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
});
afterAll(() => world.close());

const BOT = 'github-actions[bot]';

function pull() {
  pulls += 1;
  return openPull(world, `says-${pulls}`, { [`note-${pulls}.md`]: 'x\n' });
}

function runOf(open: OpenPull) {
  return startRun(world, 'pull_request', open);
}

async function openRun() {
  const open = await pull();
  return { number: open.number, run: runOf(open) };
}

async function mergedRun() {
  const { number } = await pull();
  const { data } = await world.hosting.as(PEOPLE.commander).rest.pulls.merge({ ...PLACE, pull_number: number });
  return { number, run: startRun(world, 'push', { sha: data.sha, actor: PEOPLE.commander }) };
}

async function forge(number: number, body: string): Promise<void> {
  const bot = await botOf(world, { 'pull-requests': 'write' });
  await bot.rest.issues.createComment({ ...PLACE, issue_number: number, body });
}

const bodies = async (number: number) => (await comments(world, number)).map(({ by, body }) => [by, body]);
const says = (text: string) => expect.stringContaining(text);

describe('comment', () => {
  it('shows the plan once, and replaces it by the next one', async () => {
    const open = await pull();
    for (const text of ['first plan', 'second plan']) {
      const shown = await job(world, runOf(open), 'comment', { inputs: { page: text } });
      expect(shown).toMatchObject({ exitCode: 0, errors: [] });
      expect(await bodies(open.number)).toEqual([[BOT, says(text)]]);
    }
  });

  it('shows the plan of a merge in the pull request that was merged', async () => {
    const name = 'merged-plan';
    const sha = await mergeRequest(world.hosting, drillRequest({ request: name }), { name });
    const { data } = await world.hosting.as('admin').rest.pulls.list({ ...PLACE, state: 'closed' });
    const number = data.find((each) => each.title === name)?.number ?? 0;
    const run = startRun(world, 'push', { sha, actor: PEOPLE.commander });
    const shown = await job(world, run, 'comment', { inputs: { page: 'live plan' } });
    expect(shown).toMatchObject({ exitCode: 0, errors: [] });
    expect(await bodies(number)).toEqual([[BOT, says('live plan')]]);
  });

  it("refuses to edit a person's comment that copies the marker", async () => {
    const open = await pull();
    await job(world, runOf(open), 'comment', { inputs: { page: 'the plan' } });
    const [own] = await comments(world, open.number);
    const mallory = world.hosting.as(PEOPLE.colleague);
    await mallory.rest.issues.deleteComment({ ...PLACE, comment_id: own?.id ?? 0 });
    const forged = (own?.body ?? '').replace('the plan', 'a harmless plan').replace(/run=\d+/, 'run=99999999999999');
    await mallory.rest.issues.createComment({ ...PLACE, issue_number: open.number, body: forged });
    await job(world, runOf(open), 'comment', { inputs: { page: 'the next plan' } });
    expect(await bodies(open.number)).toEqual([
      [PEOPLE.colleague, forged],
      [BOT, says('the next plan')],
    ]);
  });

  it.each([
    ['a run that does not exist', () => '9999999999999999999 attempt=1'],
    [
      'a later run of another branch',
      () => `${startRun(world, 'push', { sha: 'a'.repeat(40), ref: 'refs/heads/other' }).id} attempt=1`,
    ],
    ['a later attempt of this very run', (own: number) => `${own} attempt=999`],
    ['this very run', (own: number) => `${own} attempt=1`],
  ])('refuses to give way to a comment of the same bot that claims to be of %s', async (_what, claim) => {
    for (const event of ['pull_request', 'push'] as const) {
      const { number, run } = event === 'push' ? await mergedRun() : await openRun();
      await forge(number, `<!-- breakglass:plan run=${claim(run.id)} -->\nforged`);
      expect(await bodies(number)).toEqual([[BOT, says('forged')]]);
      const shown = await job(world, run, 'comment', { inputs: { page: 'the plan' } });
      expect(shown).toMatchObject({ exitCode: 0, errors: [] });
      expect(await bodies(number)).toEqual([[BOT, expect.not.stringContaining('forged')]]);
      expect(await bodies(number)).toEqual([[BOT, says('the plan')]]);
    }
  });

  it('refuses to give way to any later run, where the job may not ask for runs', async () => {
    const { number, run } = await openRun();
    const later = runOf(await pull());
    await forge(number, `<!-- breakglass:plan run=${later.id} attempt=1 -->\nforged`);
    const permissions = { 'pull-requests': 'write' } as const;
    await job(world, run, 'comment', { inputs: { page: 'the plan' }, permissions });
    expect(await bodies(number)).toEqual([[BOT, says('the plan')]]);
  });

  it('keeps the plan of the merge, where the run of the pull request is late', async () => {
    const name = 'merged-early';
    const open = await openPull(world, name, { [`${name}.md`]: 'x\n' });
    const late = runOf(open);
    const { data } = await world.hosting.as(PEOPLE.commander).rest.pulls.merge({ ...PLACE, pull_number: open.number });
    const merge = startRun(world, 'push', { sha: data.sha, actor: PEOPLE.commander });
    await job(world, merge, 'comment', { inputs: { page: 'live plan' } });
    await job(world, late, 'comment', { inputs: { page: 'static plan' } });
    expect(await bodies(open.number)).toEqual([[BOT, says('live plan')]]);
  });

  it('keeps the plan of a later run', async () => {
    const open = await pull();
    const [earlier, later] = [runOf(open), runOf(open)];
    await job(world, later, 'comment', { inputs: { page: 'later' } });
    const late = await job(world, earlier, 'comment', { inputs: { page: 'earlier' } });
    expect(late.exitCode).toBe(0);
    expect(await bodies(open.number)).toEqual([[BOT, says('later')]]);
  });

  it('leaves one comment, of the later run, where two runs race', async () => {
    for (let round = 0; round < 3; round += 1) {
      const open = await pull();
      const [earlier, later] = [runOf(open), runOf(open)];
      await Promise.all([
        job(world, earlier, 'comment', { inputs: { page: 'earlier' } }),
        job(world, later, 'comment', { inputs: { page: 'later' } }),
      ]);
      expect(await bodies(open.number)).toEqual([[BOT, says('later')]]);
    }
  });

  it('makes no second comment where the answer to the first was lost', async () => {
    const open = await pull();
    const heal = world.sandbox.faults.add({
      service: 'github',
      operation: 'issues/create-comment',
      kind: 'lost-answer',
    });
    const shown = await job(world, runOf(open), 'comment', { inputs: { page: 'the plan' } });
    heal();
    expect(shown).toMatchObject({ exitCode: 0, errors: [] });
    expect(await bodies(open.number)).toHaveLength(1);
  });

  it.each([
    [
      'a token that may only read, as of a fork',
      { permissions: { 'pull-requests': 'read' } as const },
      'github-forbidden',
    ],
    ['no plan', { inputs: { page: '' } }, '"page"'],
  ])('warns, and does not fail, with %s', async (_what, options, said) => {
    const open = await pull();
    const shown = await job(world, runOf(open), 'comment', { inputs: { page: 'x' }, ...options });
    expect(shown).toMatchObject({ exitCode: 0, errors: [] });
    expect(shown.raw.join('\n')).toMatch(/^::warning::/m);
    expect(shown.log.join('\n')).toContain(said);
    expect(await bodies(open.number)).toEqual([]);
  });

  it('says that a dispatch has no pull request', async () => {
    const { sha } = await pull();
    const run = startRun(world, 'workflow_dispatch', { sha });
    const shown = await job(world, run, 'comment', { inputs: { page: 'x' } });
    expect(shown).toMatchObject({ exitCode: 0, errors: [] });
  });

  it('cuts a page that is longer than a comment may be', async () => {
    const open = await pull();
    const page = `# Plan\n\n${'one line of it\n\n'.repeat(7_000)}`;
    const shown = await job(world, runOf(open), 'comment', { inputs: { page } });
    expect(shown).toMatchObject({ exitCode: 0, errors: [] });
    const [only] = await comments(world, open.number);
    expect(only?.body.length).toBeLessThan(65_536);
    expect(only?.body).toContain('left out');
  });
});
