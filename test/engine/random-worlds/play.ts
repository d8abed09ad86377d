import type { Use } from '../../../action/domain/documents.ts';
import { isJsonObject, type Json } from '../../../action/domain/json.ts';
import type { PlannedStep } from '../../../action/domain/plan.ts';
import type { Model } from '../../../action/domain/step-kind.ts';
import { differingUnits } from '../../../action/engine/compare.ts';
import { resourceKey, stepKind } from '../../../action/engine/fold.ts';
import type { RunResult } from '../../../action/engine/run.ts';
import { registry } from '../../../action/services/registry.ts';
import type { Estate, OneEstate } from '../../contract/estate.ts';
import type { Lab } from '../../contract/lab.ts';
import { patience } from '../../contract/workbench.ts';
import { interrupted, SESSION, type Session, sessionOn, step } from '../session.ts';
import { changesOf, type Story, sceneOf, type Told } from './story.ts';
import { furnish } from './world.ts';

/** A step as the record has it. */
export interface Recorded {
  readonly id: string;
  readonly plan: PlannedStep;
  readonly before: Model;
  readonly after: Model;
  readonly units: readonly string[];
}

/** What somebody else has done, by the sandbox and by the resources of the steps. */
export interface Foreign {
  readonly dumps: readonly [before: Json, after: Json];
  readonly models: readonly [before: Models, after: Models];
}

/** Resources by `resourceKey`; undefined: it is not there. */
export type Models = ReadonlyMap<string, Model | undefined>;

/** A session that is over, with everything that judging it takes. */
export interface Played {
  readonly session: Session;
  readonly result: RunResult;
  readonly recorded: readonly Recorded[];
  readonly before: Json;
  readonly after: Json;
  readonly models: Models;
  readonly foreign: Foreign | undefined;
}

/** Long enough for every pause of the engine, short enough to be waited for. Milliseconds of the lab's clock. */
const STEP_MS = 1_800_000;
const WORK_MS = 36_000_000;

/** What is read first where a resource is read: whoever changes it then is seen. */
const FIRST_READ: Readonly<Record<string, string>> = {
  'elbv2/listener-actions': 'DescribeListeners',
  'elbv2/listener-settings': 'DescribeListeners',
  'elbv2/load-balancer-listeners': 'DescribeListeners',
  'elbv2/listener-attributes': 'DescribeListenerAttributes',
  'elbv2/listener-rules': 'DescribeRules',
  'elbv2/load-balancer-settings': 'DescribeLoadBalancers',
  'elbv2/load-balancer-attributes': 'DescribeLoadBalancerAttributes',
  'elbv2/target-registrations': 'DescribeTargetHealth',
  'elbv2/target-group-attributes': 'DescribeTargetGroupAttributes',
  'elbv2/health-check': 'DescribeTargetGroups',
};

/** Tells a story in an account. Undefined where its world cannot be: what one kind needs is in the way of what another one does. */
export async function play(lab: Lab, one: OneEstate, story: Story): Promise<Played | undefined> {
  lab.faults.clear();
  const estate = await one();
  if (!(await prepared(estate, story))) return undefined;
  const planned = story.steps.map((told, index) => plan(told, estate, `s${index}`));
  const session = await sessionOn(lab, estate);
  const before = lab.aws.dump();
  const somebody: Foreign[] = [];
  arm(session, planned, story, somebody);
  const monitor = story.degrades ? { monitor: { forMs: 60_000, checks: [unhealthy(estate)] } } : {};
  const result = await session.run(planned, { recover: story.recover, workMs: WORK_MS, ...monitor });
  lab.faults.clear();
  const recorded = recordOf(session, planned);
  const models = await readAll(session, planned, recorded);
  return { session, result, recorded, before, after: underFirstNames(session), models, foreign: somebody[0] };
}

/** Nothing answers at the addresses of its targets. */
function unhealthy({ blue }: Estate): Use {
  return { uses: 'elbv2/expect-healthy', with: { 'target-group': blue, 'at-least': '100%' } };
}

async function prepared(estate: Estate, { world, steps }: Story): Promise<boolean> {
  try {
    await furnish(estate, world);
    for (const told of steps) {
      await told.member.fixture.needs?.(estate);
      await sceneOf(told)(estate);
    }
    return true;
  } catch {
    return false;
  }
}

