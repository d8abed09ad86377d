import { expression, literal } from './expression.ts';
import { breakGlassJob, recoverJob } from './grants.ts';
import { type Pin, uses } from './pin.ts';
import type { ScaffoldFile } from './scaffold-file.ts';
import { workflowFile } from './workflow-file.ts';

const REQUESTS = 'playbooks/requests/**';
/** A change of a playbook, a role or an install is checked as well. */
const FILES = 'playbooks/**';
export const ON_MERGE = 'Break glass on merge';
const RECOVER = 'Recover';
/** No name of a playbook holds a space. */
const NEXT = 'the one whose turn it is';

/** A pull request's own run: its token can read, its plan is static. */
export function requestWorkflow(pin: Pin): ScaffoldFile {
  const runner = { 'runs-on': 'ubuntu-24.04', 'timeout-minutes': 10 };
  const workflow = {
    name: 'Request',
    on: { pull_request: { paths: [FILES] } },
    permissions: {},
    // In the order of the pushes, so that the comment ends with the last one.
    concurrency: { group: `request-${expression('github.event.pull_request.number')}`, queue: 'max' },
    jobs: {
      check: {
        name: 'Check',
        ...runner,
        permissions: { actions: 'read', contents: 'read', 'pull-requests': 'read' },
        outputs: { page: expression('steps.plan.outputs.page') },
        steps: [{ id: 'plan', name: 'Check the files, plan the request', uses: uses(pin), with: { command: 'plan' } }],
      },
      comment: {
        name: 'Comment',
        needs: 'check',
        // From a fork the token cannot write; and a request that is refused may have no page.
        if: expression(
          "!cancelled() && needs.check.outputs.page != '' && github.event.pull_request.head.repo.full_name == github.repository",
        ),
        ...runner,
        // The runs are read to learn whether a comment that says it is of a later run is so.
        permissions: { actions: 'read', 'pull-requests': 'write' },
        steps: [
          {
            name: 'Show the plan in the pull request',
            uses: uses(pin),
            with: { command: 'comment', page: expression('needs.check.outputs.page') },
          },
        ],
      },
    },
  };
  const about = [
    'Checks the files that a pull request changes, and shows the plan of the request that it adds. Nothing here holds credentials or can change anything.',
  ];
  return workflowFile({ name: 'request.yml', about, workflow }, pin);
}

/** The merge of a request starts the session. */
export function onMergeWorkflow(pin: Pin, defaultBranch: string): ScaffoldFile {
  const workflow = {
    name: ON_MERGE,
    on: { push: { branches: [defaultBranch], paths: [REQUESTS] } },
    permissions: {},
    jobs: { 'break-glass': breakGlassJob(pin) },
  };
  const about = [
    'Runs the request that a merge to the default branch adds, once its environment is approved.',
    'No concurrency group: a request that nobody approves would hold up the next one. The lock of the install keeps sessions apart.',
  ];
  return workflowFile({ name: 'on-merge.yml', about, workflow }, pin);
}

/**
 * After each session, and hourly for those whose end nobody told: schedules come late or never, and are only a net. Not after
 * itself: a recovery that fails would start itself for ever.
 */
export function recoverWorkflow(pin: Pin, after: readonly string[]): ScaffoldFile {
  const workflow = {
    name: RECOVER,
    on: {
      workflow_run: { workflows: after, types: ['completed'] },
      schedule: [{ cron: '17 * * * *' }],
      workflow_dispatch: {},
    },
    permissions: {},
    jobs: { recover: recoverJob(pin) },
  };
  const about = [
    'Ends what break-glass runs left behind: after each of them, every hour, and by hand.',
    'No concurrency group: a recovery that waits for a reviewer or for the end of credentials would hold up the next one. Two at once do no harm.',
  ];
  // The danger of this trigger is running what a pull request brought, with a token: here no job has a checkout.
  const notes = {
    workflow_run: 'zizmor: ignore[dangerous-triggers] runs the default branch only, and checks nothing out',
  };
  return workflowFile({ name: 'recover.yml', about, workflow, notes }, pin);
}

/** Once a month, one playbook after the other. */
export function drillWorkflow(pin: Pin, playbooks: readonly string[]): ScaffoldFile {
  const playbook = {
    description: 'playbook: which one to drill',
    type: 'choice',
    required: true,
    options: [NEXT, ...playbooks],
  };
  const workflow = {
    name: 'Drill',
    on: { schedule: [{ cron: '23 4 1 * *' }], workflow_dispatch: { inputs: { playbook } } },
    permissions: {},
    concurrency: { group: 'break-glass-drill', queue: 'max' },
    jobs: {
      drill: {
        name: 'Drill',
        permissions: { contents: 'write', issues: 'write' },
        uses: uses(pin, 'drill'),
        with: { playbook: expression(`inputs.playbook != ${literal(NEXT)} && inputs.playbook || ''`) },
      },
    },
  };
  const about = ['Plays one playbook on the sandbox every month: no cloud, no credentials.'];
  return workflowFile({ name: 'drill.yml', about, workflow }, pin);
}
