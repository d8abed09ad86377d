import type { ProvenSession } from '../../audit/proven-session.ts';
import type { KeyedKeeper } from '../../audit/state-key.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { veiled } from '../../domain/hidden.ts';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../../domain/json.ts';
import type { Plan, PlannedStep } from '../../domain/plan.ts';
import type { Model, Registry } from '../../domain/step-kind.ts';
import { differingUnits } from '../../engine/compare.ts';
import { fold, knownSteps, type PreparedStep, resourceKey, type Snapshots } from '../../engine/fold.ts';
import type { PastStep } from '../../engine/undo.ts';
import { validateParams } from '../../playbook/params-rules.ts';
import type { Repository } from '../../ports/repository.ts';
import type { RequestInput } from '../../runtime/action-inputs.ts';
import type { Past } from '../past-session.ts';
import { foldOf, goneOnFrom, planFrom } from '../prepare.ts';
import { type Documents, readInstall, readPlaybook, readRequest } from '../read-documents.ts';
import { keyedKeeper } from '../state-key.ts';
import { revealUndone, revealWritten } from './known-secrets.ts';

/** What a session set out to do, made again from the files of the commit that it ran. */
export interface Rebuilt {
  readonly documents: Documents;
  readonly plan: Plan;
  readonly digest: string;
  /** The steps that may have been started, each with the states that it was recorded with. */
  readonly steps: readonly PreparedStep[];
  /** All steps of the plan are among them. */
  readonly whole: boolean;
  /** Undefined: what may be secret in its states is not known here, unless the plan says it. */
  readonly keeper: KeyedKeeper | undefined;
  /** Says that the key which was given opens nothing of it: then all is as if none had been given. Undefined: it does, or there is none. */
  readonly otherKey: BreakglassError | undefined;
}

/**
 * Makes the plan and the way back of a proven session again, and refuses when they are not those of its links. Of the links,
 * only the states before are taken as they are: they were read from AWS then, and can be read nowhere else.
 *
 * @throws BreakglassError `not-recoverable`
 */
export async function rebuild(proven: ProvenSession, sources: Sources): Promise<Rebuilt> {
  try {
    return { ...(await rebuildWith(proven, sources)), otherKey: undefined };
  } catch (error) {
    // GitHub has signed for what is sealed: where it does not open, it is the key that is another.
    if (sources.stateKey === '' || asBreakglassError(error).code !== 'audit-invalid') throw error;
    const keyless = { ...sources, stateKey: '', past: { ...sources.past, stateKey: '' } };
    const rebuilt = await rebuildWith(proven, keyless);
    return { ...rebuilt, otherKey: otherKey(proven, rebuilt.plan, error) };
  }
}

function otherKey({ session }: ProvenSession, { install }: Plan, cause: unknown): BreakglassError {
  return new BreakglassError(
    'sensitive-state',
    `BREAKGLASS_STATE_KEY is not the key under which session ${session} recorded what may be secret`,
    {
      hint: `set the secret of environment ${install.environment} to the key that the session had, and start the recovery again: it goes on from here. Where that key is lost, take the secret away for one recovery: without a key it leaves the rest to a person, and closes the session`,
      cause,
    },
  );
}

async function rebuildWith(
  proven: ProvenSession,
  { repository, registry, past, stateKey }: Sources,
): Promise<Omit<Rebuilt, 'otherKey'>> {
  const opening = proven.opening.opening ?? {};
  const documents = await readDocuments(repository, sourceOf(opening), registry);
  const recorded = objectAt(opening, 'plan');
  const requester = requesterOf(recorded);
  const planned = planFrom(documents, requester, registry, await goneOnFrom(documents.request, past, registry, 'then'));
  const { plan, digest } = planned;
  if (digest !== opening['digest']) {
    throw notRecoverable(
      `the files at ${proven.from.sha} give a plan with digest ${digest}, the opening link has ${show(opening['digest'])}`,
      'another version of Breakglass may have written it: recover with the version that opened the session',
    );
  }
  const make = foldOf(planned, registry, 'recover').fold;
  const keeper = keyedKeeper(stateKey, plan, proven.session);
  const opened = make === undefined ? knownSteps(plan, registry) : plan.steps;
  const known = rebuildKnown(
    proven,
    { opened, keeper, past: planned.undone?.steps },
    make ?? ((found) => fold(registry, proven.session, opened, found)),
  );
  const late = rebuildLate(proven, { plan, keeper, known }, registry);
  const steps = [...known, ...late];
  return { documents, plan, digest, steps, whole: steps.length === plan.steps.length, keeper };
}

