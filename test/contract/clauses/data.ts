import { isDeepStrictEqual } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Json, JsonObject } from '../../../action/domain/json.ts';
import { differingUnits } from '../../../action/engine/compare.ts';
import { type Bench, openBench, patience, plannedStep, type Subject } from '../workbench.ts';

/** The examples, and what the fixture uses, are what the params say. */
export async function examplesValidate(subject: Subject): Promise<string | undefined> {
  const { kind } = subject;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(kind.params);
  if (kind.examples.length === 0) return 'there is no example';
  const wrong = kind.examples.find((example) => !validate(example));
  return wrong === undefined ? undefined : `${JSON.stringify(wrong)}: ${JSON.stringify(validate.errors)}`;
}

/** What is read is JSON: it comes back from the record as it went in. */
export function snapshotSurvivesJson(subject: Subject): Promise<string | undefined> {
  return inEveryScene(subject, async (bench, params) => {
    const model = await read(subject, bench, params);
    const back: Json = JSON.parse(JSON.stringify(model));
    return isDeepStrictEqual(model, back) ? undefined : `${JSON.stringify(back)} comes back`;
  });
}

/** Two reads of the same state are the same JSON. */
export function readsAgree(subject: Subject): Promise<string | undefined> {
  return inEveryScene(subject, async (bench, params) => {
    const first = JSON.stringify(await read(subject, bench, params));
    const second = JSON.stringify(await read(subject, bench, params));
    return first === second ? undefined : `${first}, then ${second}`;
  });
}

/** `change` leaves its arguments alone, and gives the same answer every time. */
export function changeIsPure(subject: Subject): Promise<string | undefined> {
  return inEveryScene(subject, async (bench, params) => {
    // Through JSON: a snapshot that is not, is another clause's concern.
    const before: JsonObject = JSON.parse(JSON.stringify(await read(subject, bench, params)));
    const once = change(subject, deepFreeze(structuredClone(before)), deepFreeze(structuredClone(params)));
    const again = change(subject, deepFreeze(structuredClone(before)), deepFreeze(structuredClone(params)));
    if (typeof once === 'string') return once;
    return isDeepStrictEqual(once, again) ? undefined : 'the second answer differs from the first';
  });
}

/** What changes is shown to the approver. */
export function changeShowsDiff(subject: Subject): Promise<string | undefined> {
  return inEveryScene(subject, async (bench, params) => {
    const before = await read(subject, bench, params);
    const { after, diff } = subject.kind.change(before, params, IDS);
    if (differingUnits(before, after).length === 0) return 'the fixture changes nothing';
    if (diff.length === 0) return 'there is no diff';
    return diff.some((line) => line.before !== line.after) ? undefined : 'no line of the diff shows a difference';
  });
}

const IDS = { session: 'inc-4711-1', step: 'step' };

function change({ kind }: Subject, before: JsonObject, params: JsonObject): unknown {
  try {
    return kind.change(before, params, IDS);
  } catch (error) {
    return `it writes to its arguments: ${String(error)}`;
  }
}

async function inEveryScene(
  subject: Subject,
  check: (bench: Bench, params: JsonObject) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const [name, scene] of Object.entries(subject.fixture.scenes)) {
    const bench = await openBench(subject, scene);
    const what = await check(bench, subject.fixture.params(bench.estate, 0));
    if (what !== undefined) return `${name}: ${what}`;
  }
  return undefined;
}

function read({ kind }: Subject, { clients, engine }: Bench, params: JsonObject): Promise<JsonObject> {
  const { resource } = plannedStep(kind, params);
  const context = { client: clients.get(kind.service), signal: patience(), session: engine.session };
  return kind.resourceKind.read(context, resource.arn);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
