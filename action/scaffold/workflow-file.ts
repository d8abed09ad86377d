import { Document, isMap, isScalar, type Pair, visit } from 'yaml';
import type { JsonObject } from '../domain/json.ts';
import type { Pin } from './pin.ts';
import { GENERATED, type ScaffoldFile } from './scaffold-file.ts';

/** Why a generated workflow grants what it grants: written beside each permission. */
const REASONS: Readonly<Record<string, string>> = {
  'actions: read': 'who approves, and whether a run is still going',
  'contents: read': 'the files of the repository, and its audit branch',
  'contents: write': 'the audit branch',
  'id-token: write': "the customer's role, and the proof of each link",
  'issues: write': 'the status, and what has to be looked at',
  'pull-requests: read': 'who wrote and reviewed the request',
  'pull-requests: write': 'the plan and the status as comments',
};

export interface WorkflowText {
  /** The file's name, without its folder. */
  readonly name: string;
  /** What it is for: one line each, for whoever opens the file. */
  readonly about: readonly string[];
  readonly workflow: JsonObject;
  /** Comments beside values, for the tools that look for them: key → text. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A workflow as a file: plain data made YAML by a library, so that no text of anybody's becomes structure. */
export function workflowFile({ name, about, workflow, notes = {} }: WorkflowText, pin: Pin): ScaffoldFile {
  const document = new Document(workflow);
  document.commentBefore = [GENERATED.slice(1), ...about.map((line) => ` ${line}`)].join('\n');
  visit(document, {
    Pair: (_key, pair, path) => {
      if (path.length === 2) spaceBefore(pair);
      note(pair, pin, notes);
    },
  });
  return { path: `.github/workflows/${name}`, text: document.toString({ lineWidth: 0 }) };
}

function spaceBefore(pair: Pair): void {
  if (isScalar(pair.key) && pair.key.value !== 'name') pair.key.spaceBefore = true;
}

function note(pair: Pair, pin: Pin, notes: Readonly<Record<string, string>>): void {
  const key = isScalar(pair.key) ? String(pair.key.value) : '';
  const text = notes[key];
  if (text !== undefined && isScalar(pair.key)) pair.key.comment = ` ${text}`;
  if (key === 'uses' && isScalar(pair.value)) pair.value.comment = ` v${pin.version}`;
  if (key !== 'permissions' || !isMap(pair.value)) return;
  for (const { key: scope, value } of pair.value.items) {
    const reason = REASONS[`${String(scope)}: ${String(value)}`];
    if (reason !== undefined && isScalar(value)) value.comment = ` ${reason}`;
  }
}
