import type { InputSpec, Playbook } from '../domain/documents.ts';
import type { JsonObject } from '../domain/json.ts';
import { dispatchWorkflowName } from './dispatch-fields.ts';
import { type Dispatchable, dispatchInputs } from './dispatch-inputs.ts';
import { acceptField, criterionField, inputField, irreversibleSteps } from './dispatch-names.ts';
import { expression, literal } from './expression.ts';
import { breakGlassJob } from './grants.ts';
import type { Pin } from './pin.ts';
import type { ScaffoldFile } from './scaffold-file.ts';
import { workflowFile } from './workflow-file.ts';

/** What the Actions tab calls the workflow of a playbook. */
export function dispatchTitle(playbook: string): string {
  return `Break glass: ${playbook}`;
}

/** One playbook as a form: nobody types JSON, or an ARN, at 2:13 a.m. */
export function dispatchWorkflow(given: Dispatchable, pin: Pin): ScaffoldFile {
  const { playbook } = given;
  const workflow = {
    name: dispatchTitle(playbook.playbook),
    'run-name': `${input('incident')}: ${playbook.playbook} on ${input('install')}`,
    on: { workflow_dispatch: { inputs: dispatchInputs(given) } },
    permissions: {},
    jobs: { 'break-glass': breakGlassJob(pin, values(playbook)) },
  };
  const about = [
    `${playbook.summary}.`,
    'No concurrency group: a request that nobody approves would hold up the next one. The lock of the install keeps sessions apart.',
  ];
  return workflowFile({ name: dispatchWorkflowName(playbook.playbook), about, workflow }, pin);
}

/** What the form's answers become. Each is an argument of the called workflow, evaluated once: no script ever sees one. */
function values(playbook: Playbook): JsonObject {
  const accepted = irreversibleSteps(playbook).map((step) => ticked(acceptField(step), step));
  return {
    'request-name': `dispatch-${expression('github.run_number')}`,
    playbook: playbook.playbook,
    install: input('install'),
    incident: input('incident'),
    reason: input('reason'),
    commander: input('commander'),
    confirmed: playbook.criteria.map((criterion, index) => ticked(criterionField(index), criterion)).join('\n'),
    duration: input('duration'),
    inputs: `{${Object.entries(playbook.inputs).map(jsonMember).join(', ')}}`,
    ...(accepted.length === 0 ? {} : { accept: accepted.join('\n') }),
    'on-drift': input('on-drift'),
  };
}

function input(name: string): string {
  return expression(`inputs.${name}`);
}

/** The text of a checkbox that is ticked, word for word, behind a bullet, which keeps one of its own from being taken for one. */
function ticked(name: string, text: string): string {
  return expression(`inputs.${name} && ${literal(`- ${text}`)} || ''`);
}

/** One member of the JSON object: GitHub writes the value, so nothing that is typed can leave its place. */
function jsonMember([name, spec]: readonly [string, InputSpec]): string {
  const value = `inputs.${inputField(name)}`;
  // The form gives a number as text.
  const code = spec.type === 'integer' ? `toJSON(fromJSON(${value}))` : `toJSON(${value})`;
  return `${JSON.stringify(name)}: ${expression(code)}`;
}
