import type { Install } from '../../domain/documents.ts';
import { isPerson } from '../../domain/gate-facts.ts';
import type { EnvironmentSettings, SetupFacts } from '../../domain/setup-facts.ts';
import { type Check, type Finding, type FindingCode, ok, onSeen, page, SETUP, wrong } from './finding.ts';

/** GitHub takes no more required reviewers. */
export const MOST_REVIEWERS = 6;

interface Guarded {
  readonly facts: SetupFacts;
  readonly install: Install;
  readonly environment: EnvironmentSettings;
  /** Where the setting is. */
  readonly at: string;
}

export const checkEnvironments: Check = (facts) =>
  onSeen('environment', facts.environments, (environments) =>
    facts.installs.flatMap((install): readonly Finding[] => {
      const name = install.environment;
      const found = environments.find((each) => each.name.toLowerCase() === name.toLowerCase());
      const where = page(facts, 'Environments');
      if (found === undefined) {
        const what = `there is no environment "${name}" for install "${install.install}"`;
        return [wrong('environment', what, `${SETUP}, or ${where} → New environment`)];
      }
      const given = { facts, install, environment: found, at: `${where} → ${name}` };
      return [ok('environment', `"${name}" exists`), ...PROTECTION.map((rule) => rule(given))];
    }),
  );

const PROTECTION: readonly ((given: Guarded) => Finding)[] = [reviewers, selfReview, adminBypass, branches];

function reviewers({ install, environment, at, facts }: Guarded): Finding {
  const code: FindingCode = 'environment-reviewers';
  const { people } = install.approvers;
  const name = environment.name;
  if (people.length > MOST_REVIEWERS) {
    const what = `install "${install.install}" has ${people.length} approvers: an environment takes ${MOST_REVIEWERS}`;
    return wrong(code, what, `leave at most ${MOST_REVIEWERS} in playbooks/installs/${install.install}.yml`);
  }
  const found = environment.reviewers;
  if (found.length === 0) {
    const plan =
      facts.repository.visibility === 'public'
        ? ''
        : '; required reviewers of a private repository need GitHub Enterprise';
    return wrong(code, `"${name}" has no required reviewers`, `${SETUP}, or ${at} → Required reviewers${plan}`);
  }
  const teams = found.filter(({ type }) => type === 'Team').map((team) => `team ${team.name}`);
  const foreign = found
    .filter(({ type, name: login, id }) => type === 'User' && !people.some((each) => isPerson({ login, id }, each)))
    .map((each) => each.name);
  const missing = people
    .filter((each) => !found.some(({ type, name: login, id }) => type === 'User' && isPerson({ login, id }, each)))
    .map(({ login }) => login);
  const problems = [
    ...(teams.length + foreign.length === 0
      ? []
      : [`${[...teams, ...foreign].join(', ')} can approve, and should not`]),
    ...(missing.length === 0 ? [] : [`${missing.join(', ')} should, and cannot`]),
  ];
  if (problems.length > 0) {
    const what = `reviewers of "${name}" are not the approvers of "${install.install}": ${problems.join('; ')}`;
    return wrong(code, what, `${SETUP}, or ${at} → Required reviewers`);
  }
  return ok(code, `"${name}" is approved by ${found.map((each) => each.name).join(', ')}`);
}

function selfReview({ environment, at }: Guarded): Finding {
  const code: FindingCode = 'environment-self-review';
  if (environment.preventSelfReview) return ok(code, `who starts a run cannot approve it at "${environment.name}"`);
  const what = `who starts a run can approve it at "${environment.name}"`;
  return wrong(code, what, `${SETUP}, or ${at} → Prevent self-review`);
}

function adminBypass({ environment, at }: Guarded): Finding {
  const code: FindingCode = 'environment-admin-bypass';
  if (environment.canAdminsBypass === false) return ok(code, `administrators cannot bypass "${environment.name}"`);
  const fix = `${SETUP}, or ${at}: clear "Allow administrators to bypass configured protection rules"`;
  if (environment.canAdminsBypass === true) return wrong(code, `administrators can bypass "${environment.name}"`, fix);
  return {
    code,
    state: 'unknown',
    what: `GitHub does not say whether administrators can bypass "${environment.name}"`,
    fix,
  };
}

function branches({ facts, environment, at }: Guarded): Finding {
  const code: FindingCode = 'environment-branches';
  const { defaultBranch } = facts.repository;
  const { policy, patterns } = environment.branches;
  const listed = patterns.map(({ name, type }) => (type === 'branch' ? `"${name}"` : `${type} "${name}"`));
  const [only] = patterns;
  if (policy === 'custom' && patterns.length === 1 && only?.type === 'branch' && only.name === defaultBranch) {
    return ok(code, `only "${defaultBranch}" may deploy to "${environment.name}"`);
  }
  const who = {
    all: 'every branch',
    protected: 'every protected branch, and every branch while none is protected,',
    custom: listed.length === 0 ? 'no branch' : listed.join(', '),
  }[policy];
  const what = `${who} may deploy to "${environment.name}", not "${defaultBranch}" alone`;
  return wrong(code, what, `${SETUP}, or ${at} → Deployment branches and tags → Selected: "${defaultBranch}"`);
}
