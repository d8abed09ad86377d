import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseWorkflow } from '../../../../action/sandbox/github/actions/parse-workflow.ts';
import { x } from './world.ts';

type Tree = Record<string, unknown>;
const GOOD = `
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: "true"
`;

/** Sets one place of the good file: \`jobs.a.steps.0.run\`. */
function changed(path: string, value: unknown): string {
  const file = parse(GOOD) as Tree;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const at = keys.reduce<Tree>((node, key) => node[key] as Tree, file);
  at[last] = value;
  return stringify(file);
}

const ROWS: readonly (readonly [string, unknown])[] = [
  ['defaults', { run: { shell: 'bash' } }],
  ['nonsense', 1],
  ['on', 'issues'],
  ['on', 'pull_request_target'],
  ['on', { push: { branch: ['main'] } }],
  ['on', { push: { branches: ['main'], 'branches-ignore': ['x'] } }],
  ['on', { pull_request: { types: ['labeled'] } }],
  ['on', { workflow_dispatch: { inputs: { a: { type: 'choice' } } } }],
  ['on', { workflow_dispatch: { inputs: Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`i${i}`, {}])) } }],
  ['on', { workflow_call: { inputs: { a: { type: 'choice' } } } }],
  ['on', { workflow_call: { inputs: { a: {} } } }],
  ['permissions', { content: 'read' }],
  ['permissions', { contents: 'admin' }],
  ['permissions', { 'id-token': 'read' }],
  ['concurrency', { group: 'a', queue: 'max', 'cancel-in-progress': true }],
  ['concurrency', { group: 'a', queue: 'all' }],
  ['jobs.a.concurrency', { group: 'a', 'cancel-in-progress': true }],
  ['jobs.a.strategy', { matrix: { x: [1] } }],
  ['jobs.a.container', 'node:24'],
  ['jobs.a.services', {}],
  ['jobs.a.defaults', {}],
  ['jobs.a.runs-on', 'windows-latest'],
  ['jobs.a.runs-on', ['self-hosted']],
  ['jobs.a.needs', 'b'],
  ['jobs.a.needs', 'a'],
  ['jobs.a.environment', { name: 'x', deployment: false }],
  ['jobs.a.if', x('secrets.A')],
  ['jobs.a.if', `text ${x('true')}`],
  ['jobs.a.env', { A: x('steps.s.outputs.x') }],
  ['jobs.a.outputs', { A: x('matrix.x') }],
  ['jobs.a.timeout-minutes', 0],
  ['jobs.a.steps', []],
  ['jobs.a.steps.0.run', x('unknown.thing')],
  ['jobs.a.steps.0.run', '${{ github.sha'],
  ['jobs.a.steps.0.run', x("hashFiles('**')")],
  ['jobs.a.steps.0.shell', 'pwsh'],
  ['jobs.a.steps.0.if', x('secrets.A')],
  ['jobs.a.steps.0.with', {}],
  ['jobs.a.steps.0', {}],
  ['jobs.a.steps.0', { uses: './' }],
  ['jobs.a.steps.0', { uses: 'docker://alpine' }],
  ['jobs.a.steps.0', { uses: 'owner/action' }],
  ['jobs.a.steps.0', { uses: 'o/r@v1', run: 'x' }],
  ['jobs.a', { uses: 'o/r/.github/workflows/w.yml@v1', environment: 'prod' }],
  ['jobs.a', { uses: 'o/r/.github/workflows/w.yml@v1', 'runs-on': 'ubuntu-latest' }],
  ['jobs', {}],
];

describe('a workflow', () => {
  it('that is plain is read', () => {
    expect(parseWorkflow('a.yml', GOOD).jobs.map(({ key }) => key)).toEqual(['a']);
  });

  it.each(ROWS)('is refused for %s: %j', (path, value) => {
    expect(() => parseWorkflow('a.yml', changed(path, value))).toThrow('a.yml: ');
  });
});
