import type { InputSpec, Install, Playbook } from '../domain/documents.ts';
import { formatDuration } from '../domain/duration.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { acceptField, criterionField, inputField, irreversibleSteps, OWN_FIELDS } from './dispatch-names.ts';
import { allowedDurations, type DurationsOf } from './durations.ts';
import { isPlainLine, withoutExpressions } from './expression.ts';

/** GitHub's limit for one workflow. */
const MAX_DISPATCH_INPUTS = 25;

const DEFAULT_DURATION = 30 * 60_000;

/** What a dispatch workflow is made for. */
export interface Dispatchable extends DurationsOf {
  /** The installs that have enabled the playbook's role; at least one. */
  readonly installs: readonly Install[];
}

/**
 * `on.workflow_dispatch.inputs`, in the order in which the form shows them.
 *
 * @throws BreakglassError `out-of-range` when GitHub's form has no room for all of them, and why the plan takes no duration at all
 */
export function dispatchInputs(given: Dispatchable): JsonObject {
  const { playbook, installs } = given;
  requireRoom(playbook);
  return {
    install: choice('install: which environment of the customer', installNames(installs)),
    ...Object.fromEntries(
      Object.entries(playbook.inputs).map(([name, spec]) => [inputField(name), formInput(name, spec, installs)]),
    ),
    incident: text('incident: its id in your tracker'),
    reason: text('reason: for the approver and the record, in one sentence'),
    commander: choice('commander: you, who send this form and confirm the criteria', commanders(installs)),
    ...Object.fromEntries(
      playbook.criteria.map((criterion, index) => [criterionField(index), checkbox(`confirmed: ${criterion}`)]),
    ),
    duration: durations(given),
    ...Object.fromEntries(
      irreversibleSteps(playbook).map((step) => [
        acceptField(step),
        checkbox(`accepted: step ${step} cannot be undone`),
      ]),
    ),
    'on-drift': choice('on-drift: when AWS differs from what the approver saw', ['refuse', 'proceed']),
  };
}

/** How many inputs the form of a playbook needs. */
function fieldCount(playbook: Playbook): number {
  const own = OWN_FIELDS.length + irreversibleSteps(playbook).length;
  return own + playbook.criteria.length + Object.keys(playbook.inputs).length;
}

/** @throws BreakglassError `out-of-range` when GitHub's form has no room for all that the playbook asks */
export function requireRoom(playbook: Playbook): void {
  const count = fieldCount(playbook);
  if (count <= MAX_DISPATCH_INPUTS) return;
  throw new BreakglassError(
    'out-of-range',
    `the form of the playbook "${playbook.playbook}" needs ${count} inputs, GitHub allows ${MAX_DISPATCH_INPUTS}`,
    {
      hint: `give it fewer inputs or criteria: each is one field, beside the ${OWN_FIELDS.length} that every form has`,
    },
  );
}

function formInput(input: string, spec: InputSpec, installs: readonly Install[]): JsonObject {
  const name = spec.description === undefined ? input : `${input}, ${spec.description}`;
  switch (spec.type) {
    case 'resource':
      return resourceInput(name, spec, installs);
    case 'integer':
      return {
        ...field('number', `${name}: ${range(spec)}`),
        ...(spec.default === undefined ? {} : { default: spec.default }),
      };
    case 'boolean':
      return { ...field('boolean', name), default: spec.default ?? false };
    case 'string':
      return stringInput(name, spec);
  }
}

/** The names that the installs have for it. Where they have none, its ARN is typed. */
function resourceInput(
  name: string,
  { kind, default: preset }: Extract<InputSpec, { type: 'resource' }>,
  installs: readonly Install[],
): JsonObject {
  const named = installs.flatMap(({ resources }) => Object.keys(resources[kind] ?? {}));
  const about = `${name}: ${kind}`;
  if (named.length === 0) return text(`${about}, its ARN`, preset);
  const options = distinct(preset === undefined ? named : [...named, preset]);
  return options.every(isPlainLine) ? choice(about, options, preset) : text(`${about}, its name or ARN`, preset);
}

function stringInput(name: string, spec: Extract<InputSpec, { type: 'string' }>): JsonObject {
  const { enum: allowed, pattern, maxLength } = spec;
  if (allowed?.every(isPlainLine)) return choice(name, distinct(allowed), spec.default);
  const rules = [
    ...(allowed === undefined ? [] : [`one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`]),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
  ];
  return text(rules.length === 0 ? name : `${name}: ${rules.join('; ')}`, spec.default);
}

function range({ minimum, maximum }: Extract<InputSpec, { type: 'integer' }>): string {
  if (minimum === undefined) return maximum === undefined ? 'a whole number' : `a whole number, at most ${maximum}`;
  return maximum === undefined ? `a whole number, at least ${minimum}` : `a whole number from ${minimum} to ${maximum}`;
}

function durations(given: Dispatchable): JsonObject {
  const allowed = allowedDurations(given);
  const preset = allowed.findLast((step) => step <= DEFAULT_DURATION) ?? allowed[0] ?? 0;
  return choice('duration: how long the session may work', allowed.map(formatDuration), formatDuration(preset));
}

function installNames(installs: readonly Install[]): readonly string[] {
  return distinct(installs.map(({ install }) => install));
}

function commanders(installs: readonly Install[]): readonly string[] {
  return distinct(
    installs.flatMap((install) =>
      install.commanders.map(({ login, id }) => (id === undefined ? login : `${login}#${id}`)),
    ),
  );
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** Every input is required: what a playbook declares has to be said, and an empty field is no answer. */
function field(type: string, description: string): { readonly [key: string]: Json } {
  return { description: withoutExpressions(description), type, required: true };
}

function text(description: string, preset?: string): JsonObject {
  // An expression is not allowed here, and a default is used as it is: what holds one has to be typed.
  const fits = preset !== undefined && isPlainLine(preset);
  return { ...field('string', description), ...(fits ? { default: preset } : {}) };
}

function choice(description: string, options: readonly string[], preset?: string): JsonObject {
  return { ...field('choice', description), options, ...(preset === undefined ? {} : { default: preset }) };
}

/** Unticked until somebody ticks it: nothing is confirmed for anybody. */
function checkbox(description: string): JsonObject {
  return { ...field('boolean', description), default: false };
}
