import { describe, expect, it } from 'vitest';
import { workflowFacts } from '../../../action/commands/setup/workflow-facts.ts';

function read(text: string) {
  const [facts] = workflowFacts([{ path: '.github/workflows/a.yml', text, blob: '' }], 'main');
  return facts;
}

const JOB = 'jobs: { a: { runs-on: ubuntu-24.04, steps: [{ run: x }] } }\n';
const TEN = Array.from({ length: 10 }, (_, index) => index);
/** Ten aliases of ten aliases …: ten thousand million values. */
const BOMB = `on: push\n${TEN.map((at) => `a${at}: &a${at} [${TEN.map(() => (at === 0 ? 'x' : `*a${at - 1}`)).join(', ')}]\n`).join('')}${JOB}`;

describe('the facts of a workflow', () => {
  it.each([
    ['no YAML', 'on: [push\n'],
    ['a list', '- on: push\n'],
    ['no job', 'on: push\n'],
    ['jobs that are a list', 'on: push\njobs: [a]\n'],
    ['a job that is text', 'on: push\njobs: { a: b }\n'],
    ['no event', JOB],
    ['a key twice', `on: push\non: pull_request_target\n${JOB}`],
    ['two documents', `on: push\n${JOB}---\non: pull_request_target\n${JOB}`],
    ['another version of YAML, whose "on" is a truth value', `%YAML 1.1\n---\non: pull_request_target\n${JOB}`],
    ['an alias of nothing', 'on: push\njobs: *nothing\n'],
    ['aliases without end', BOMB],
  ])('are not known of %s', (_, text) => {
    expect(read(text)).toMatchObject({ readable: false });
  });

  it.each([
    ['one', 'push', ['push']],
    ['a list', '[push, pull_request_target]', ['push', 'pull_request_target']],
    ['a mapping', '{ pull_request_target: { branches: [main] } }', ['pull_request_target']],
  ])('hold every event of %s', (_, on, events) => {
    expect(read(`on: ${on}\n${JOB}`)).toMatchObject({ readable: true, events });
  });

  it.each([
    ['of the workflow', `on: push\npermissions: { id-token: write, contents: read }\n${JOB}`, ['id-token: write']],
    ['of a job', 'on: push\njobs: { a: { permissions: { actions: write } } }\n', ['actions: write']],
    ['of everything', 'on: push\njobs: { a: { permissions: write-all } }\n', ['write-all']],
    ['to read', `on: push\npermissions: read-all\n${JOB}`, []],
    [
      'by an alias',
      'on: push\njobs:\n  a: { permissions: &all { id-token: write } }\n  b: { permissions: *all }\n',
      ['id-token: write', 'id-token: write'],
    ],
    [
      'by a merge key',
      'on: push\nx: &x { permissions: { id-token: write } }\njobs:\n  a: { <<: *x, runs-on: y }\n',
      ['id-token: write'],
    ],
  ])('hold what a token may write: %s', (_, text, grants) => {
    expect(read(text)).toMatchObject({ readable: true, grants });
  });

  it('hold what is called and entered behind an alias', () => {
    const text =
      'on: push\njobs:\n  a: { environment: &e acme-prod, steps: &s [{ uses: x/y@main }] }\n' +
      '  b: { environment: { name: *e }, steps: *s }\n  c: { environment: 7 }\n';
    expect(read(text)).toMatchObject({
      uses: ['x/y@main', 'x/y@main'],
      environments: ['acme-prod', 'acme-prod', '7'],
    });
  });
});
