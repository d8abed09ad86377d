import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../action/domain/json.ts';
import { textOf } from '../repository/files.ts';
import { OWN_WORKFLOWS, ownWorkflow } from './own.ts';
import { type Job, object, walk } from './workflow.ts';

const action: JsonObject = parse(textOf('action.yml'));
const breakGlass = ownWorkflow('break-glass');
const call = object(object(breakGlass.data['on'])['workflow_call']);

function job(id: string): Job {
  const found = breakGlass.jobs.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no job ${id}`);
  return found;
}

/** What a job gives the action. */
function given(id: string): JsonObject {
  return object(job(id).steps[0]?.['with']);
}

describe('the reusable workflow', () => {
  it('gives the action only inputs that it has, and reads only outputs that it has', () => {
    const steps = OWN_WORKFLOWS.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps)).filter(({ uses }) =>
      String(uses).startsWith('breakglass-dev/'),
    );
    const inputs = steps.flatMap((step) => Object.keys(object(step['with'])));
    expect(inputs.filter((name) => !(name in object(action['inputs'])))).toEqual([]);
    const read = [...breakGlass.text.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g)].map((match) => match[1] ?? '');
    expect(read.length).toBeGreaterThan(5);
    expect(read.filter((name) => !(name in object(action['outputs'])))).toEqual([]);
  });

  it('passes every field of a request to the jobs that plan, run and refuse it', () => {
    const fields = Object.keys(object(call['inputs']));
    for (const id of ['plan', 'run', 'record-refusal'])
      expect(Object.keys(given(id))).toEqual(expect.arrayContaining(fields));
    for (const id of ['plan', 'run', 'record-refusal']) {
      const changed = fields.filter((name) => name !== 'request' && given(id)[name] !== `\${{ inputs.${name} }}`);
      expect(changed).toEqual([]);
    }
  });

  it('takes the inputs of the action that make a request, with the same defaults', () => {
    const notTaken = ['command', 'digest', 'seen', 'page', 'session', 'alerts', 'state-key', 'github-token'];
    const inputs = Object.entries(object(action['inputs'])).filter(([name]) => !notTaken.includes(name));
    expect(Object.keys(object(call['inputs'])).toSorted()).toEqual(inputs.map(([name]) => name).toSorted());
    for (const [name, spec] of inputs) {
      expect(object(object(call['inputs'])[name])['default'], name).toBe(object(spec)['default'] ?? '');
    }
  });

  it('reads only outputs of jobs that those jobs have, and that it waits for', () => {
    for (const { id, data } of breakGlass.jobs) {
      const needs = [data['needs'] ?? []].flat().map(String);
      for (const [, value] of walk(data)) {
        for (const [, from = '', output = ''] of String(value).matchAll(/needs\.([\w-]+)\.outputs\.([\w-]+)/g)) {
          expect(needs, `${id} reads ${from}`).toContain(from);
          expect(Object.keys(object(job(from).data['outputs'])), `${id} reads ${output}`).toContain(output);
        }
      }
    }
  });

  it('holds the role in one job: gated by the environment of the plan, one step, no checkout', () => {
    const gated = breakGlass.jobs.filter(({ data }) => data['environment'] !== undefined);
    expect(gated.map(({ id }) => id)).toEqual(['run']);
    expect(job('run').data['environment']).toBe('${{ needs.plan.outputs.environment }}');
    expect(job('run').steps.length).toBe(1);
    expect(given('run')).toMatchObject({
      command: 'run',
      request: '${{ needs.plan.outputs.request }}',
      digest: '${{ needs.plan.outputs.digest }}',
      seen: '${{ needs.plan.outputs.seen }}',
    });
    expect(breakGlass.text).not.toContain('actions/checkout@');
  });

  it('grants each job what it needs and no more', () => {
    expect(Object.fromEntries(breakGlass.jobs.map(({ id, permissions }) => [id, permissions]))).toEqual({
      plan: { actions: 'read', contents: 'read', 'id-token': 'write', 'pull-requests': 'read' },
      comment: { 'pull-requests': 'write' },
      run: { actions: 'read', contents: 'write', 'id-token': 'write', issues: 'write', 'pull-requests': 'write' },
      'record-refusal': { actions: 'read', contents: 'write', 'pull-requests': 'read' },
      incident: { contents: 'write', 'pull-requests': 'write' },
    });
  });

  it('gives the secrets to the run job alone', () => {
    const holders = breakGlass.jobs.filter(({ data }) => JSON.stringify(data).includes('secrets.'));
    expect(holders.map(({ id }) => id)).toEqual(['run']);
    expect(Object.keys(object(call['secrets']))).toEqual(['BREAKGLASS_ALERTS', 'BREAKGLASS_STATE_KEY']);
  });
});

describe('the commands of the workflows', () => {
  it('are commands of the action, and of the command line', () => {
    const commands = OWN_WORKFLOWS.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps))
      .map((step) => object(step['with'])['command'])
      .filter((command) => command !== undefined);
    const described = String(object(object(action['inputs'])['command'])['description']);
    expect(commands.filter((command) => !described.includes(`${String(command)} (`))).toEqual([]);
    const drill = ownWorkflow('drill').jobs[0]?.steps.at(-1);
    expect(String(drill?.['run'])).toMatch(/^node build\/cli\.js habit --root \S+/);
  });
});
