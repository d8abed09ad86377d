import type { Changes, Facts, Row } from './row.ts';

const ELB = 'elasticloadbalancing';
const listenerIn = (account: string, region: string, partition = 'aws'): string =>
  `arn:${partition}:${ELB}:${region}:${account}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const OURS = listenerIn('123456789012', 'us-east-1');
const INPUTS = { listener: 'web-http', to: 'green', percent: 100 };

const inputs = (changes: Changes): Facts => ({ request: { inputs: { ...INPUTS, ...changes } } });
const step = (changes: Changes): Facts => ({
  playbook: {
    steps: [
      {
        id: 'shift',
        uses: 'elbv2/shift-weights',
        with: { listener: '${{ inputs.listener }}', to: '${{ inputs.to }}', percent: '${{ inputs.percent }}' },
        ...changes,
      },
    ],
  },
});

/** What a request, or a file that it leads to, can be refused for: no plan is made of it. */
export const REQUEST_ROWS: readonly Row[] = (
  [
    {
      name: 'an unknown key in the request',
      code: 'unknown-key',
      facts: { request: { comander: 'carol' } },
      twin: {},
      hint: '"commander"',
    },
    {
      name: 'an unknown key in the playbook',
      code: 'unknown-key',
      facts: { playbook: { revrt: 'on-failure' } },
      twin: { playbook: { revert: 'on-failure' } },
      hint: '"revert"',
    },
    {
      name: 'an unknown key in the install',
      code: 'unknown-key',
      facts: { install: { approver: {} } },
      twin: { install: {} },
      hint: '"approvers"',
    },
    { name: 'a missing key', code: 'missing-key', facts: { request: { reason: undefined } }, twin: {} },
    { name: 'a version to come', code: 'unsupported-version', facts: { request: { version: 2 } }, twin: {} },
    {
      name: 'an unknown playbook',
      code: 'unknown-playbook',
      facts: { request: { playbook: 'shift-trafic' } },
      twin: {},
      hint: '"shift-traffic"',
    },
    {
      name: 'an unknown install',
      code: 'unknown-install',
      facts: { request: { install: 'acme-prd' } },
      twin: {},
      hint: '"acme-prod"',
    },
    {
      name: 'an unknown role',
      code: 'unknown-role',
      facts: { playbook: { role: 'load-balancr' } },
      twin: { playbook: { role: 'load-balancer' } },
      hint: '"load-balancer"',
    },
    {
      name: 'a role that the install has not enabled',
      code: 'unknown-role',
      facts: { install: ({ role }) => ({ roles: { 'load-balancers': role } }) },
      twin: { install: ({ role }) => ({ roles: { 'load-balancer': role } }) },
      hint: '"load-balancers"',
    },
    {
      name: 'an unknown step kind',
      code: 'unknown-step-kind',
      facts: step({ uses: 'elbv2/shift-weight' }),
      twin: step({}),
      hint: '"elbv2/shift-weights"',
    },
    {
      name: 'an unknown check kind',
      code: 'unknown-check-kind',
      facts: { playbook: { checks: [{ uses: 'elbv2/expect-health', with: {} }] } },
      twin: { playbook: { checks: [] } },
      hint: '"elbv2/expect-healthy"',
    },
    {
      name: 'an unknown input',
      code: 'unknown-input',
      facts: inputs({ percnt: 50 }),
      twin: inputs({ percent: 50 }),
      hint: '"percent"',
    },
    {
      name: 'a missing input',
      code: 'missing-input',
      facts: inputs({ to: undefined }),
      twin: inputs({}),
      names: '"to"',
    },
    { name: 'an input of the wrong type', code: 'wrong-type', facts: inputs({ percent: 'all' }), twin: inputs({}) },
    { name: 'an input out of range', code: 'out-of-range', facts: inputs({ percent: 101 }), twin: inputs({}) },
    {
      name: 'a resource that the install does not name',
      code: 'unknown-resource',
      facts: inputs({ listener: 'web-htp' }),
      twin: inputs({ listener: 'web-http' }),
      hint: '"web-http"',
    },
    {
      name: 'a resource of another account',
      code: 'foreign-resource',
      facts: inputs({ listener: listenerIn('210987654321', 'us-east-1') }),
      twin: inputs({ listener: OURS }),
      names: '210987654321',
    },
    {
      name: 'a resource of another Region',
      code: 'foreign-resource',
      facts: inputs({ listener: listenerIn('123456789012', 'eu-west-1') }),
      twin: inputs({ listener: OURS }),
      names: 'eu-west-1',
    },
    {
      name: 'a resource of another partition',
      code: 'foreign-resource',
      facts: inputs({ listener: listenerIn('123456789012', 'us-east-1', 'aws-cn') }),
      twin: inputs({ listener: OURS }),
      names: 'aws-cn',
    },
    {
      name: "a resource of another account in the playbook's own steps",
      code: 'foreign-resource',
      facts: step({ with: { listener: listenerIn('210987654321', 'us-east-1'), to: '${{ inputs.to }}', percent: 1 } }),
      twin: step({ with: { listener: OURS, to: '${{ inputs.to }}', percent: 1 } }),
    },
    {
      name: 'an expression without meaning',
      code: 'invalid-expression',
      facts: step({ with: { listener: '${{ secrets.token }}', to: '${{ inputs.to }}', percent: 1 } }),
      twin: step({ with: { listener: '${{ inputs.listener }}', to: '${{ inputs.to }}', percent: 1 } }),
    },
    {
      name: 'criteria that nobody confirmed',
      code: 'criteria-not-confirmed',
      facts: { request: { confirmed: ['Customers are unhappy'] } },
      twin: {},
    },
    {
      name: 'an irreversible step that nobody accepted',
      code: 'irreversible-not-accepted',
      facts: step({ irreversible: true }),
      twin: { ...step({ irreversible: true }), request: { accept: ['shift'] } },
      hint: 'accept: [shift]',
    },
    {
      name: "a duration over the playbook's maximum",
      code: 'duration-too-long',
      facts: { request: { duration: '61m' } },
      twin: { request: { duration: '60m' } },
      hint: '1h',
    },
    {
      name: 'a duration too short for the steps and for watching health',
      code: 'duration-too-short',
      facts: { request: { duration: '2m' } },
      twin: { request: { duration: '3m' } },
      hint: '3m',
    },
    {
      name: 'a temporary change that outlives the job that undoes it',
      code: 'duration-too-long',
      facts: {
        playbook: { 'max-duration': '8h', revert: 'at-end' },
        role: { 'max-session': '12h' },
        request: { duration: '6h' },
      },
      twin: {
        playbook: { 'max-duration': '8h', revert: 'at-end' },
        role: { 'max-session': '12h' },
        request: { duration: '5h' },
      },
      hint: '6h',
    },
    {
      name: 'a check that names what only a step will know',
      code: 'invalid-expression',
      facts: {
        playbook: {
          monitor: {
            for: '2m',
            checks: [
              {
                uses: 'elbv2/expect-healthy',
                with: { 'target-group': '${{ steps.shift.outputs.group }}', 'at-least': '50%' },
              },
            ],
          },
        },
      },
      twin: {},
    },
    {
      name: "a duration over the role's maximum",
      code: 'duration-too-long',
      facts: { playbook: { 'max-duration': '4h' }, request: { duration: '121m' } },
      twin: { playbook: { 'max-duration': '4h' }, request: { duration: '100m' } },
      hint: '2h',
    },
    {
      name: "a duration that leaves the role's maximum no time to undo",
      code: 'duration-too-long',
      facts: { playbook: { 'max-duration': '4h' }, request: { duration: '120m' } },
      twin: { playbook: { 'max-duration': '4h' }, request: { duration: '100m' } },
    },
    {
      name: 'a plan that needs what the role file does not grant',
      code: 'role-lacks-grant',
      facts: { role: { serves: ['elbv2/expect-healthy'] } },
      twin: { role: { serves: ['elbv2/expect-healthy', 'elbv2/shift-weights'] } },
      names: 'elasticloadbalancing:ModifyListener',
    },
    ...textRows(),
    ...pathRows(),
  ] satisfies readonly Omit<Row, 'stage'>[]
).map((row): Row => ({ ...row, stage: 'plan' }));

function textRows(): readonly Omit<Row, 'stage'>[] {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', 'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]', ''].join('\n');
  return [
    { name: 'an alias bomb', code: 'yaml-alias', facts: { requestText: (text) => bomb + text }, twin: {} },
    {
      name: 'a key written twice',
      code: 'duplicate-key',
      facts: { requestText: (text) => `${text}commander: bob\n` },
      twin: {},
      names: 'commander',
    },
    { name: 'text that is no YAML', code: 'invalid-yaml', facts: { requestText: () => 'version: [1\n' }, twin: {} },
    {
      name: 'a control character',
      code: 'control-character',
      facts: { requestText: (text) => text.replace('growing', 'growing\u001b[2K') },
      twin: {},
    },
    {
      name: 'a bidirectional override',
      code: 'control-character',
      facts: { playbookText: (text) => text.replace('Move a listener', 'Move \u202ea listener') },
      twin: { playbookText: (text) => text },
    },
    {
      name: 'a file larger than what people write',
      code: 'file-too-large',
      facts: { requestText: (text) => `${text}# ${'x'.repeat(300 * 1024)}\n` },
      twin: { requestText: (text) => `${text}# ${'x'.repeat(100 * 1024)}\n` },
    },
    {
      name: 'a file of 10 MB',
      code: 'file-too-large',
      facts: { playbookText: (text) => `${text}# ${'x'.repeat(10 * 1024 * 1024)}\n` },
      twin: { playbookText: (text) => text },
    },
  ];
}

