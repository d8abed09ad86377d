import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { Variables } from './environment.ts';

export const COMMANDS = ['plan', 'run', 'record-refusal', 'comment', 'recover', 'incident'] as const;
export type Command = (typeof COMMANDS)[number];

/** Every input that `action.yml` declares, with the default that the runner fills in; a test holds the two together. */
export const INPUT_DEFAULTS = {
  command: '',
  request: '',
  'request-name': '',
  playbook: '',
  install: '',
  incident: '',
  reason: '',
  commander: '',
  confirmed: '',
  duration: '',
  inputs: '{}',
  accept: '',
  'on-drift': 'refuse',
  undo: '',
  extends: '',
  digest: '',
  seen: '',
  page: '',
  session: '',
  alerts: '',
  'state-key': '',
  'audit-branch': 'break-glass-audit',
  'github-token': '',
} as const;
export type InputName = keyof typeof INPUT_DEFAULTS;

/** A request given by workflow_dispatch: texts as typed, not yet validated against the playbook. */
export interface DispatchRequest {
  readonly name: string;
  readonly playbook: string;
  readonly install: string;
  readonly incident: string;
  readonly reason: string;
  readonly commander: string;
  readonly confirmed: readonly string[];
  readonly duration: string;
  readonly inputs: JsonObject;
  readonly accept: readonly string[];
  readonly onDrift: 'refuse' | 'proceed';
  /** Id of the session that is to be undone. */
  readonly undo?: string;
  /** Id of the open session in whose place this one goes on. */
  readonly extends?: string;
}

/** A request file's path, or the request itself. */
export type RequestInput = { readonly path: string } | { readonly dispatch: DispatchRequest };

export interface ActionInputs {
  readonly command: Command;
  /** Undefined where none is given: the request is then the one file that the change adds. Never undefined for `run`. */
  readonly request: RequestInput | undefined;
  /** Digest of the plan that the approver saw; undefined where it is not known yet. */
  readonly digest: string | undefined;
  /** What the approver saw of AWS: the plan job's output `seen`; empty where the plan was static. */
  readonly seen: string;
  /** The plan as the approver reads it: the plan job's output `page`, Markdown. */
  readonly page: string;
  /** A session of an earlier job: the run job's output `session`; empty where there was none. */
  readonly session: string;
  /** The only install that a recovery acts on; empty: all of them. */
  readonly install: string;
  /** JSON: name → `{ "url": …, "secret": … }`, for the install's alerts. A secret as a whole. */
  readonly alerts: string;
  /** 32 bytes in base64, the customer's key to what may be secret in the record; empty where none is given. A secret. */
  readonly stateKey: string;
  readonly auditBranch: string;
  readonly token: string;
}

/**
 * The action's inputs.
 *
 * @throws BreakglassError `invalid-input` naming the input
 */
export function readActionInputs(variables: Variables): ActionInputs {
  const read = (name: InputName): string => readInput(variables, name);
  const digest = optionalMatching(read('digest'), 'digest', /^[0-9a-f]{64}$/, '64 lowercase hex digits');
  const command = oneOf(read('command'), 'command', COMMANDS);
  return {
    command,
    request: readRequest(command, read),
    digest: digest === '' ? undefined : digest,
    seen: read('seen'),
    page: read('page'),
    session: optionalMatching(read('session'), 'session', /^[a-z0-9][a-z0-9-]{0,63}$/, 'the id of a session'),
    install:
      command === 'recover' ? optionalMatching(read('install'), 'install', INSTALL, 'the name of an install') : '',
    alerts: read('alerts'),
    stateKey: stateKeyOf(read('state-key')),
    auditBranch: branchName(read('audit-branch')),
    token: required(read, 'github-token'),
  };
}

/** The names that installs can have. */
const INSTALL = /^[a-z0-9][a-z0-9-]{0,38}$/;

