import { classifyAwsError } from '../../action/aws/classify.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { Grant } from '../../action/domain/grant.ts';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import type { PlannedStep } from '../../action/domain/plan.ts';
import type { Registry, StepContext, StepKind } from '../../action/domain/step-kind.ts';
import { type StartedStep, startStep, watcherOf } from '../../action/engine/apply.ts';
import type { EngineContext } from '../../action/engine/context.ts';
import { converge } from '../../action/engine/converge.ts';
import { foldJudged, type PreparedStep, snapshot } from '../../action/engine/fold.ts';
import { createLedger } from '../../action/engine/ledger.ts';
import { type RollbackResult, rollBack } from '../../action/engine/roll-back.ts';
import type { Clients } from '../../action/ports/clients.ts';
import type { LoggedCall } from '../../action/sandbox/aws/call-log.ts';
import { registry as shipped } from '../../action/services/registry.ts';
import { buildEstate, type Estate, type OneEstate } from './estate.ts';
import type { Fixture, Scene } from './fixture.ts';
import { type Lab, SESSION } from './lab.ts';

/** A step kind that is held to the contract, with what its clauses need. */
export interface Subject {
  readonly kind: StepKind;
  readonly fixture: Fixture;
  /** The kinds that it is paired with, each with its fixture. */
  readonly partners: readonly { readonly kind: StepKind; readonly fixture: Fixture }[];
  readonly lab: Lab;
  /** Where healthy targets answer. */
  readonly targetPort: number;
  /** Where every world of the subject is the same estate, put back; else each is an estate of its own, beside the others. */
  readonly estate?: OneEstate;
}

/** One estate, and an engine that works on it. */
export interface Bench {
  readonly estate: Estate;
  readonly engine: EngineContext;
  readonly clients: Clients;
  /** The state of ELBv2; what the record names as created again is under the ARN that it had. */
  dump(): Json;
  /** Another dump with what the record names by now. */
  underFirstNames(dump: Json): Json;
  /** Calls to ELBv2 since `mark`. */
  calls(mark: number): readonly LoggedCall[];
  /** Where the call log stands now. */
  mark(): number;
}

/** Wall milliseconds after which a clause is given up: a kind that never converges must not hang the suite. */
const PATIENCE_MS = 10_000;

export async function openBench(subject: Subject, scene: Scene): Promise<Bench> {
  const { lab, targetPort } = subject;
  const estate = await (subject.estate?.() ?? buildEstate(lab, targetPort));
  await subject.fixture.needs?.(estate);
  await scene(estate);
  return benchOn(subject, estate, await lab.clients());
}

/** The same estate, in a session with these grants alone. */
export async function limited(subject: Subject, { estate }: Bench, grants: readonly Grant[]): Promise<Bench> {
  return benchOn(subject, estate, await subject.lab.clients({ grants }));
}

function benchOn(subject: Subject, estate: Estate, clients: Clients): Bench {
  const { lab } = subject;
  const engine = engineOf(subject, clients);
  const mark = (): number => lab.aws.calls().length;
  return {
    estate,
    clients,
    engine,
    underFirstNames: (dump) => underFirstNames(engine, dump),
    dump: () => underFirstNames(engine, lab.aws.dump()),
    mark,
    calls: (from) => lab.aws.calls().slice(from),
  };
}

/** The engine that a run would use, with a journal in memory. */
export function engineOf(subject: Subject, clients: Clients): EngineContext {
  const { clock } = subject.lab;
  const steps = [...subject.partners.map(({ kind }) => kind), subject.kind].map((kind) => [kind.kind, kind] as const);
  const registry: Registry = { ...shipped, steps: new Map([...shipped.steps, ...steps]) };
  const ledger = createLedger(SESSION, {
    clock,
    journal: { append: async ({ sequence }) => ({ commit: String(sequence), path: String(sequence) }) },
    reporter: { report: () => undefined },
  });
  return { session: SESSION, registry, clients, classify: classifyAwsError, clock, ledger };
}

export function plannedStep(kind: StepKind, params: JsonObject, id = 'step'): PlannedStep {
  const resource = { kind: kind.resourceKind.kind, arn: kind.resource(params) };
  // Not the kind's own timeout: the lab's clock runs too fast for it.
  const inverse = kind.irreversible ? ({ irreversible: true } as const) : { restore: resource };
  return { id, uses: kind.kind, with: params, late: [], resource, inverse, timeoutMs: 86_400_000 };
}

/** Reads the resources of the steps, and folds their changes. */
export async function prepare(bench: Bench, steps: readonly PlannedStep[]): Promise<readonly PreparedStep[]> {
  return foldJudged(bench.engine.registry, SESSION, steps, await snapshot(bench.engine, steps, patience()));
}

/** The nth step of the subject's kind, prepared. */
export async function prepareOne({ kind, fixture }: Subject, bench: Bench, n = 0): Promise<PreparedStep> {
  const params = underPresentNames(bench.engine, fixture.params(bench.estate, n));
  const [step] = await prepare(bench, [plannedStep(kind, params)]);
  if (step === undefined) throw new Error('one step was prepared');
  return step;
}

/** What is not on record as created again, or is there twice, stays under its new ARN, and is a difference. */
function underFirstNames({ ledger }: EngineContext, dump: Json): Json {
  return recreations(ledger).reduceRight<Json>(
    (json, { was, is }) => (JSON.stringify(json).includes(was) ? json : renamed(json, is, was)),
    dump,
  );
}

function underPresentNames({ ledger }: EngineContext, params: JsonObject): JsonObject {
  return recreations(ledger).reduce((json, { was, is }) => renamed(json, was, is), params);
}

function recreations({ events }: EngineContext['ledger']) {
  return events.flatMap((event) => (event.type === 'recreated' ? [event] : []));
}

function renamed<T extends Json>(json: T, from: string, to: string): T {
  return JSON.parse(JSON.stringify(json).replaceAll(from, to));
}

/** Applies as a run does. What rollback has to know of it comes back, together with the error, if there was one. */
export async function apply(bench: Bench, step: PreparedStep): Promise<{ started: StartedStep; error: unknown }> {
  const started = startStep(step);
  try {
    const { conflicts } = await converge(bench.engine, step, 'apply', patience(), watcherOf(started));
    if (conflicts.length > 0) return { started, error: new BreakglassError('changed-underneath', 'conflicts') };
    started.settled = true;
    return { started, error: undefined };
  } catch (error) {
    return { started, error };
  }
}

/** Rolls back as a run does. */
export function undo(bench: Bench, ...started: readonly StartedStep[]): Promise<RollbackResult> {
  return rollBack(bench.engine, started, new BreakglassError('interrupted', 'the contract undoes it'), patience());
}

/** Looks until the verification holds. */
export async function verify(bench: Bench, step: PreparedStep): Promise<void> {
  const signal = patience();
  for (;;) {
    const { done } = await step.kind.verify(stepContext(bench, step, signal), step.plan.with);
    if (done) return;
    await bench.engine.clock.sleep(1_000, signal);
  }
}

export function stepContext(bench: Bench, step: PreparedStep, signal = patience()): StepContext {
  return { client: bench.clients.get(step.kind.service), signal, session: SESSION, step: step.plan.id };
}

export function patience(): AbortSignal {
  return AbortSignal.timeout(PATIENCE_MS);
}
