import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../action/audit/canonical.ts';
import { AUDIT_BRANCH, OWNER, PEOPLE, REPOSITORY } from '../../action/drill/hosting.ts';
import type { Pipeline } from '../../action/drill/pipeline.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { arnsOf, auditHead, request, sessionFiles, verifyAudit } from './live.ts';
import type { Facts } from './row.ts';
import { storyOf } from './story.ts';

let world: DrillWorld;
let requests = 0;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
});
afterAll(() => world.close());

function ask(facts: Facts = {}) {
  requests += 1;
  return request(world, {}, facts, storyOf(`asked-${requests}`, facts, arnsOf(world)));
}

const sessionOf = (pipeline: Pipeline) => `asked-${requests}-${pipeline.runId}`;

/** Somebody with `contents: write` adds a file to the folder of the session. */
async function strange(pipeline: Pipeline, name: string, text: string): Promise<void> {
  const day = new Date(world.sandbox.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  await world.hosting.as('admin').rest.repos.createOrUpdateFileContents({
    owner: OWNER,
    repo: REPOSITORY,
    branch: AUDIT_BRANCH,
    path: `drill/${day}/${sessionOf(pipeline)}/${name}`,
    message: 'x',
    content: Buffer.from(text).toString('base64'),
  });
}

describe('record-refusal', () => {
  it('leaves an unproven refusal of a rejected deployment, once', async () => {
    const pipeline = await ask();
    await pipeline.plan();
    await pipeline.review(PEOPLE.approver, 'rejected');
    const first = await pipeline.recordRefusal();
    expect(first).toMatchObject({ exitCode: 0, errors: [], outputs: { outcome: 'refused' } });
    const { links, beside } = await sessionFiles(world, first.outputs['record'] ?? '');
    expect(links).toMatchObject([{ state: 'refused', sequence: 1, environment: null, proof: null }]);
    expect(links[0]?.events.at(-1)).toMatchObject({ type: 'refused', code: 'not-approved' });
    expect(JSON.parse(beside.get('record.json') ?? '')).toMatchObject({ outcome: 'refused', approvers: [] });
    const head = await auditHead(world);
    const second = await pipeline.recordRefusal();
    expect(second).toMatchObject({ exitCode: 0, outputs: { outcome: 'refused' } });
    expect(await auditHead(world)).toBe(head);
    const { problems, unproven } = await verifyAudit(world);
    expect(problems).toEqual([]);
    expect(unproven.map(({ path }) => path)).toContainEqual(expect.stringContaining('asked-1-'));
  });

  it('leaves a refusal of what nobody answered', async () => {
    const pipeline = await ask();
    const ended = await pipeline.recordRefusal();
    const { beside } = await sessionFiles(world, ended.outputs['record'] ?? '');
    expect(JSON.parse(beside.get('record.json') ?? '')).toMatchObject({ outcome: 'refused', code: 'not-approved' });
  });

  it('says why when the request itself is refused', async () => {
    const pipeline = await ask({ request: { playbook: 'nothing' } });
    const ended = await pipeline.recordRefusal();
    const { links, beside } = await sessionFiles(world, ended.outputs['record'] ?? '');
    expect(links).toHaveLength(1);
    expect([...beside.keys()]).toEqual(['record.json']);
    expect(JSON.parse(beside.get('record.json') ?? '')).toMatchObject({ code: 'unknown-playbook', plan: null });
  });

  it('says what the plan was refused for, since nobody was asked then', async () => {
    const pipeline = await ask({ install: { requesters: [PEOPLE.colleague] } });
    expect((await pipeline.plan()).errors).toEqual([expect.stringMatching(/^requester-not-vetted: /)]);
    const ended = await pipeline.recordRefusal();
    const { beside } = await sessionFiles(world, ended.outputs['record'] ?? '');
    expect(JSON.parse(beside.get('record.json') ?? '')).toMatchObject({ code: 'requester-not-vetted' });
  });

  it('does not say that nobody approved what was approved and then died', async () => {
    const pipeline = await ask();
    await pipeline.plan();
    await pipeline.review(PEOPLE.approver, 'approved');
    const ended = await pipeline.recordRefusal();
    const { beside } = await sessionFiles(world, ended.outputs['record'] ?? '');
    expect(JSON.parse(beside.get('record.json') ?? '')).toMatchObject({ outcome: 'refused', code: 'interrupted' });
  });

  it('adds nothing to what the run job has written', async () => {
    const pipeline = await ask();
    await pipeline.review(PEOPLE.approver, 'approved');
    const run = await pipeline.run('0'.repeat(64));
    expect(run.outputs['commit']).toBe(await auditHead(world));
    await pipeline.recordRefusal();
    expect(await auditHead(world)).toBe(run.outputs['commit']);
    expect((await verifyAudit(world)).problems).toEqual([]);
  });

  it('is not kept from it by a link that a stranger made up', async () => {
    const pipeline = await ask();
    await strange(pipeline, '0001-opened.json', '{}');
    const ended = await pipeline.recordRefusal();
    expect(ended).toMatchObject({ exitCode: 0, errors: [], outputs: { outcome: 'refused' } });
    expect(ended.outputs['record']).toContain(sessionOf(pipeline));
  });

  it("does not take a stranger's refusal for its own, and says so", async () => {
    const other = await ask();
    const { outputs } = await other.recordRefusal();
    const { links } = await sessionFiles(world, outputs['record'] ?? '');
    const pipeline = await ask();
    const session = sessionOf(pipeline);
    const forged = { ...links[0], session, runId: String(pipeline.runId), events: [], files: {} };
    await strange(pipeline, '0001-refused.json', `${canonicalJson(forged)}\n`);
    const ended = await pipeline.recordRefusal();
    expect(ended.exitCode).toBe(1);
    expect(ended.errors).toEqual([expect.stringMatching(/^audit-invalid: /)]);
    expect(ended.log.join('\n')).toContain('"outcome":"refused"');
  });

  it('tells its record to the log, and fails, where it cannot be committed', async () => {
    const pipeline = await ask();
    const ended = await pipeline.recordRefusal({ inputs: { 'audit-branch': 'nowhere' } });
    expect(ended.exitCode).toBe(1);
    expect(ended.errors).toEqual([expect.stringMatching(/^audit-branch-missing: /)]);
    expect(ended.outputs['outcome']).toBe('refused');
    expect(ended.log.join('\n')).toContain('"outcome":"refused"');
  });
});
