import { stringify } from 'yaml';
import type { Install, Playbook, Role } from '../../action/domain/documents.ts';
import type { Json, JsonObject } from '../../action/domain/json.ts';
import { parseInstall, parsePlaybook, parseRole } from '../../action/playbook/parse.ts';
import { type PlaybookRepository, playbookRepositoryFiles } from '../../action/scaffold/playbook-repository.ts';
import type { ScaffoldFile } from '../../action/scaffold/scaffold-file.ts';
import { registry } from '../../action/services/registry.ts';
import { repositoryFiles, textOf } from '../repository/files.ts';

export const PIN = { sha: '0123456789abcdef0123456789abcdef01234567', version: '1.2.3' } as const;

const file = (path: string, value: Json) => ({ path, text: stringify(value, { lineWidth: 0 }), blob: '' });
const read = (path: string) => ({ path, text: textOf(path), blob: '' });
const yml = (folder: string): readonly string[] =>
  repositoryFiles(folder).filter(
    (path) => path.endsWith('.yml') && path.split('/').length === folder.split('/').length + 1,
  );

/** A playbook that is valid, and what is special about it. */
export function playbook(special: JsonObject = {}): Playbook {
  const name = String(special['playbook'] ?? 'shift');
  const value = {
    version: 1,
    playbook: name,
    summary: 'Move traffic',
    role: 'load-balancer',
    criteria: ['Customers see errors on this listener now'],
    inputs: { listener: { type: 'resource', kind: 'elbv2/listener' } },
    steps: [
      {
        id: 'page',
        uses: 'elbv2/fixed-response',
        with: { listener: 'arn:aws:x', paths: ['/x'], status: 503, 'content-type': 'text/plain', body: 'x' },
      },
    ],
    'max-duration': '1h',
    ...special,
  };
  return parsePlaybook(file(`playbooks/${name}.yml`, value), registry);
}

export function role(special: JsonObject = {}): Role {
  const name = String(special['role'] ?? 'load-balancer');
  const value = {
    version: 1,
    role: name,
    title: 'Load balancer',
    description: 'Changes listeners',
    serves: ['elbv2/fixed-response'],
    'max-session': '2h',
    ...special,
  };
  return parseRole(file(`playbooks/roles/${name}.yml`, value), registry);
}

const ELB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';

export function install(special: JsonObject = {}): Install {
  const name = String(special['install'] ?? 'acme-prod');
  const value = {
    version: 1,
    install: name,
    account: '123456789012',
    region: 'us-east-1',
    environment: name,
    roles: { 'load-balancer': 'arn:aws:iam::123456789012:role/breakglass/load-balancer' },
    requesters: ['alice'],
    commanders: ['carol'],
    approvers: { minimum: 1, people: ['dana'], within: '60m' },
    resources: {
      'elbv2/listener': { web: `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2` },
      'elbv2/target-group': { blue: `${ELB}:targetgroup/blue/943f017f100becff` },
    },
    ...special,
  };
  return parseInstall(file(`playbooks/installs/${name}.yml`, value), registry);
}

/** Texts that a playbook may hold, and that would be something else in YAML, in an expression, in a script or in HTML. */
export const HOSTILE_TEXTS: readonly string[] = [
  "it's broken, isn't it?",
  "'' || secrets.BREAKGLASS_ALERTS || ''",
  '${{ secrets.BREAKGLASS_ALERTS }}',
  "' }} ${{ github.token }}",
  "x'}}",
  '}}',
  '{{ x }}',
  '- a bullet',
  '- - two bullets',
  '# no comment',
  'key: value',
  '"quoted" \\n \\u0041 \\',
  '*alias &anchor !tag %directive @at `tick`',
  '| > ? , [ ] { }',
  'true',
  'null',
  '0x1f',
  '<img src=x onerror=alert(1)> [link](javascript:x) @everyone #1',
  '$(touch /tmp/x) `touch /tmp/x` ; touch /tmp/x && ::set-output name=a::b',
];

const STARTER: PlaybookRepository = {
  playbooks: yml('playbooks').map((path) => parsePlaybook(read(path), registry)),
  roles: yml('playbooks/roles').map((path) => parseRole(read(path), registry)),
  installs: yml('playbooks/installs').map((path) => parseInstall(read(path), registry)),
  registry,
  pin: PIN,
  defaultBranch: 'main',
};

/** Half of the texts a playbook: more than twenty criteria are not allowed, nor more than 25 fields. */
export const HOSTILE: PlaybookRepository = {
  playbooks: [HOSTILE_TEXTS.slice(0, 10), HOSTILE_TEXTS.slice(10)].map((criteria, index) =>
    playbook({
      playbook: ['true', '0e1'][index] ?? '',
      summary: criteria[2] ?? '',
      criteria,
      inputs: {
        install: { type: 'string', enum: ['${{ github.token }}', "'"], default: "'" },
        'criterion-1': { type: 'string', pattern: '[${} a-z]{1,9}', default: '${{ x }}' },
        'accept-page': { type: 'boolean' },
        true: { type: 'resource', kind: 'elbv2/listener', default: 'web' },
        listener: { type: 'integer', minimum: -1, default: 0 },
      },
    }),
  ),
  roles: [role()],
  installs: [install({ install: 'true', commanders: ['true#1', '0x1f'] })],
  registry,
  pin: PIN,
  defaultBranch: 'release/1.x',
};

/** Two installs that name different resources and people; one has not enabled every role. */
export const TWO_INSTALLS: PlaybookRepository = {
  playbooks: [
    playbook({
      inputs: {
        listener: { type: 'resource', kind: 'elbv2/listener' },
        to: { type: 'resource', kind: 'elbv2/target-group' },
      },
    }),
    playbook({ playbook: 'elsewhere', role: 'other' }),
    playbook({ playbook: 'nowhere', role: 'nobodys' }),
  ],
  roles: [role(), role({ role: 'other', 'max-session': '20m' }), role({ role: 'nobodys' })],
  installs: [
    install(),
    install({
      install: 'acme-test',
      roles: {
        'load-balancer': 'arn:aws:iam::123456789012:role/breakglass/load-balancer',
        other: 'arn:aws:iam::123456789012:role/breakglass/other',
      },
      commanders: ['carol', 'erin#42'],
      approvers: { minimum: 1, people: ['frank#7', 'dana'], within: '60m' },
      resources: {
        'elbv2/listener': {
          web: `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`,
          admin: `${ELB}:listener/app/admin/50dc6c495c0c9189/f2f7dc8efc522ab3`,
        },
      },
    }),
  ],
  registry,
  pin: PIN,
  defaultBranch: 'main',
};

export const REPOSITORIES = {
  starter: STARTER,
  hostile: HOSTILE,
  'two-installs': TWO_INSTALLS,
  'no-install': { ...STARTER, installs: [] },
} as const satisfies Readonly<Record<string, PlaybookRepository>>;

export function generated(repository: PlaybookRepository): readonly ScaffoldFile[] {
  return playbookRepositoryFiles(repository);
}
