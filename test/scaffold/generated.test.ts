import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../workflows/github-schema.ts';
import { HARDENING, idTokenJobs } from '../workflows/hardening.ts';
import { ownWorkflow } from '../workflows/own.ts';
import { object, readWorkflow, type Workflow } from '../workflows/workflow.ts';
import { generated, PIN, REPOSITORIES } from './documents.ts';

const workflows: readonly (Workflow & { readonly of: string })[] = Object.entries(REPOSITORIES).flatMap(
  ([of, repository]) =>
    generated(repository)
      .filter(({ path }) => path.endsWith('.yml'))
      .map(({ path, text }) => ({ ...readWorkflow(path, text), of })),
);

describe('every generated workflow', () => {
  it.each(workflows)("passes GitHub's own schema: $of $path", async ({ path, text }) => {
    expect(await schemaErrors(path, text)).toEqual([]);
  });

  it.each(HARDENING)('$name', ({ problems }) => {
    expect(
      workflows.flatMap((workflow) => problems(workflow).map((problem) => `${workflow.path}: ${problem}`)),
    ).toEqual([]);
  });

  it('calls this repository at the one commit that it was made with', () => {
    for (const { text } of workflows) {
      const named = [...text.matchAll(/breakglass-dev\/breakglass\S*@(\S+) # v(\S+)/g)].map((match) => [
        match[1],
        match[2],
      ]);
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter(([sha, version]) => sha !== PIN.sha || version !== PIN.version)).toEqual([]);
    }
  });

  it('grants id-token to the one job that calls break-glass.yml or recover.yml, and to no other', () => {
    for (const workflow of workflows) {
      const calling = workflow.jobs.filter(({ data }) => /\/(?:break-glass|recover)\.yml@/.test(String(data['uses'])));
      expect(idTokenJobs(workflow), workflow.path).toEqual(calling.map(({ id }) => id));
      expect(calling.length).toBeLessThanOrEqual(1);
    }
    expect(workflows.filter((workflow) => idTokenJobs(workflow).length > 0).length).toBeGreaterThan(4);
  });

  it.each(['break-glass', 'recover', 'drill'] as const)(
    'grants the job that calls %s.yml exactly what its jobs take',
    (name) => {
      const taken = ownWorkflow(name).jobs.map(({ permissions }) => Object.entries(permissions));
      const needed = new Map<string, string>();
      for (const [scope, level] of taken.flat()) if (needed.get(scope) !== 'write') needed.set(scope, String(level));
      const callers = workflows.flatMap(({ jobs }) =>
        jobs.filter(({ data }) => String(data['uses']).includes(`/${name}.yml@`)),
      );
      expect(callers.length).toBeGreaterThan(0);
      for (const { permissions } of callers) expect(permissions).toEqual(Object.fromEntries(needed));
    },
  );

  it('gives a called workflow only inputs and secrets that it has', () => {
    for (const { jobs } of workflows) {
      for (const { data } of jobs.filter(({ data }) => String(data['uses']).includes('/.github/workflows/'))) {
        const name = /workflows\/([a-z-]+)\.yml/.exec(String(data['uses']))?.[1] ?? '';
        const call = object(object(ownWorkflow(name).data['on'])['workflow_call']);
        expect(Object.keys(object(call['inputs']))).toEqual(expect.arrayContaining(Object.keys(object(data['with']))));
        expect(Object.keys(object(call['secrets']))).toEqual(
          expect.arrayContaining(Object.keys(object(data['secrets']))),
        );
      }
    }
  });
});

describe('recover.yml', () => {
  it.each(Object.keys(REPOSITORIES))('runs after every workflow that opens sessions: %s', (of) => {
    const own = workflows.filter((workflow) => workflow.of === of);
    const calls = (workflow: Workflow, name: string) =>
      workflow.jobs.some(({ data }) => String(data['uses']).includes(`/${name}.yml@`));
    const opening = own.filter((workflow) => calls(workflow, 'break-glass')).map(({ data }) => String(data['name']));
    const recover = own.find(({ path }) => path.endsWith('/recover.yml'));
    expect(recover?.data).toMatchObject({ on: { workflow_run: { types: ['completed'] } } });
    const after = object(object(recover?.data['on'])['workflow_run'])['workflows'];
    expect([after ?? []].flat().map(String).toSorted()).toEqual(opening.toSorted());
  });

  it.each(Object.keys(REPOSITORIES))('does not start itself, and nothing holds it up: %s', (of) => {
    const recover = workflows.find((workflow) => workflow.of === of && workflow.path.endsWith('/recover.yml'));
    const after = object(object(recover?.data['on'])['workflow_run'])['workflows'];
    expect([after ?? []].flat()).not.toContain(recover?.data['name']);
    expect(recover?.data).not.toHaveProperty('concurrency');
    expect(recover?.events.toSorted()).toEqual(['schedule', 'workflow_dispatch', 'workflow_run']);
  });
});

describe('request.yml', () => {
  const request = workflows.find(({ of, path }) => of === 'starter' && path.endsWith('/request.yml'));

  it('only reads, but for the comment', () => {
    expect(request?.events).toEqual(['pull_request']);
    expect(request?.jobs.map(({ id, permissions }) => [id, permissions])).toEqual([
      ['check', { actions: 'read', contents: 'read', 'pull-requests': 'read' }],
      ['comment', { actions: 'read', 'pull-requests': 'write' }],
    ]);
  });

  it('holds no secret', () => {
    expect(request?.text).not.toContain('secrets.');
  });
});

describe('the set of files', () => {
  const paths = (of: keyof typeof REPOSITORIES): readonly string[] =>
    generated(REPOSITORIES[of]).map(({ path }) => path);
  const STEADY = ['drill', 'on-merge', 'recover', 'request'].map((name) => `.github/workflows/${name}.yml`);

  it('has a form for each playbook that an install can run, and none for another', () => {
    expect(paths('two-installs')).toEqual([
      '.github/CODEOWNERS',
      '.github/workflows/break-glass-elsewhere.yml',
      '.github/workflows/break-glass-shift.yml',
      ...STEADY,
    ]);
  });

  it('has no form and no owners while there is no install', () => {
    expect(paths('no-install')).toEqual(STEADY);
  });

  it('is the same for the same documents, to the byte', () => {
    for (const repository of Object.values(REPOSITORIES)) expect(generated(repository)).toEqual(generated(repository));
  });
});

describe('CODEOWNERS', () => {
  it('names the people who approve, for what decides about access; and nobody for requests', () => {
    const owners = generated(REPOSITORIES['two-installs']).find(({ path }) => path.endsWith('CODEOWNERS'));
    const rules = owners?.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(rules).toEqual(['/playbooks/ @dana @frank', '/playbooks/requests/', '/.github/ @dana @frank']);
  });
});
