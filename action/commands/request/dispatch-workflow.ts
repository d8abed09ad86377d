import { parse } from 'yaml';
import type { Playbook } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { answer } from '../../github/answer.ts';
import type { Purpose } from '../../github/api.ts';
import { suggest } from '../../playbook/nearest.ts';
import type { Repository } from '../../ports/repository.ts';
import type { DispatchRequest } from '../../runtime/action-inputs.ts';
import { dispatchFields, dispatchWorkflowName } from '../../scaffold/dispatch-fields.ts';
import type { Place } from '../remote/place.ts';
import type { Way } from './validate.ts';

const READ: Purpose = { what: 'read the run', permission: 'actions: read', repeatable: true };
const DISPATCH: Purpose = { what: 'dispatch the workflow', permission: 'contents: write', repeatable: false };

/** The texts of a dispatch workflow's form. */
export type DispatchFields = Readonly<Record<string, string>>;

export interface Dispatched {
  readonly url: string;
  readonly run?: number;
  /** `dispatch-<number>`, the name that the workflow gives the request; undefined where it cannot be told yet. */
  readonly name?: string;
}

/** The request as the playbook's dispatch workflow hands it to the action, under the name that it will have. */
export function dispatchWay(draft: DispatchRequest, playbook: Playbook, name: string): Way {
  // The form has a field for each input, filled in with its default, and a bullet before each criterion.
  const inputs = Object.entries(playbook.inputs).flatMap(([key, spec]) => {
    const value = Object.hasOwn(draft.inputs, key) ? draft.inputs[key] : spec.default;
    return value === undefined ? [] : [[key, value] as const];
  });
  const unknown = Object.entries(draft.inputs).filter(([key]) => !Object.hasOwn(playbook.inputs, key));
  const confirmed = playbook.criteria.filter((text) => draft.confirmed.includes(text)).map((text) => `- ${text}`);
  const inputsOfForm = Object.fromEntries([...inputs, ...unknown]);
  return {
    kind: 'dispatch',
    dispatch: { ...draft, name, reason: draft.reason.trim(), confirmed, inputs: inputsOfForm },
  };
}

/**
 * The fields that the form on the default branch takes.
 *
 * @throws BreakglassError `not-set-up` where there is no such workflow, or one of another version of the playbook
 */
export async function fieldsFor(
  repository: Repository,
  { dispatch }: Extract<Way, { kind: 'dispatch' }>,
  playbook: Playbook,
): Promise<DispatchFields> {
  const confirmed = playbook.criteria.filter((text) => dispatch.confirmed.includes(`- ${text}`));
  const fields = dispatchFields({ ...dispatch, confirmed }, playbook);
  const path = `.github/workflows/${dispatchWorkflowName(playbook.playbook)}`;
  const file = await repository.readFile(path);
  if (file === undefined) throw notSetUp(`there is no ${path} on the default branch`);
  const form = formOf(file.text);
  if (form === undefined) throw notSetUp(`${path} is no dispatch workflow`);
  const names = Object.keys(form.inputs).toSorted();
  if (
    names.join() !== Object.keys(fields).toSorted().join() ||
    !playbook.criteria.every((text) => form.confirmed.includes(text))
  ) {
    throw notSetUp(`${path} was made for another version of the playbook`);
  }
  for (const [name, value] of Object.entries(fields)) requireOption(name, value, form.inputs[name]);
  return fields;
}

/** Dispatches the playbook's workflow on the default branch. */
export async function dispatchWorkflow(place: Place, playbook: string, fields: DispatchFields): Promise<Dispatched> {
  const { github, defaultBranch, head, serverUrl, fullName } = place;
  const workflow = dispatchWorkflowName(playbook);
  const made = await github.rest(DISPATCH, 'POST /actions/workflows/{workflow_id}/dispatches', {
    workflow_id: workflow,
    ref: defaultBranch,
    inputs: fields,
    return_run_details: true,
  });
  // An older GitHub Enterprise Server answers without a body.
  if (!isJsonObject(made)) return { url: `${serverUrl}/${fullName}/actions/workflows/${workflow}` };
  const details = answer(made, 'dispatch');
  const [run, url] = [details.number('workflow_run_id'), details.text('html_url')];
  const found = await github.find(READ, 'GET /actions/runs/{run_id}', { run_id: run });
  const seen = found === undefined ? undefined : answer(found, 'run');
  // On another commit the files may be others than those that were validated.
  if (seen === undefined || seen.text('head_sha') !== head) return { run, url };
  return { run, url, name: `dispatch-${seen.number('run_number')}` };
}

interface Form {
  readonly inputs: JsonObject;
  readonly confirmed: string;
}

function formOf(text: string): Form | undefined {
  const workflow: unknown = parse(text, { logLevel: 'silent' });
  const inputs = within(workflow, ['on', 'workflow_dispatch', 'inputs']);
  const confirmed = within(workflow, ['jobs', 'break-glass', 'with', 'confirmed']);
  if (!isJsonObject(inputs) || typeof confirmed !== 'string') return undefined;
  // In an expression a single quote is written twice.
  return { inputs, confirmed: confirmed.replaceAll("''", "'") };
}

function within(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

/** GitHub takes only what the form lists. */
function requireOption(name: string, value: string, input: unknown): void {
  const options = within(input, ['options']);
  if (!Array.isArray(options) || options.map(String).includes(value)) return;
  throw new BreakglassError('invalid-input', `the form's ${name} is "${value}"`, {
    hint: `${suggest(value, options.map(String), 'run breakglass init')}; by pull request, without --dispatch, it may be anything that is valid`,
  });
}

function notSetUp(what: string): BreakglassError {
  return new BreakglassError('not-set-up', what, {
    hint: 'run breakglass init, and merge what it writes; or ask by pull request, without --dispatch',
  });
}
