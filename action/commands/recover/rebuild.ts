import type { ProvenSession } from '../../audit/proven-session.ts';
import type { KeyedKeeper } from '../../audit/state-key.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { fold, knownSteps, type PreparedStep } from '../../engine/fold.ts';
import type { Repository } from '../../ports/repository.ts';
import type { RequestInput } from '../../runtime/action-inputs.ts';
import type { Past } from '../past-session.ts';
import { foldOf, goneOnFrom, planFrom } from '../prepare.ts';
import { type Documents, readInstall, readPlaybook, readRequest } from '../read-documents.ts';
import { keyedKeeper } from '../state-key.ts';
import { rebuildKnown, rebuildLate } from './rebuild-steps.ts';
import { notRecoverable, objectAt, show, WRITTEN_BEFORE } from './recorded.ts';

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
