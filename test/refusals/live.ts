import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Link } from '../../action/audit/link.ts';
import { parseLink } from '../../action/audit/parse-link.ts';
import { auditVerify } from '../../action/commands/audit.ts';
import { ROLE_PATH, roleNames } from '../../action/domain/stack-names.ts';
import { refsOf } from '../../action/drill/chaos/trail.ts';
import { AUDIT_BRANCH, ENVIRONMENT, OWNER, PEOPLE, REPOSITORY } from '../../action/drill/hosting.ts';
import { type Pipeline, startPipeline } from '../../action/drill/pipeline.ts';
import type { ActionResult, Bundle } from '../../action/drill/runner.ts';
import { type DrillWorld, writeKeys } from '../../action/drill/world.ts';
import { isPlayed, letPass } from '../in-process/world.ts';
import { ask, mainHead } from './ask.ts';
import { withoutBypass } from './bypass-proxy.ts';
import { holdLock } from './hold-lock.ts';
import { ownDigest } from './own-plan.ts';
import type { Arns, Facts, Row } from './row.ts';
import { type Story, storyOf } from './story.ts';

const PLACE = { owner: OWNER, repo: REPOSITORY };
export const BUNDLE =
  process.env['BREAKGLASS_BUNDLE'] ?? new URL('../../action/dist/main.js', import.meta.url).pathname;

/** What runs the jobs of a world: the bundle in a process, or in a world of played steps the action's entry in this one. */
export function bundleOf(world: DrillWorld): Bundle {
  return isPlayed(world) ? world.bundle : BUNDLE;
}

/** A row as it was played, and what a plan job said before. */
export interface Played {
  readonly plan: ActionResult | undefined;
  readonly run: ActionResult;
  /** Of the run job alone. */
  readonly calls: ReturnType<DrillWorld['sandbox']['aws']['calls']>;
  readonly dumps: { readonly before: unknown; readonly after: unknown };
  readonly auditHeads: { readonly before: string; readonly after: string };
}

/** Plays a request that nothing is wrong with up to the lock, which somebody else holds: who comes so far is past the gate. */
export async function playTwin(world: DrillWorld, twin: Facts, name: string): Promise<Played> {
  const { install } = storyOf(name, twin, arnsOf(world));
  const row: Row = {
    name,
    code: 'install-locked',
    stage: 'gate',
    platform: { arrange: (at) => holdLock(at, install) },
  };
  return playRow(world, { ...row, facts: twin }, name);
}

/** Plays a row under a name of its own: files, request, plan, approval, run job. */
export async function playRow(world: DrillWorld, row: Row, name: string): Promise<Played> {
  const facts = { ...row.facts, ...(await row.platform?.before?.(world)) };
  const ready = await arrangeRun(world, row, name, facts);
  const undo = await row.platform?.arrange?.(world);
  try {
    return await playRun(world, row, facts, ready);
  } finally {
    await undo?.();
    if (facts.visibility === 'public') await setVisibility(world, 'private');
    if (facts.unprotected === true) world.sandbox.github.control.protectBranch(OWNER, REPOSITORY, 'main');
  }
}

interface Ready {
  readonly pipeline: Pipeline;
  readonly plan: ActionResult | undefined;
  readonly digest: string;
}

const UNKNOWN = '0'.repeat(64);

async function arrangeRun(world: DrillWorld, row: Row, name: string, facts: Facts): Promise<Ready> {
  if (row.stage === 'wire') return { pipeline: await unasked(world), plan: undefined, digest: UNKNOWN };
  const story = storyOf(name, facts, arnsOf(world));
  const { pipeline, hint } = await ask(world, row, facts, story, bundleOf(world));
  if (row.stage === 'plan') {
    await arrangeLate(world, facts);
    return { pipeline, plan: undefined, digest: UNKNOWN };
  }
  const plan = await pipeline.plan();
  if (plan.exitCode !== 0 && row.rule === undefined) throw new Error(`no plan: ${plan.errors.join('; ')}`);
  const digest = plan.outputs['digest'] ?? (await ownDigest(world, hint, story.path));
  await answer(world, facts, pipeline, digest);
  await arrangeLate(world, facts);
  if (facts.approved === undefined) return { pipeline, plan, digest };
  if (facts.approved === null) return { pipeline, plan, digest: '' };
  const other = { ...facts, ...facts.approved };
  const before = await request(world, row, other, storyOf(`${name}-before`, other, arnsOf(world)));
  const approved = await before.plan();
  return { pipeline, plan, digest: approved.outputs['digest'] ?? '' };
}

/** What happens between the approval and the run job. */
async function arrangeLate(world: DrillWorld, facts: Facts): Promise<void> {
  if (facts.visibility === 'public') await setVisibility(world, 'public');
  if (facts.unprotected === true) world.sandbox.github.control.unprotectBranch(OWNER, REPOSITORY, 'main');
  if (facts.waitedMs !== undefined) await letPass(world, facts.waitedMs);
}

