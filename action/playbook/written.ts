import type { FromSchema } from 'json-schema-to-ts';
import type { Json } from '../domain/json.ts';
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

/** A value that fits the schema of its kind, as what that schema says it is: the only place where its type is asserted. */
export function asWritten<Kind extends DocumentKind>(_kind: Kind, value: Json): Written[Kind] {
  return value as never;
}
