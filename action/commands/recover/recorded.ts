import { BreakglassError } from '../../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { Model } from '../../domain/step-kind.ts';

export const WRITTEN_BEFORE =
  'it was written by a version of Breakglass that could not recover: see the state before in it';

/** @throws BreakglassError `not-recoverable` where it is no object */
export function objectAt(from: Json, key: string): Model {
  const value = isJsonObject(from) ? from[key] : undefined;
  if (isJsonObject(value)) return value;
  throw notRecoverable(`"${key}" is ${show(value)} in its opening link`, WRITTEN_BEFORE);
}

/** @throws BreakglassError `not-recoverable` where it is no list */
export function listAt(from: JsonObject, key: string): readonly Json[] {
  const value = from[key];
  if (Array.isArray(value)) return value as readonly Json[];
  throw notRecoverable(`"${key}" is ${show(value)} in its opening link`, WRITTEN_BEFORE);
}

/** For people: what is there in the place of what was meant. */
export function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 200);
}

export function notRecoverable(message: string, hint: string): BreakglassError {
  return new BreakglassError('not-recoverable', message, { hint });
}