function pathRows(): readonly Omit<Row, 'stage'>[] {
  return [
    {
      name: 'a request path that leaves the folder',
      code: 'invalid-name',
      facts: { path: 'playbooks/requests/../installs/acme-prod.yml' },
      twin: {},
    },
    { name: 'an absolute request path', code: 'invalid-name', facts: { path: '/etc/passwd' }, twin: {} },
    {
      name: 'an encoded request path',
      code: 'invalid-name',
      facts: { path: 'playbooks/requests/%2e%2e%2finstalls%2facme-prod.yml' },
      twin: {},
    },
    {
      name: 'a request path with a workflow command in it',
      code: 'invalid-name',
      facts: { path: 'playbooks/requests/x\n::error::owned\n.yml' },
      twin: {},
    },
    {
      name: 'a commander whose name is a workflow command',
      code: 'invalid-name',
      facts: { request: { commander: '::error::owned' } },
      twin: {},
    },
    {
      name: 'a key that is a workflow command',
      code: 'unknown-key',
      facts: { request: { '::error::owned': 'x' } },
      twin: {},
    },
    {
      name: 'a request that is not there',
      code: 'file-missing',
      facts: { path: 'playbooks/requests/nothing.yml' },
      twin: {},
    },
    {
      name: 'a playbook name that leaves the folder',
      code: 'invalid-name',
      facts: { request: { playbook: '../playbooks/shift-traffic' } },
      twin: {},
    },
    {
      name: 'an install name that leaves the folder',
      code: 'invalid-name',
      facts: { request: { install: '../installs/acme-prod' } },
      twin: {},
    },
  ];
}
