import type { BranchFacts, RuleFacts, SetupFacts } from '../../domain/setup-facts.ts';
import { type Check, type Finding, ok, onSeen, page, SEE_MORE, SETUP, unknown, wrong } from './finding.ts';

/** What the default branch has to have: what is approved there is what runs. */
const NEEDED: readonly { readonly lack: string; readonly held: (rules: readonly RuleFacts[]) => boolean }[] = [
  {
    lack: 'somebody can push to it without a pull request',
    held: (rules) => reviewed(rules, ({ parameters }) => count(parameters['required_approving_review_count']) >= 1),
  },
  {
    lack: 'changes do not need a review of the code owners',
    held: (rules) => reviewed(rules, ({ parameters }) => parameters['require_code_owner_review'] === true),
  },
  {
    lack: 'a review counts for commits that came after it',
    held: (rules) => reviewed(rules, ({ parameters }) => parameters['dismiss_stale_reviews_on_push'] === true),
  },
  {
    lack: 'whoever pushed last can be the one who approves',
    held: (rules) => reviewed(rules, ({ parameters }) => parameters['require_last_push_approval'] === true),
  },
  { lack: 'somebody can force-push to it', held: (rules) => has(rules, 'non_fast_forward') },
  { lack: 'somebody can delete it', held: (rules) => has(rules, 'deletion') },
];

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
const has = (rules: readonly RuleFacts[], type: string): boolean => rules.some((rule) => rule.type === type);

function reviewed(rules: readonly RuleFacts[], holds: (rule: RuleFacts) => boolean): boolean {
  return rules.some((rule) => rule.type === 'pull_request' && holds(rule));
}

/** The rules that classic protection amounts to: none, where administrators pass it by. */
function classicRules({ classic }: BranchFacts): readonly RuleFacts[] {
  if (!classic.seen || classic.value === null || !classic.value.holdsAdministrators) return [];
  const { requiresPullRequest, requiresCodeOwners, dismissesStale, requiresLastPush, ...allows } = classic.value;
  const parameters = {
    required_approving_review_count: classic.value.approvals,
    require_code_owner_review: requiresCodeOwners,
    dismiss_stale_reviews_on_push: dismissesStale,
    require_last_push_approval: requiresLastPush,
  };
  return [
    ...(requiresPullRequest ? [{ type: 'pull_request', parameters }] : []),
    ...(allows.allowsForcePushes ? [] : [{ type: 'non_fast_forward', parameters: {} }]),
    ...(allows.allowsDeletions ? [] : [{ type: 'deletion', parameters: {} }]),
  ];
}

export const checkDefaultBranch: Check = (facts) => {
  const branch = facts.defaultBranch;
  if (!branch.exists) {
    return [wrong('default-branch', `the default branch "${branch.name}" has no commit`, SETUP)];
  }
  return onSeen('default-branch', branch.rules, (rules) => {
    const all = [...rules, ...classicRules(branch)];
    const lacks = NEEDED.filter(({ held }) => !held(all)).map(({ lack }) => lack);
    if (lacks.length === 0) return ok('default-branch', `"${branch.name}" changes by reviewed pull requests only`);
    return wrong(
      'default-branch',
      `"${branch.name}": ${lacks.join('; ')}`,
      `${SETUP}, or ${page(facts, 'Rules', 'Rulesets')}`,
    );
  });
};

export const checkBypass: Check = (facts) =>
  onSeen('default-branch-bypass', facts.defaultBranch.bypass, (actors) =>
    actors.length === 0
      ? ok('default-branch-bypass', `nobody may bypass the rulesets of "${facts.defaultBranch.name}"`)
      : wrong(
          'default-branch-bypass',
          `the rulesets of "${facts.defaultBranch.name}" can be bypassed: ${actors.join('; ')}`,
          `${page(facts, 'Rules', 'Rulesets')} → Bypass list: remove them`,
        ),
  );

