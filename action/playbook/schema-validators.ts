import type { FromSchema } from 'json-schema-to-ts';
import type { Json } from '../domain/json.ts';
import * as generated from './generated/validators.ts';
import type { drillSchema } from './schema/drill.ts';
import type { installSchema } from './schema/install.ts';
import type { playbookSchema } from './schema/playbook.ts';
import type { requestSchema } from './schema/request.ts';
import type { roleSchema } from './schema/role.ts';
import type { SchemaError } from './schema-place.ts';

/** The files as they are written, after their schema accepted them. */
export type WrittenPlaybook = FromSchema<typeof playbookSchema>;
export type WrittenRole = FromSchema<typeof roleSchema>;
export type WrittenInstall = FromSchema<typeof installSchema>;
export type WrittenRequest = FromSchema<typeof requestSchema>;
export type WrittenDrill = FromSchema<typeof drillSchema>;

export interface Written {
  readonly playbook: WrittenPlaybook;
  readonly role: WrittenRole;
  readonly install: WrittenInstall;
  readonly request: WrittenRequest;
  readonly drill: WrittenDrill;
}

/** The kinds of file that people write. */
export type DocumentKind = keyof Written;

/** A function that ajv compiled; it leaves its errors on itself. */
interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

// The generated file is untyped: this is the only place where its types are asserted.
const documents: Readonly<Record<DocumentKind, Validator>> = generated;

/** Errors of a document against its schema; none when it is valid. */
export function documentErrors(kind: DocumentKind, value: Json): readonly SchemaError[] {
  const validator = documents[kind];
  return validator(value) ? [] : (validator.errors ?? []);
}

/** A value that `documentErrors` found nothing wrong with, as what its schema says it is. */
export function asWritten<Kind extends DocumentKind>(_kind: Kind, value: Json): Written[Kind] {
  return value as never;
}
