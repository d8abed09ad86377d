import { kindWords } from '../../action/commands/stack/kind-words.ts';
import { stackInput } from '../../action/commands/stack/stack-input.ts';
import type { Role } from '../../action/domain/documents.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import { registry } from '../../action/services/registry.ts';
import type { StackInput, TrustFacts } from '../../action/stack/input.ts';
import { reviewPage } from '../../action/stack/review/page.ts';
import { buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { renderMarkdown } from '../../action/view/markdown.ts';
import { role } from '../scaffold/documents.ts';
import { starterRole } from './deployed.ts';
import { deployedRoles } from './template-policies.ts';

export const TRUST: TrustFacts = {
  audience: 'sts.amazonaws.com',
  repository: 'acme/break-glass',
  repositoryId: '1123581321',
  ref: 'refs/heads/main',
  subjects: ['repo:acme@314159/break-glass@1123581321'],
  workflowRef: '0123456789abcdef0123456789abcdef01234567',
};

/** A stack of some roles, in an install that may be anywhere. */
export function inputOf(
  roles: readonly Role[],
  region = 'us-east-1',
  recover: StackInput['install']['recover'] = 'automatic',
): StackInput {
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const install = { install: 'acme-prod', environment: 'acme-prod', region, partition, recover } as const;
  return stackInput({ install, roles }, TRUST, registry);
}

export function pageOf(input: StackInput): string {
  return renderMarkdown(reviewPage(input, kindWords(registry)));
}

/** The section of one role, from its heading to the next. */
export function section(page: string, role: string): string {
  const plain = page.replace(/[\\\u2060]/g, '');
  const start = plain.indexOf(`\n## ${role}: `);
  return plain.slice(start, plain.indexOf('\n## ', start + 1));
}

/** The roles of its template, with their policies as AWS takes them. */
export function deployed(input: StackInput) {
  return deployedRoles(writeTemplate(buildTemplate(input)));
}

/** A role that holds statements of its own beside what it serves. */
export function roleWith(...statements: readonly JsonObject[]): Role {
  return role({ role: 'own', statements: [...statements] });
}

export const starter = inputOf([starterRole()]);

/** Stacks of every sort that the page has to be true of. */
export const STACKS: Readonly<Record<string, StackInput>> = {
  starter,
  'two roles': inputOf([starterRole(), role({ role: 'page', regions: ['us-east-1'] })]),
  'a narrow scope': inputOf([
    role({
      scope: {
        resources: [
          'arn:*:elasticloadbalancing:*:*:listener/app/web/*',
          'arn:*:elasticloadbalancing:*:*:listener-rule/app/web/*',
        ],
        tags: { team: 'web' },
      },
      'source-networks': ['203.0.113.0/24'],
    }),
  ]),
  'statements of other services': inputOf([
    roleWith(
      { access: 'read', actions: ['s3:GetObject'], resources: ['arn:*:s3:::acme-logs/*'] },
      { access: 'write', actions: ['ec2:RebootInstances'], resources: ['arn:*:ec2:*:*:instance/*'] },
    ),
  ]),
  'a role that may create': inputOf([
    roleWith({
      access: 'write',
      actions: ['elasticloadbalancing:CreateLoadBalancer'],
      resources: ['arn:*:elasticloadbalancing:*:*:loadbalancer/app/*'],
    }),
  ]),
  'another Region': inputOf([starterRole()], 'eu-west-1'),
  China: inputOf([starterRole()], 'cn-northwest-1'),
};
