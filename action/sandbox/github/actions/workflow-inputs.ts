import type { Json } from '../../../domain/json.ts';
import { GithubFault } from '../github-fault.ts';
import { parseTemplate, type Template, templateValue, type Values } from './expression.ts';
import { SCOPES } from './scopes.ts';
import { flag, type Mapping, mapping, onlyKeys, scalar, texts } from './shape.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

const DISPATCH_TYPES = ['string', 'boolean', 'choice', 'number', 'environment'] as const;
const CALL_TYPES = ['string', 'boolean', 'number'] as const;
const MAX_DISPATCH_INPUTS = 25;

export interface DispatchInput {
  readonly type: (typeof DISPATCH_TYPES)[number];
  readonly required: boolean;
  readonly default: string | undefined;
  readonly options: readonly string[];
}
export type DispatchInputs = Readonly<Record<string, DispatchInput>>;

export interface CallInput {
  readonly type: (typeof CALL_TYPES)[number];
  readonly required: boolean;
  readonly default: Template | { readonly value: Json } | undefined;
}
export type CallInputs = Readonly<Record<string, CallInput>>;

export interface WorkflowCall {
  readonly inputs: CallInputs;
  readonly secrets: Readonly<Record<string, { readonly required: boolean }>>;
  readonly outputs: Readonly<Record<string, Template>>;
}

function entries<T>(given: unknown, where: string, read: (value: Mapping, where: string) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(mapping(given, where)).map(([name, value]) => {
      const place = `${where}.${name}`;
      return [name, read(mapping(value, place), place)];
    }),
  );
}

export function readDispatchInputs(given: Mapping, where: string): DispatchInputs {
  onlyKeys(given, ['inputs'], where);
  const inputs = entries(given['inputs'], `${where}.inputs`, readDispatchInput);
  if (Object.keys(inputs).length > MAX_DISPATCH_INPUTS) {
    throw new WorkflowProblem(`you may only define up to ${MAX_DISPATCH_INPUTS} inputs for a workflow_dispatch event`);
  }
  return inputs;
}

function readDispatchInput(given: Mapping, where: string): DispatchInput {
  onlyKeys(given, ['description', 'deprecationMessage', 'required', 'default', 'type', 'options'], where);
  const type = oneOf(given['type'] ?? 'string', DISPATCH_TYPES, `${where}.type`);
  const options = texts(given['options'], `${where}.options`);
  if ((type === 'choice') !== options.length > 0) {
    throw new WorkflowProblem(`${where}: options belong to the type choice, and a choice needs some`);
  }
  const fallback = given['default'] === undefined ? undefined : scalar(given['default'], `${where}.default`);
  if (type === 'choice' && fallback !== undefined && !options.includes(fallback)) {
    throw new WorkflowProblem(`${where}.default: '${fallback}' is not among the options`);
  }
  return { type, required: flag(given['required'], `${where}.required`), default: fallback, options };
}

export function readCall(given: Mapping, where: string): WorkflowCall {
  onlyKeys(given, ['inputs', 'secrets', 'outputs'], where);
  return {
    inputs: entries(given['inputs'], `${where}.inputs`, readCallInput),
    secrets: entries(given['secrets'], `${where}.secrets`, (secret, place) => {
      onlyKeys(secret, ['description', 'required'], place);
      return { required: flag(secret['required'], `${place}.required`) };
    }),
    outputs: entries(given['outputs'], `${where}.outputs`, (output, place) => {
      onlyKeys(output, ['description', 'value'], place);
      return parseTemplate(scalar(output['value'] ?? '', `${place}.value`), SCOPES.callOutput, `${place}.value`);
    }),
  };
}

function readCallInput(given: Mapping, where: string): CallInput {
  onlyKeys(given, ['description', 'deprecationMessage', 'required', 'default', 'type'], where);
  if (given['type'] === undefined) throw new WorkflowProblem(`${where}: required property is missing: type`);
  const type = oneOf(given['type'], CALL_TYPES, `${where}.type`);
  const fallback = given['default'];
  return {
    type,
    required: flag(given['required'], `${where}.required`),
    default:
      fallback === undefined
        ? undefined
        : typeof fallback === 'string'
          ? parseTemplate(fallback, SCOPES.callInputDefault, `${where}.default`)
          : { value: typed(type, scalarJson(fallback, where), where) },
  };
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw notEmulated(`'${String(value)}'`, where);
  return found;
}

/** What a dispatch gives, held to the file's declarations as GitHub does; every value a text, as in its payload. */
export function dispatchValues(
  declared: DispatchInputs,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  if (Object.keys(given).length > MAX_DISPATCH_INPUTS) {
    throw new GithubFault(422, `you may only define up to ${MAX_DISPATCH_INPUTS} inputs`);
  }
  const foreign = Object.keys(given).filter((name) => declared[name] === undefined);
  if (foreign.length > 0) throw new GithubFault(422, `Unexpected inputs provided: ${JSON.stringify(foreign)}`);
  const values = Object.entries(declared).flatMap(([name, input]) => {
    const value = given[name] === undefined ? input.default : scalar(given[name], name);
    if (value === undefined || value === '') {
      if (input.required) throw new GithubFault(422, `Required input '${name}' not provided`);
      return [[name, value ?? (input.type === 'boolean' ? 'false' : '')] as const];
    }
    requireDispatchType(name, input, value);
    return [[name, value] as const];
  });
  return Object.fromEntries(values);
}

function requireDispatchType(name: string, { type, options }: DispatchInput, value: string): void {
  const wrong =
    (type === 'choice' && !options.includes(value)) ||
    (type === 'boolean' && value !== 'true' && value !== 'false') ||
    (type === 'number' && !Number.isFinite(Number(value)));
  if (!wrong) return;
  const kind = type === 'choice' ? 'not in the list of allowed values' : `not a valid ${type}`;
  throw new GithubFault(422, `Provided value '${value}' for input '${name}' ${kind}`);
}

/** The `inputs` context of a dispatched run: as `github.event.inputs`, but booleans stay what they are. */
export function dispatchContext(declared: DispatchInputs, values: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(declared).map(([name, { type }]): [string, Json] => {
      const value = String(values[name] ?? '');
      return [name, type === 'boolean' ? value === 'true' : value];
    }),
  );
}

/** The `inputs` context of a called workflow. */
export function callValues(
  declared: CallInputs,
  given: Readonly<Record<string, Json>>,
  caller: Values,
  where: string,
): Record<string, Json> {
  const empty = { string: '', boolean: false, number: 0 } as const;
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]): [string, Json] => {
      const value = given[name];
      if (value !== undefined) return [name, typed(input.type, value, `${where}.with.${name}`)];
      const fallback = input.default;
      if (fallback === undefined) return [name, empty[input.type]];
      const chosen = 'value' in fallback ? fallback.value : templateValue(fallback, caller);
      return [name, typed(input.type, chosen, `${where}.with.${name}`)];
    }),
  );
}

function scalarJson(value: unknown, where: string): Json {
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
  return scalar(value, where);
}

/** A value as its declared type; GitHub converts none but what is written as text where a text is wanted. */
function typed(type: CallInput['type'], value: Json, where: string): Json {
  if (type === 'string' && (typeof value === 'boolean' || typeof value === 'number' || value === null)) {
    return value === null ? '' : String(value);
  }
  if (typeof value !== type) throw new WorkflowProblem(`${where}: unexpected value ${JSON.stringify(value)}`);
  return value;
}
