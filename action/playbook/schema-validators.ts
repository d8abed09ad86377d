import type { FromSchema } from 'json-schema-to-ts';
import type { Json } from '../domain/json.ts';
import * as generated from './generated/validators.ts';
import type { drillSchema } from './schema/drill.ts';
import type { installSchema } from './schema/install.ts';
import type { playbookSchema } from './schema/playbook.ts';
import type { requestSchema } from './schema/request.ts';
import type { roleSchema } from './schema/role.ts';

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

/** What ajv's generated code reports. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when the error is about a key's name instead of its value. */
  readonly propertyName?: string;
}

/** A function that ajv compiled; it leaves its errors on itself. */
interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

// The generated file is untyped: these are the only places where its types are asserted.
const documents: Readonly<Record<DocumentKind, Validator>> = generated;
const params: ReadonlyMap<string, Validator> = generated.params;

/** Errors of a document against its schema; none when it is valid. */
export function documentErrors(kind: DocumentKind, value: Json): readonly SchemaError[] {
  return run(documents[kind], value);
}

/** A value that `documentErrors` found nothing wrong with, as what its schema says it is. */
export function asWritten<Kind extends DocumentKind>(_kind: Kind, value: Json): Written[Kind] {
  return value as never;
}

/** Errors of a step's or check's parameters against its kind; undefined when the kind is unknown. */
export function paramsErrors(kind: string, value: Json): readonly SchemaError[] | undefined {
  const validator = params.get(kind);
  return validator === undefined ? undefined : run(validator, value);
}

function run(validator: Validator, value: Json): readonly SchemaError[] {
  return validator(value) ? [] : (validator.errors ?? []);
}
