import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseTemplate, type Template } from './expression.ts';
import { SCOPES } from './scopes.ts';
import { mapping, onlyKeys, scalar } from './shape.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

/** What an `action.yml` says that matters when it runs. */
export interface ActionFile {
  /** Lower-case name → its default. */
  readonly inputs: Readonly<Record<string, Template | undefined>>;
  /** Path of the JavaScript file, inside the action's folder. */
  readonly main: string;
}

/** Reads the definition of a JavaScript action; other kinds, and hooks before and after, are refused. */
export async function readActionFile(folder: string, uses: string): Promise<ActionFile> {
  const text = await readFirst(['action.yml', 'action.yaml'].map((name) => join(folder, name)));
  if (text === undefined) throw new WorkflowProblem(`Can't find 'action.yml' or 'action.yaml' for action '${uses}'`);
  const file = mapping(parse(text), uses);
  onlyKeys(file, ['name', 'description', 'author', 'branding', 'inputs', 'outputs', 'runs'], uses);
  const runs = mapping(file['runs'], `${uses}: runs`);
  onlyKeys(runs, ['using', 'main'], `${uses}: runs`);
  const using = scalar(runs['using'], `${uses}: runs.using`);
  if (using !== 'node24') throw notEmulated(`actions that run by '${using}'`, uses);
  const inputs = Object.entries(mapping(file['inputs'], `${uses}: inputs`)).map(([name, value]) => {
    const where = `${uses}: inputs.${name}`;
    const input = mapping(value, where);
    onlyKeys(input, ['description', 'required', 'default', 'deprecationMessage'], where);
    const fallback = input['default'];
    const template =
      fallback === undefined ? undefined : parseTemplate(scalar(fallback, where), SCOPES.actionInput, where);
    return [name.toLowerCase(), template] as const;
  });
  return { inputs: Object.fromEntries(inputs), main: scalar(runs['main'], `${uses}: runs.main`) };
}

async function readFirst(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}
