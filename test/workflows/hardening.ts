import { isJsonObject } from '../../action/domain/json.ts';
import { object, type Workflow, walk } from './workflow.ts';

/** A property that every workflow has; `problems` says where one has not. */
export interface HardeningRule {
  readonly name: string;
  readonly problems: (workflow: Workflow) => readonly string[];
}

const PINNED = /^[\w.-]+\/[\w.-]+(\/[\w./-]+)?@[0-9a-f]{40}$/;

export const HARDENING: readonly HardeningRule[] = [
  {
    name: 'grants nothing on top',
    problems: ({ data }) => {
      const top = data['permissions'];
      return isJsonObject(top) && Object.keys(top).length === 0 ? [] : ['permissions'];
    },
  },
  {
    name: 'grants each job what it names, scope by scope',
    problems: ({ jobs }) =>
      jobs
        .filter(({ data, permissions }) => !isJsonObject(data['permissions']) || Object.keys(permissions).length === 0)
        .map(({ id }) => id),
  },
  {
    name: 'never grants id-token beside actions: write',
    problems: ({ jobs }) =>
      jobs
        .filter(({ permissions }) => permissions['id-token'] === 'write' && permissions['actions'] === 'write')
        .map(({ id }) => id),
  },
  {
    name: 'grants no id-token to the run of a pull request',
    problems: ({ events, jobs }) =>
      events.includes('pull_request')
        ? jobs.filter(({ permissions }) => 'id-token' in permissions).map(({ id }) => id)
        : [],
  },
  {
    name: 'calls everything by owner, name and full SHA, with its version beside it',
    problems: ({ data, text }) => {
      const named = [...walk(data['jobs'])].flatMap(([path, value]) => (path.at(-1) === 'uses' ? [String(value)] : []));
      const commented = new Set([...text.matchAll(/uses: (\S+) # v\d+\.\d+\.\d+$/gm)].map((match) => match[1] ?? ''));
      return named.filter((value) => !PINNED.test(value) || !commented.has(value));
    },
  },
  {
    name: 'has no expression inside a script',
    problems: ({ data }) =>
      [...walk(data)].flatMap(([path, value]) =>
        ['run', 'script', 'shell'].includes(path.at(-1) ?? '') && String(value).includes('${{') ? [path.join('.')] : [],
      ),
  },
  {
    name: 'starts by no event that runs what strangers bring',
    problems: ({ events }) => events.filter((event) => ['pull_request_target', 'issue_comment'].includes(event)),
  },
  {
    name: 'checks nothing out after another workflow, and runs no script then',
    problems: ({ events, jobs }) =>
      events.includes('workflow_run') ? jobs.filter(({ steps }) => steps.length > 0).map(({ id }) => id) : [],
  },
  {
    name: 'queues what waits, and cancels nothing',
    problems: ({ data, path }) =>
      [...walk(data)].flatMap(([at, value]) => {
        if (at.at(-1) !== 'concurrency' || path.endsWith('/ci.yml')) return [];
        const { queue, 'cancel-in-progress': cancel } = object(value);
        return queue === 'max' && cancel === undefined ? [] : [at.join('.')];
      }),
  },
  {
    name: 'keeps no credentials of a checkout',
    problems: ({ jobs }) =>
      jobs.flatMap(({ id, steps }) =>
        steps
          .filter((step) => String(step['uses']).startsWith('actions/checkout@'))
          .filter((step) => object(step['with'])['persist-credentials'] !== false)
          .map(() => id),
      ),
  },
  {
    name: 'hands on secrets by name',
    problems: ({ jobs }) => jobs.filter(({ data }) => data['secrets'] === 'inherit').map(({ id }) => id),
  },
  {
    name: 'names its runner, and ends',
    problems: ({ jobs }) =>
      jobs
        .filter(({ data }) => data['uses'] === undefined)
        .filter(({ data }) => data['runs-on'] !== 'ubuntu-24.04' || typeof data['timeout-minutes'] !== 'number')
        .map(({ id }) => id),
  },
];

/** Jobs that may ask GitHub for an OIDC token. */
export function idTokenJobs({ jobs }: Workflow): readonly string[] {
  return jobs.filter(({ permissions }) => permissions['id-token'] === 'write').map(({ id }) => id);
}