const AUDIT_RULES = ['deletion', 'non_fast_forward', 'required_linear_history', 'required_signatures'] as const;
/** Rules under which the action cannot add to the trail, unless somebody else's app may. */
const HINDERING = ['pull_request', 'update', 'merge_queue', 'required_status_checks', 'required_deployments'];

export const checkAuditBranch: Check = (facts) => {
  const { auditBranch: branch, genesis, repository } = facts;
  if (!branch.exists) return [wrong('audit-branch', `there is no branch "${branch.name}"`, SETUP)];
  const rooted = onSeen('audit-branch', genesis, (id): Finding => {
    if (id === repository.id) return ok('audit-branch', `"${branch.name}" begins with this repository's genesis`);
    const found = id === null ? 'no valid genesis' : `the genesis of repository ${id}, not of ${repository.id}`;
    const fix = 'keep the branch under another name, and let "breakglass setup" begin a new one';
    return wrong('audit-branch', `"${branch.name}" has ${found}`, fix);
  });
  return [...rooted, ...onSeen('audit-branch-rules', branch.rules, (rules) => auditRules(facts, rules))];
};

function auditRules(facts: SetupFacts, rules: readonly RuleFacts[]): Finding {
  const { name, bypass } = facts.auditBranch;
  const lacking = AUDIT_RULES.filter((type) => !has(rules, type));
  const rulesets = page(facts, 'Rules', 'Rulesets');
  if (lacking.length > 0) {
    return wrong('audit-branch-rules', `"${name}" lacks the rules ${lacking.join(', ')}`, `${SETUP}, or ${rulesets}`);
  }
  const hindering = HINDERING.filter((type) => has(rules, type));
  if (hindering.length > 0) {
    const what = `"${name}" has the rules ${hindering.join(', ')}: the action cannot add to it`;
    return wrong('audit-branch-rules', what, `${rulesets}: take the branch out of them`);
  }
  if (!bypass.seen) return unknown('audit-branch-rules', bypass.why, SEE_MORE);
  if (bypass.value.length > 0) {
    const what = `the rulesets of "${name}" can be bypassed: ${bypass.value.join('; ')}`;
    return wrong('audit-branch-rules', what, `${rulesets} → Bypass list: remove them`);
  }
  return ok('audit-branch-rules', `"${name}" can only grow, by commits that GitHub vouches for`);
}

/** The lock is a branch that each session creates and deletes. */
export const checkLockBranches: Check = (facts) =>
  onSeen('lock-branches', facts.lockRules, (rules) => {
    const hindering = rules
      .map(({ type }) => type)
      .filter((type) => ['creation', 'deletion', 'update', 'required_signatures'].includes(type));
    if (hindering.length === 0) return ok('lock-branches', 'sessions can take and give back their lock');
    return wrong(
      'lock-branches',
      `branches "break-glass/open/*" are under the rules ${hindering.join(', ')}: no session can take its lock`,
      `${page(facts, 'Rules', 'Rulesets')}: exclude "refs/heads/break-glass/open/*"`,
    );
  });

export const checkOpenSessions: Check = (facts) =>
  onSeen('open-session', facts.locks, (locks) => {
    if (locks.length === 0) return ok('open-session', 'no session is open');
    return locks.map(({ install, ref, holder, runStatus }): Finding => {
      if (holder === null) {
        const what = `"${install}" is locked, and what locks it is no lock of a session`;
        return wrong('open-session', what, `look at ${ref}; then: git push origin :${ref}`);
      }
      const age = Math.max(0, Math.round((facts.now - Date.parse(holder.since)) / 60_000));
      const what = `"${install}" is locked by session ${holder.session} since ${age} minutes, ${holder.run}`;
      if (runStatus === null) return unknown('open-session', what, `look at ${holder.run}`);
      if (runStatus !== 'completed') return ok('open-session', `${what}, which is ${runStatus}`);
      const end = `recovery takes it over: see the runs of recover.yml, or start one: breakglass end ${holder.session}`;
      return wrong(
        'open-session',
        `${what}, which is over`,
        `${end}. Where it closed as failed: git push origin :${ref}`,
      );
    });
  });