/** As `@actions/core` reads an input: upper case, spaces to underscores, dashes kept, trimmed. */
function readInput(variables: Variables, name: InputName): string {
  const value = variables[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim() ?? '';
  return value === '' ? INPUT_DEFAULTS[name] : value;
}

/** Commands that are about a session in general need no request. */
const WITHOUT_REQUEST: readonly Command[] = ['comment', 'recover', 'incident'];

/** What runs is named, always: a run job that looked for its request itself could find another than was planned. */
function readRequest(command: Command, read: (name: InputName) => string): RequestInput | undefined {
  if (WITHOUT_REQUEST.includes(command)) return undefined;
  const path = read('request');
  if (path !== '') return { path: requireAlone(path, read) };
  if (command !== 'run' && DISPATCH_FIELDS.every((name) => read(name) === '')) return undefined;
  return { dispatch: readDispatch(read) };
}

/** Inputs that only a request by dispatch has. */
const DISPATCH_FIELDS: readonly InputName[] = [
  'request-name',
  'playbook',
  'install',
  'incident',
  'reason',
  'commander',
  'duration',
  'undo',
  'extends',
];

function readDispatch(read: (name: InputName) => string): DispatchRequest {
  const [undo, extended] = [read('undo'), read('extends')];
  return {
    name: required(read, 'request-name'),
    playbook: required(read, 'playbook'),
    install: required(read, 'install'),
    incident: required(read, 'incident'),
    reason: required(read, 'reason'),
    commander: required(read, 'commander'),
    confirmed: lines(read('confirmed')),
    duration: required(read, 'duration'),
    inputs: jsonObject(read('inputs')),
    accept: lines(read('accept')),
    onDrift: oneOf(read('on-drift'), 'on-drift', ['refuse', 'proceed']),
    ...(undo === '' ? {} : { undo }),
    ...(extended === '' ? {} : { extends: extended }),
  };
}

/** A request is a file or inputs, never a mixture: the approver must be able to read all of it in one place. */
function requireAlone(path: string, read: (name: InputName) => string): string {
  const given = DISPATCH_FIELDS.find((name) => read(name) !== '');
  if (given === undefined) return path;
  throw invalid(
    given,
    `"${given}" is given beside request "${path}"`,
    `leave "${given}" out: the request file says it`,
  );
}

function required(read: (name: InputName) => string, name: InputName): string {
  const value = read(name);
  if (value !== '') return value;
  throw invalid(name, `input "${name}" is missing`, `set "${name}" under "with:"`);
}

function oneOf<T extends string>(value: string, name: InputName, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw invalid(name, `input "${name}" is "${value}"`, `write one of ${allowed.join(', ')}`);
}

function optionalMatching(value: string, name: InputName, form: RegExp, wanted: string): string {
  if (value === '' || form.test(value)) return value;
  throw invalid(name, `input "${name}" is "${value}"`, `write ${wanted}`);
}

const STATE_KEY_BYTES = 32;

/** It is said of no key what it is, not even of a wrong one. */
function stateKeyOf(value: string): string {
  const bytes = Buffer.from(value, 'base64');
  if (value === '' || (bytes.length === STATE_KEY_BYTES && bytes.toString('base64') === value)) return value;
  throw invalid('state-key', 'input "state-key" is not 32 bytes in base64', 'make one with: openssl rand -base64 32');
}

/** A closed form of git's branch names: what it allows beyond this has no use here. */
function branchName(value: string): string {
  const form = /^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;
  return optionalMatching(value, 'audit-branch', form, 'the plain name of a branch, such as break-glass-audit');
}

function lines(value: string): readonly string[] {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function jsonObject(value: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(value);
    if (isJsonObject(parsed)) return parsed;
  } catch (error) {
    throw invalid('inputs', `input "inputs" is not JSON: ${error instanceof Error ? error.message : ''}`, HOW_INPUTS);
  }
  throw invalid('inputs', 'input "inputs" is not a JSON object', HOW_INPUTS);
}

const HOW_INPUTS = 'write a JSON object, such as {"listener": "web-https", "to": "green"}';

function invalid(name: InputName, message: string, hint: string): BreakglassError {
  return new BreakglassError('invalid-input', message, { hint: `${hint} (input "${name}")` });
}