/** Where what a session was made of can be read. */
export interface Sources {
  /** At the commit that the session ran. */
  readonly repository: Repository;
  readonly registry: Registry;
  readonly past: Past;
  /** The customer's key, base64; empty where it is not given. */
  readonly stateKey: string;
}

async function readDocuments(repository: Repository, source: RequestInput, registry: Registry): Promise<Documents> {
  const { request, blob } = await readRequest(repository, source, registry);
  const [{ install, blob: installBlob }, policy] = await Promise.all([
    readInstall(repository, request, registry),
    readPlaybook(repository, request, registry),
  ]);
  const { playbook, role, blobs } = policy;
  return { request, install, playbook, role, blobs: { request: blob, install: installBlob, ...blobs } };
}

/** A path is held to the form of request files where it is read; the fields of a dispatch are held to the digest. */
function sourceOf(opening: JsonObject): RequestInput {
  const source = objectAt(opening, 'source');
  const { path, dispatch } = source;
  if (typeof path === 'string') return { path };
  if (isJsonObject(dispatch)) return { dispatch: dispatchOf(dispatch) };
  throw notRecoverable('the opening link does not say what its plan was made from', WRITTEN_BEFORE);
}

const WRITTEN_BEFORE = 'it was written by a version of Breakglass that could not recover: see the state before in it';

function dispatchOf(given: JsonObject): Extract<RequestInput, { readonly dispatch: unknown }>['dispatch'] {
  const text = (key: string): string => {
    const value = given[key];
    if (typeof value === 'string') return value;
    throw notRecoverable(`"source.dispatch.${key}" is ${show(value)}`, WRITTEN_BEFORE);
  };
  const texts = (key: string): readonly string[] => {
    const value = given[key];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw notRecoverable(`"source.dispatch.${key}" is ${show(value)}`, WRITTEN_BEFORE);
  };
  return {
    name: text('name'),
    playbook: text('playbook'),
    install: text('install'),
    incident: text('incident'),
    reason: text('reason'),
    commander: text('commander'),
    confirmed: texts('confirmed'),
    duration: text('duration'),
    inputs: objectAt(given, 'inputs'),
    accept: texts('accept'),
    onDrift: text('onDrift') === 'proceed' ? 'proceed' : 'refuse',
    ...(given['undo'] === undefined ? {} : { undo: text('undo') }),
    ...(given['extends'] === undefined ? {} : { extends: text('extends') }),
  };
}

/** Who asked is not in the files; the digest covers it. */
function requesterOf(plan: JsonObject): Plan['requester'] {
  const { login, id } = objectAt(plan, 'requester');
  if (typeof login !== 'string') throw notRecoverable('its plan names no requester', WRITTEN_BEFORE);
  return typeof id === 'number' ? { login, id } : { login };
}

interface Opened {
  readonly opened: readonly PlannedStep[];
  /** Of an undo: what it undoes. */
  readonly past: readonly PastStep[] | undefined;
}

/** The steps whose states are in the opening link. Each state after has to be what the step makes of the state before. */
function rebuildKnown(
  { opening }: ProvenSession,
  { opened, keeper, past }: Pick<Rebuilt, 'keeper'> & Opened,
  make: (snapshots: Snapshots) => readonly PreparedStep[],
): readonly PreparedStep[] {
  const recorded = listAt(opening.opening ?? {}, 'steps');
  if (recorded.length !== opened.length) {
    throw notRecoverable(`it records ${recorded.length} steps, its plan has ${opened.length}`, WRITTEN_BEFORE);
  }
  const undone = past === undefined ? undefined : revealUndone(recorded, past);
  const reveal = keeper?.open(recorded, opening.opening?.['sealed']) ?? undone;
  const snapshots: Snapshots = new Map();
  opened.forEach((step, index) => {
    const key = resourceKey(step.resource);
    const before = objectAt(recorded[index] ?? {}, 'before');
    if (!snapshots.has(key)) snapshots.set(key, reveal?.(before) ?? before);
  });
  return make(snapshots).map((step, index) => requireSame(step, recorded[index] ?? {}, keeper));
}

