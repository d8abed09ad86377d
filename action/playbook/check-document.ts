import type { SourceFile } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Json } from '../domain/json.ts';
import type { Registry } from '../domain/step-kind.ts';
import { drillProblems } from './drill-rules.ts';
import { installProblems } from './install-rules.ts';
import { playbookProblems } from './playbook-rules.ts';
import type { Problem } from './problem.ts';
import { inOrder } from './problem-order.ts';
import { requestProblems } from './request-rules.ts';
import { roleProblems } from './role-rules.ts';
import { drillSchema } from './schema/drill.ts';
import { installSchema } from './schema/install.ts';
import { playbookSchema } from './schema/playbook.ts';
import { requestSchema } from './schema/request.ts';
import { roleSchema } from './schema/role.ts';
import { schemaErrors } from './schema-errors.ts';
import { schemaProblems } from './schema-problems.ts';
import { parseSource, type SourceDocument } from './source-document.ts';
import { asWritten, type DocumentKind, type Written } from './written.ts';

/** More problems than this in one file are not worth reading. */
const MAX_PROBLEMS = 100;

/** The schema of each kind of file. */
export const SCHEMAS = {
  playbook: playbookSchema,
  role: roleSchema,
  install: installSchema,
  request: requestSchema,
  drill: drillSchema,
} as const;

type Rule = (valid: Json, file: string, kinds: Registry) => readonly Problem[];

const RULES: Readonly<Record<DocumentKind, Rule>> = {
  playbook: (valid, file, kinds) => playbookProblems(asWritten('playbook', valid), file, kinds),
  role: (valid, file, kinds) => roleProblems(asWritten('role', valid), file, kinds),
  install: (valid, file, kinds) => installProblems(asWritten('install', valid), file, kinds),
  request: (valid) => requestProblems(asWritten('request', valid)),
  drill: (valid, file) => drillProblems(asWritten('drill', valid), file),
};

/** Everything that is wrong with a file, in the order of its lines; empty when it may be used. */
export function checkDocument(kind: DocumentKind, file: SourceFile, kinds: Registry): readonly BreakglassError[] {
  try {
    const source = parseSource(file);
    return inOrder(valueProblems(kind, source.value, file.path, kinds), source);
  } catch (error) {
    if (error instanceof BreakglassError) return [error];
    throw error;
  }
}

/** A file as written, once nothing is wrong with it; throws the first problem. */
export function requireDocument<Kind extends DocumentKind>(
  kind: Kind,
  file: SourceFile,
  kinds: Registry,
): { readonly written: Written[Kind]; readonly source: SourceDocument } {
  const source = parseSource(file);
  const first = inOrder(valueProblems(kind, source.value, file.path, kinds), source)[0];
  if (first !== undefined) throw first;
  return { written: asWritten(kind, source.value), source };
}

/** What is wrong with a document's data: first its shape, and only when that is right, its meaning. */
export function valueProblems(kind: DocumentKind, value: Json, file: string, kinds: Registry): readonly Problem[] {
  const errors = schemaErrors(SCHEMAS[kind], value);
  if (errors.length === 0) return RULES[kind](value, file, kinds);
  return schemaProblems(errors.slice(0, MAX_PROBLEMS), value, SCHEMAS[kind]);
}
