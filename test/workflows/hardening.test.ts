import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { HARDENING, idTokenJobs } from './hardening.ts';
import { OWN_WORKFLOWS } from './own.ts';
import { readWorkflow, type Workflow } from './workflow.ts';

describe.each(HARDENING)('every workflow of this repository: $name', ({ problems }) => {
  it.each(OWN_WORKFLOWS)('$path', (workflow) => {
    expect(problems(workflow)).toEqual([]);
  });
});

describe('an OIDC token', () => {
  it('is for the jobs that read and change the cloud, and for the attestation, and for no other', () => {
    const jobs = OWN_WORKFLOWS.flatMap((workflow) => idTokenJobs(workflow).map((id) => `${workflow.path}: ${id}`));
    expect(jobs).toEqual([
      '.github/workflows/break-glass.yml: plan',
      '.github/workflows/break-glass.yml: run',
      '.github/workflows/recover.yml: recover',
      '.github/workflows/recover.yml: recover-approved',
      '.github/workflows/release.yml: attest',
    ]);
  });
});

/** A workflow that is as it should be, and what breaks exactly one rule of it. */
const SOUND = `
name: Sound
on: { push: {} }
permissions: {}
concurrency: { group: sound, queue: max }
jobs:
  job:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@${'a'.repeat(40)} # v1.2.3
        with: { persist-credentials: false }
      - run: echo "$TEXT"
        env: { TEXT: "\${{ inputs.text }}" }
`;
type Step = Record<string, unknown>;
interface Editable {
  on: Record<string, unknown>;
  permissions: Record<string, unknown> | string;
  concurrency: Record<string, unknown>;
  jobs: { job: Record<string, unknown> & { permissions: Record<string, unknown>; steps: Step[] } };
}
const step = (workflow: Editable, index: number): Step => workflow.jobs.job.steps[index] ?? {};
const BROKEN: Readonly<Record<string, (workflow: Editable) => void>> = {
  'grants nothing on top': (it) => (it.permissions = 'read-all'),
  'grants each job what it names, scope by scope': (it) => Object.assign(it.jobs.job, { permissions: 'write-all' }),
  'never grants id-token beside actions: write': (it) =>
    Object.assign(it.jobs.job.permissions, { 'id-token': 'write', actions: 'write' }),
  'grants no id-token to the run of a pull request': (it) => {
    it.on = { pull_request: {} };
    Object.assign(it.jobs.job.permissions, { 'id-token': 'write' });
  },
  'calls everything by owner, name and full SHA, with its version beside it': (it) =>
    (step(it, 1)['uses'] = './action'),
  'has no expression inside a script': (it) => (step(it, 1)['run'] = 'echo ${{ inputs.text }}'),
  'starts by no event that runs what strangers bring': (it) => (it.on = { pull_request_target: {} }),
  'checks nothing out after another workflow, and runs no script then': (it) => (it.on = { workflow_run: {} }),
  'queues what waits, and cancels nothing': (it) => (it.concurrency['cancel-in-progress'] = true),
  'keeps no credentials of a checkout': (it) => (step(it, 0)['with'] = {}),
  'hands on secrets by name': (it) => (it.jobs.job['secrets'] = 'inherit'),
  'names its runner, and ends': (it) => (it.jobs.job['runs-on'] = 'ubuntu-latest'),
};

describe('the rules themselves', () => {
  const brokenBy = (workflow: Workflow): readonly string[] =>
    HARDENING.filter(({ problems }) => problems(workflow).length > 0).map(({ name }) => name);

  it('find nothing in a sound workflow', () => {
    expect(brokenBy(readWorkflow('sound.yml', SOUND))).toEqual([]);
  });

  it.each(HARDENING.map(({ name }) => name))('refuse a workflow that breaks only: %s', (name) => {
    const workflow: Editable = parse(SOUND);
    BROKEN[name]?.(workflow);
    const text = stringify(workflow, { lineWidth: 0 }).replaceAll(/(uses: actions.*)$/gm, '$1 # v1.2.3');
    expect(brokenBy(readWorkflow('broken.yml', text))).toEqual([name]);
  });
});
