import { ENVIRONMENT, OWNER, PEOPLE, protectEnvironment, putFile, REPOSITORY } from '../../action/drill/hosting.ts';
import { type Merge, openRequest } from '../../action/drill/open-request.ts';
import { type Pipeline, type RunSetup, requestPath, startPipeline } from '../../action/drill/pipeline.ts';
import type { Bundle } from '../../action/drill/runner.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import type { RunHint } from '../../action/github/gatekeeper.ts';
import { BOT, withBot } from './bot.ts';
import { type Landed, land, ownRun } from './landings.ts';
import { ownDigest } from './own-plan.ts';
import type { Facts, Row } from './row.ts';
import type { Story } from './story.ts';

const PLACE = { owner: OWNER, repo: REPOSITORY };

/** A request with its run, and what the runner says of that. */
export interface Asked {
  readonly pipeline: Pipeline;
  readonly hint: RunHint;
}

/** Commits the story's files, makes the request, and starts the run that follows. */
export async function ask(
  world: DrillWorld,
  row: Pick<Row, 'platform'>,
  facts: Facts,
  story: Story,
  bundle: Bundle,
): Promise<Asked> {
  const { hosting } = world;
  const admin = hosting.as('admin');
  for (const [path, text] of story.policy) await putFile(admin, path, text, `add ${path}`);
  const { protection } = facts;
  if (protection !== undefined && protection !== 'missing') {
    await protectEnvironment(hosting, story.environment, protection === 'bypass-unknown' ? {} : protection);
  }
  if (facts.askedElsewhere === true) await protectEnvironment(hosting, `${story.name}-elsewhere`, {});
  const landed = facts.pushed === true ? { sha: await push(world, story) } : await merged(world, facts, story);
  const { job, comment } = row.platform ?? {};
  const setup: RunSetup = {
    name: story.name,
    actor: facts.merge?.merger ?? PEOPLE.commander,
    environment: environmentOf(facts, story),
    path: story.path,
    ...landed.run,
    ...facts.run,
    ...(job === undefined ? {} : { job }),
    ...(comment === undefined ? {} : { comment }),
  };
  const pipeline = startPipeline(world, bundle, landed.sha, setup);
  const { event: eventName = 'push', ref = 'refs/heads/main' } = setup;
  return { pipeline, hint: { runId: String(pipeline.runId), sha: landed.sha, eventName, ref } };
}

/** The environment that the run job is in. */
function environmentOf({ protection, askedElsewhere }: Facts, story: Story): string {
  if (askedElsewhere === true) return `${story.name}-elsewhere`;
  return protection === 'missing' ? ENVIRONMENT : story.environment;
}

async function merged(world: DrillWorld, facts: Facts, story: Story): Promise<Landed> {
  const { merge = {}, boundReviewer, rewrites = false } = facts;
  const hosting = merge.reviews?.some(({ by }) => by === BOT.login) === true ? await withBot(world) : world.hosting;
  const place = { name: story.name, path: requestPath(story.name) };
  const open = await openRequest(hosting, story.request, place, { ...merge, rewrites, ...historyOf(facts, story) });
  if (boundReviewer !== undefined) {
    const trial = await ownRun(world, story, open);
    const body = (await digestOf(world, story, trial)).slice(0, 12);
    const reviews = hosting.as(boundReviewer).rest.pulls;
    await reviews.createReview({ ...PLACE, pull_number: open.number, event: 'APPROVE', body });
  }
  return land(world, facts, story, open);
}

/** Of the pull request's own run, as its page shows it. */
async function digestOf(world: DrillWorld, story: Story, { sha, run = {} }: Landed): Promise<string> {
  const { runId } = startPipeline(world, '', sha, run);
  const { event = '', ref = '' } = run;
  return ownDigest(world, { runId: String(runId), sha, eventName: event, ref }, story.path);
}

/** The branch tightens each policy file and takes that back; meanwhile the customer tightens it as well. */
function historyOf({ takesBack }: Facts, story: Story): Pick<Merge, 'beforehand' | 'meanwhile'> {
  if (takesBack !== true) return {};
  const loose = [...story.policy].map(([path, text]) => ({ path, text }));
  const tight = loose.map(({ path, text }) => ({ path, text: `${text}# tightened\n` }));
  return { beforehand: [...tight, ...loose], meanwhile: tight };
}

async function push(world: DrillWorld, story: Story): Promise<string> {
  const alice = world.hosting.as(PEOPLE.requester);
  await putFile(alice, requestPath(story.name), story.request, `ask for ${story.name}`);
  return mainHead(world);
}

export async function mainHead({ hosting }: DrillWorld): Promise<string> {
  return (await hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' })).data.object.sha;
}