/** Steps that became known on the way: each was put on record before its first call. */
function rebuildLate(
  { session, events, opening }: ProvenSession,
  { plan, keeper, known }: Pick<Rebuilt, 'plan' | 'keeper'> & { readonly known: readonly PreparedStep[] },
  registry: Registry,
): readonly PreparedStep[] {
  const opened = listAt(opening.opening ?? {}, 'steps');
  const earlier = known.map((made, index) => ({ recorded: opened[index] ?? {}, made }));
  for (const event of events.filter((each) => each.type === 'step-prepared')) {
    const planned = plan.steps[earlier.length];
    if (planned === undefined || planned.id !== event.step) {
      throw notRecoverable(`step "${event.step}" was prepared, and is not next in its plan`, WRITTEN_BEFORE);
    }
    const step = { ...planned, with: lateParams(planned, event.with, registry) };
    const { before, after } = event;
    const about = { step: event.step, with: event.with, before, after };
    const reveal = keeper?.open(about, event.sealed) ?? revealWritten(earlier);
    const [made] = fold(registry, session, [step], new Map([[resourceKey(step.resource), reveal(before)]]));
    if (made === undefined) throw new BreakglassError('internal', `step "${step.id}" was not rebuilt`);
    const recorded = { id: event.step, before, after, units: differingUnits(before, after) };
    earlier.push({ recorded, made: requireSame(made, recorded, keeper) });
  }
  return earlier.slice(known.length).map(({ made }) => made);
}

/** Only what the plan left open may differ from it, and has to be valid. */
function lateParams(planned: PlannedStep, params: JsonObject, registry: Registry): JsonObject {
  const keys = [...new Set([...Object.keys(params), ...Object.keys(planned.with)])];
  const changed = keys.find((key) => !planned.late.includes(key) && !sameJson(params[key], planned.with[key]));
  if (changed !== undefined) {
    throw notRecoverable(`"${changed}" of step "${planned.id}" is not as planned: ${show(params[changed])}`, FORGED);
  }
  const [problem] = validateParams(planned.uses, params, registry);
  if (problem !== undefined) {
    throw notRecoverable(`step "${planned.id}" was prepared with what is not valid: ${problem.message}`, FORGED);
  }
  return params;
}

const FORGED = 'keep the audit branch as evidence, and put back by hand what the session changed';

/**
 * The step, if it is what was recorded. Where the key is known secrets are compared by their HMACs, and else not at all: a value from the
 * files may then be the very one that was there, and the record knows which units that left as they were.
 */
function requireSame(step: PreparedStep, recorded: Json, keeper: KeyedKeeper | undefined): PreparedStep {
  const told = (value: Json): Json => keeper?.mask(value) ?? veiled(value);
  const { id = null, before = null, after = null, units = null } = isJsonObject(recorded) ? recorded : {};
  const isChanged = (unit: string): boolean =>
    (Array.isArray(units) && units.includes(unit)) ||
    !sameJson(told(step.before[unit] ?? null), told(step.after[unit] ?? null));
  const made = { ...step, units: step.units.filter(isChanged) };
  const pairs: readonly (readonly [string, Json, Json])[] = [
    ['id', step.plan.id, id],
    ['before', told(step.before), keeper === undefined ? veiled(before) : before],
    ['after', told(step.after), keeper === undefined ? veiled(after) : after],
    ['units', made.units, units],
  ];
  const different = pairs.find(([, mine, theirs]) => !sameJson(mine, theirs))?.[0];
  if (different === undefined) return made;
  throw notRecoverable(
    `"${different}" of step "${step.plan.id}" is recorded as something else than its files and the state before give`,
    'another version of Breakglass may have written it: recover with that version, or put it back by hand',
  );
}

function objectAt(from: Json, key: string): Model {
  const value = isJsonObject(from) ? from[key] : undefined;
  if (isJsonObject(value)) return value;
  throw notRecoverable(`"${key}" is ${show(value)} in its opening link`, WRITTEN_BEFORE);
}

function listAt(from: JsonObject, key: string): readonly Json[] {
  const value = from[key];
  if (Array.isArray(value)) return value as readonly Json[];
  throw notRecoverable(`"${key}" is ${show(value)} in its opening link`, WRITTEN_BEFORE);
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 200);
}

export function notRecoverable(message: string, hint: string): BreakglassError {
  return new BreakglassError('not-recoverable', message, { hint });
}
