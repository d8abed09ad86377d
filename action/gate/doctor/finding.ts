import type { Seen, SetupFacts } from '../../domain/setup-facts.ts';

/** What the doctor looks at, in the order in which it tells. A code is never renamed once released. */
export const FINDING_CODES = [
  'visibility',
  'administrators',
  'documents',
  'installs',
  'default-branch',
  'default-branch-bypass',
  'code-owners',
  'code-owners-can-write',
  'environment',
  'environment-reviewers',
  'environment-self-review',
  'environment-admin-bypass',
  'environment-branches',
  'approvers-can-push',
  'people',
  'plan-role',
  'alert-secret',
  'state-key-secret',
  'audit-branch',
  'audit-branch-rules',
  'lock-branches',
  'open-session',
  'subject',
  'workflow-token',
  'pull-request-switch',
  'workflows-in-step',
  'workflows-readable',
  'workflows-pinned',
  'workflow-powers',
  'workflow-environments',
] as const;
/** What it looks at in AWS, where it is asked to. */
export const AWS_FINDING_CODES = ['stray-deny'] as const;
export type FindingCode = (typeof FINDING_CODES)[number] | (typeof AWS_FINDING_CODES)[number];

/** `unknown`: the token could not see it, or GitHub does not say. It is never taken for good. */
export interface Finding {
  readonly code: FindingCode;
  readonly state: 'ok' | 'wrong' | 'unknown';
  /** What was found, with the value that is wrong. */
  readonly what: string;
  /** The setting or the command that mends it; null where there is nothing to mend. */
  readonly fix: string | null;
}

export type Check = (facts: SetupFacts) => readonly Finding[];

export function ok(code: FindingCode, what: string): Finding {
  return { code, state: 'ok', what, fix: null };
}

export function wrong(code: FindingCode, what: string, fix: string): Finding {
  return { code, state: 'wrong', what, fix };
}

export function unknown(code: FindingCode, what: string, fix: string): Finding {
  return { code, state: 'unknown', what, fix };
}

export const SEE_MORE = 'run it again with a token of somebody with the role "admin" in the repository';

/** The findings on what was seen; `unknown` where nobody saw it. */
export function onSeen<T>(
  code: FindingCode,
  seen: Seen<T>,
  judge: (value: T) => Finding | readonly Finding[],
): readonly Finding[] {
  if (!seen.seen) return [unknown(code, seen.why, SEE_MORE)];
  const found = judge(seen.value);
  return Array.isArray(found) ? found : [found as Finding];
}

export const SETUP = 'run "breakglass setup"';

/** Where a setting is in GitHub's pages. */
export function page({ repository: { owner, name } }: SetupFacts, ...path: readonly string[]): string {
  return `github.com/${owner}/${name}: ${['Settings', ...path].join(' → ')}`;
}