function plan({ member: { kind, fixture }, n }: Told, estate: Estate, id: string): PlannedStep {
  const inverse = kind.irreversible ? { inverse: { irreversible: true } as const } : {};
  return step(kind.kind, fixture.params(estate, n), { id, timeoutMs: STEP_MS, ...inverse });
}

function arm(session: Session, planned: readonly PlannedStep[], { steps, trouble }: Story, somebody: Foreign[]): void {
  if (trouble.type === 'answer') {
    const { fault, nth, times, write } = trouble;
    const writes = planned.flatMap((each) => writesOf(each, session));
    const operation = write === null ? '*' : (writes[write % writes.length] ?? '*');
    session.fault({ ...fault, operation, nth, times });
  }
  if (trouble.type === 'interrupt') {
    const run = (): void => session.controller.abort(interrupted());
    session.fault({ kind: 'hook', run, operation: '*', nth: trouble.nth });
  }
  if (trouble.type !== 'somebody') return;
  const told = steps[trouble.of];
  const change = told === undefined ? undefined : changesOf(told.member)[trouble.change];
  const operation = FIRST_READ[told?.member.kind.resourceKind.kind ?? ''];
  if (change === undefined || operation === undefined) throw new Error(`nothing is known of ${told?.member.kind.kind}`);
  const run = async (): Promise<void> => {
    const [was, dump] = [await readAll(session, planned, []), session.dump()];
    await change(session.estate).catch(() => undefined);
    somebody.push({ dumps: [dump, session.dump()], models: [was, await readAll(session, planned, [])] });
  };
  session.fault({ kind: 'hook', run, operation, nth: trouble.nth });
}

/** The operations that a step may change something by, on its way and back. */
function writesOf({ uses, with: params }: PlannedStep, { lab }: Session): readonly string[] {
  const grants = stepKind(registry, uses).grants(params, lab.scope);
  return grants.flatMap(({ access, action }) => (access === 'write' ? [action.slice(action.indexOf(':') + 1)] : []));
}

/** The steps by their links: those of the opening, and those that were prepared on the way. */
function recordOf({ journal, ledger }: Session, planned: readonly PlannedStep[]): readonly Recorded[] {
  const opened = journal.links.find(({ state }) => state === 'opened')?.opening?.['steps'];
  const known = Array.isArray(opened) ? opened.filter(isJsonObject) : [];
  const late = ledger.events.flatMap((event) => (event.type === 'step-prepared' ? [event] : []));
  return planned.flatMap((each) => {
    const found = known.find(({ id }) => id === each.id) ?? late.find(({ step: id }) => id === each.id);
    if (found === undefined) return [];
    const { before, after } = found;
    if (!isJsonObject(before) || !isJsonObject(after)) throw new Error(`the record has no states of ${each.id}`);
    return [{ id: each.id, plan: each, before, after, units: differingUnits(before, after) }];
  });
}

/** As their owner sees them, by the names that the record knows, and with secrets as it has them. */
async function readAll(
  { lab, ledger }: Session,
  planned: readonly PlannedStep[],
  recorded: readonly Recorded[],
): Promise<Models> {
  const read = [...new Map(planned.map((each) => [resourceKey(each.resource), each]))].map(async ([key, each]) => {
    const { resourceKind, service } = stepKind(registry, each.uses);
    const context = { client: lab.owner.get(service), signal: patience(), session: SESSION };
    const found = await resourceKind.read(context, each.resource.arn).catch(() => undefined);
    const now = found && ledger.keeper.mask(found);
    const same = recorded.filter(({ plan: other }) => resourceKey(other.resource) === key);
    const known = same.flatMap(({ before, after }) => [before, after]);
    return [key, now === undefined ? now : (resourceKind.recognise?.(now, known) ?? now)] as const;
  });
  return new Map(await Promise.all(read));
}

function underFirstNames({ ledger, dump }: Session): Json {
  const again = ledger.events.flatMap((event) => (event.type === 'recreated' ? [event] : []));
  const text = again.reduceRight(
    (json, { was, is }) => (json.includes(was) ? json : json.replaceAll(is, was)),
    JSON.stringify(dump()),
  );
  return JSON.parse(text);
}