/** Commits the story's files, makes the request, and starts the run that follows. */
export async function request(
  world: DrillWorld,
  row: Pick<Row, 'platform'>,
  facts: Facts,
  story: Story,
): Promise<Pipeline> {
  return (await ask(world, row, facts, story, bundleOf(world))).pipeline;
}

/** A run whose request nobody reads. */
async function unasked(world: DrillWorld): Promise<Pipeline> {
  return startPipeline(world, bundleOf(world), await mainHead(world));
}

async function setVisibility({ hosting }: DrillWorld, visibility: 'public' | 'private'): Promise<void> {
  await hosting.as('admin').rest.repos.update({ ...PLACE, visibility });
}

/** The reviewers' answer; on a re-run, once for each attempt. */
async function answer(world: DrillWorld, facts: Facts, pipeline: Pipeline, digest: string): Promise<void> {
  const { approver, verdict = 'approved', attempt, comment } = facts;
  // A job of another ref is not held for its reviewers but turned away by the environment itself.
  if (approver === null || facts.run?.ref !== undefined || facts.landing === 'own-run') return;
  const by = approver ?? PEOPLE.approver;
  const words = comment?.(digest);
  await pipeline.review(by, verdict, words);
  if (attempt === undefined) return;
  world.sandbox.github.control.rerun(pipeline.runId);
  await pipeline.review(by, verdict, words);
}

async function playRun(world: DrillWorld, row: Row, facts: Facts, { pipeline, plan, digest }: Ready): Promise<Played> {
  const { aws, github } = world.sandbox;
  const proxy = facts.protection === 'bypass-unknown' ? await withoutBypass(github.api) : undefined;
  const before = { dump: aws.dump(), calls: aws.calls().length, head: await auditHead(world) };
  const run = await pipeline.run(digest, {
    force: true,
    ...row.platform?.hooks,
    environment: {
      ...(proxy === undefined ? {} : { GITHUB_API_URL: proxy.url }),
      ...row.platform?.hooks?.environment,
    },
  });
  await proxy?.close();
  return {
    plan,
    run,
    calls: aws.calls().slice(before.calls),
    dumps: { before: before.dump, after: aws.dump() },
    auditHeads: { before: before.head, after: await auditHead(world) },
  };
}

export function arnsOf({ cloud: { listener, blue, green }, sandbox }: DrillWorld): Arns {
  const role = `arn:aws:iam::${sandbox.aws.account}:role${ROLE_PATH}${roleNames.breakGlass(ENVIRONMENT, 'load-balancer')}`;
  return { listener, blue, green, role };
}

/** A git command in the bare repository that GitHub has. */
export async function git({ hosting }: DrillWorld, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['--git-dir', hosting.directory, ...args], {
    maxBuffer: 32 * 1024 * 1024,
  });
  return stdout;
}

export async function auditHead({ hosting }: DrillWorld): Promise<string> {
  return (await refsOf(hosting.directory)).get(`refs/heads/${AUDIT_BRANCH}`) ?? '';
}

/** Refs of open sessions. */
export async function openRefs({ hosting }: DrillWorld): Promise<readonly string[]> {
  return [...(await refsOf(hosting.directory)).keys()].filter((ref) => ref.startsWith('refs/heads/break-glass/open/'));
}

/** Everything in a session's folder: its links in order, and the files beside the last one. */
export async function sessionFiles(
  world: DrillWorld,
  record: string,
): Promise<{ readonly links: readonly Link[]; readonly beside: ReadonlyMap<string, string> }> {
  const folder = record.replace(/[^/]*$/, '');
  const names = (await git(world, 'ls-tree', '--name-only', AUDIT_BRANCH, folder)).split('\n').filter(Boolean);
  const texts = await Promise.all(
    names.map(async (path) => [path, await git(world, 'show', `${AUDIT_BRANCH}:${path}`)] as const),
  );
  const isLink = (path: string): boolean => /\/\d{4}-[a-z-]+\.json$/.test(path);
  return {
    links: texts.filter(([path]) => isLink(path)).map(([, text]) => parseLink(Buffer.from(text))),
    beside: new Map(
      texts.filter(([path]) => !isLink(path)).map(([path, text]) => [path.slice(folder.length), text] as const),
    ),
  };
}

/** What `breakglass audit verify --json` says of the whole trail. */
export async function verifyAudit(world: DrillWorld): Promise<{
  readonly links: number;
  readonly problems: readonly unknown[];
  readonly open: readonly unknown[];
  readonly unproven: readonly { readonly path: string }[];
}> {
  const jwks = writeKeys(world);
  const lines: string[] = [];
  const options = { repo: world.hosting.directory, branch: AUDIT_BRANCH, jwks, json: true };
  await auditVerify(options, (line) => void lines.push(line));
  return JSON.parse(lines.join('\n'));
}
