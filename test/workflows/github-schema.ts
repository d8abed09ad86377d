import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../repository/files.ts';

const { convertWorkflowTemplate, isBasicExpression, isMapping, isString, NoOperationTraceWriter, parseWorkflow } =
  loadParser();

/** GitHub's own parser and schema. It imports its JSON as only bundlers allow, so it is bundled before it is loaded. */
function loadParser(): typeof import('@actions/workflow-parser') {
  const folder = mkdtempSync(join(tmpdir(), 'breakglass-parser-'));
  const outfile = join(folder, 'parser.cjs');
  try {
    const contents = "export * from '@actions/workflow-parser'";
    buildSync({ stdin: { contents, resolveDir: ROOT }, bundle: true, format: 'cjs', platform: 'node', outfile });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What GitHub's own parser and schema say against a workflow: nothing for one that GitHub would take. */
export async function schemaErrors(path: string, text: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  const errors = (): readonly string[] => context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || errors().length > 0) return errors();
  const template = await convertWorkflowTemplate(context, value);
  return [...errors(), ...(template.errors ?? []).map(({ Message }) => Message)];
}

/** A value of a workflow as GitHub's parser reads it: a text, or one expression that gives a text. */
export type Parsed = { readonly text: string } | { readonly expression: string };

/** The values of the mapping at `path` (keys) of a workflow. */
export function parsedMapping(text: string, path: readonly string[]): Readonly<Record<string, Parsed>> {
  const { value } = parseWorkflow({ name: 'workflow.yml', content: text }, new NoOperationTraceWriter());
  let token = value;
  for (const key of path) token = token !== undefined && isMapping(token) ? token.find(key) : undefined;
  if (token === undefined || !isMapping(token)) throw new Error(`no mapping at ${path.join('.')}`);
  return Object.fromEntries(
    [...token].map(({ key, value }) => {
      if (isBasicExpression(value)) return [key.toString(), { expression: value.expression }];
      if (isString(value)) return [key.toString(), { text: value.value }];
      throw new Error(`${key.toString()} is neither text nor expression`);
    }),
  );
}
