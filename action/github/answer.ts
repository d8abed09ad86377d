import { BreakglassError } from '../domain/error.ts';
import type { Account } from '../domain/gate-facts.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';

/**
 * Fields of GitHub's answers, checked as they are read: a field that is missing or of another type is an error that
 * names it, never an `undefined` that a rule of the gate takes for harmless.
 */
export interface Answer {
  readonly text: (key: string) => string;
  readonly number: (key: string) => number;
  readonly object: (key: string) => Answer;
  /** Undefined where the field is null or absent. */
  readonly optional: (key: string) => Answer | undefined;
  readonly list: (key: string) => readonly Answer[];
  readonly account: (key: string) => Account;
  /** One of the values that GitHub documents; another is an error rather than a guess. */
  readonly oneOf: <T extends string>(key: string, allowed: readonly T[]) => T;
  readonly value: (key: string) => unknown;
}

/** `json` as an answer; `what` names it in errors. */
export function answer(json: unknown, what: string): Answer {
  if (!isJsonObject(json)) throw malformed(what, 'is not an object');
  const value = (key: string): unknown => (Object.hasOwn(json, key) ? json[key] : undefined);
  const object = (key: string) => answer(value(key), `${what}.${key}`);
  return {
    value,
    object,
    text: (key) => requireText(json, key, what),
    number: (key) => requireNumber(json, key, what),
    optional: (key) => (value(key) === undefined || value(key) === null ? undefined : object(key)),
    list: (key) => answers(value(key), `${what}.${key}`),
    oneOf: (key, allowed) => requireOneOf(requireText(json, key, what), allowed, `${what}.${key}`),
    account: (key) => account(object(key)),
  };
}

/** What is not said to be a user is none: bots and apps sign in as other types. */
export function account(user: Answer): Account {
  const person = { login: user.text('login'), id: user.number('id') };
  return user.value('type') === 'User' ? person : { ...person, machine: true };
}

/** A list of objects. */
export function answers(json: unknown, what: string): readonly Answer[] {
  if (!Array.isArray(json)) throw malformed(what, 'is not a list');
  return json.map((item: unknown, index) => answer(item, `${what}[${index}]`));
}

function requireText(json: JsonObject, key: string, what: string): string {
  const value = json[key];
  if (typeof value === 'string') return value;
  throw malformed(`${what}.${key}`, 'is not a string');
}

function requireOneOf<T extends string>(text: string, allowed: readonly T[], what: string): T {
  const found = allowed.find((candidate) => candidate === text);
  if (found !== undefined) return found;
  throw malformed(what, `is "${text}"`);
}

function requireNumber(json: JsonObject, key: string, what: string): number {
  const value = json[key];
  if (typeof value === 'number') return value;
  throw malformed(`${what}.${key}`, 'is not a number');
}

function malformed(what: string, problem: string): BreakglassError {
  return new BreakglassError('github-rejected', `GitHub's answer is not as documented: ${what} ${problem}`);
}
