import type { BranchFacts, ClassicProtection, RuleFacts, RulesetFacts, Seen } from '../domain/setup-facts.ts';
import { answers } from './answer.ts';
import { classifyFailure } from './failure.ts';
import { readRulesetById, type SettingsPlace } from './settings.ts';
import { type Errand, see, seeOptional } from './settings-error.ts';
import { readRule } from './settings-read.ts';

const RULES: Errand = { what: 'read the rules of the branch', permission: '"Metadata: read"' };
const CLASSIC: Errand = { what: "read the branch's protection", permission: '"Administration: read"' };

/** A branch and every rule that is in force on it, the organisation's too. */
export async function readBranch(place: SettingsPlace, branch: string): Promise<BranchFacts> {
  const { octokit, owner, repo } = place;
  const head = octokit.rest.repos.getBranch({ owner, repo, branch });
  const [found, rules, classic] = await Promise.all([
    seeOptional({ what: `read branch ${branch}`, permission: '"Contents: read"' }, head),
    readBranchRules(place, branch),
    readClassic(place, branch),
  ]);
  return {
    name: branch,
    exists: found.seen && found.value !== null,
    rules: rules.seen ? { seen: true, value: rules.value.map(({ rule }) => rule) } : rules,
    bypass: rules.seen ? await readBypass(place, rules.value) : rules,
    classic,
  };
}

interface AppliedRule {
  readonly rule: RuleFacts;
  readonly ruleset: number;
}

/** The rules of active rulesets for a branch, which need not exist. */
export async function readBranchRules(place: SettingsPlace, branch: string): Promise<Seen<readonly AppliedRule[]>> {
  const { octokit, owner, repo } = place;
  const work = octokit.paginate(octokit.rest.repos.getBranchRules, { owner, repo, branch, per_page: 100 });
  const found = await see(RULES, work);
  if (!found.seen) return found;
  const rules = answers(found.value, 'rules');
  return { seen: true, value: rules.map((rule) => ({ rule: readRule(rule), ruleset: rule.number('ruleset_id') })) };
}

/** Who may pass by at least one of the rulesets that the rules come from. */
async function readBypass(place: SettingsPlace, rules: readonly AppliedRule[]): Promise<Seen<readonly string[]>> {
  const ids = [...new Set(rules.map(({ ruleset }) => ruleset))];
  const rulesets = await Promise.all(ids.map((id) => readRulesetById(place, id)));
  const unseen = rulesets.find(({ bypass }) => !bypass.seen)?.bypass;
  if (unseen?.seen === false) return unseen;
  return { seen: true, value: rulesets.flatMap(bypassLines) };
}

/** Who may pass a ruleset by, one line each. */
export function bypassLines({ name, bypass }: Pick<RulesetFacts, 'name' | 'bypass'>): readonly string[] {
  if (!bypass.seen) return [];
  return bypass.value.map(({ type, id, mode }) => `${type}${id === null ? '' : ` ${id}`} (${mode}) in "${name}"`);
}

/** GitHub says 404 both of a branch without it and to a token that may not know: the words tell them apart. */
async function readClassic(place: SettingsPlace, branch: string): Promise<Seen<ClassicProtection | null>> {
  const { octokit, owner, repo } = place;
  try {
    const { data } = await octokit.rest.repos.getBranchProtection({ owner, repo, branch });
    return {
      seen: true,
      value: {
        requiresPullRequest: data.required_pull_request_reviews !== undefined,
        approvals: data.required_pull_request_reviews?.required_approving_review_count ?? 0,
        dismissesStale: data.required_pull_request_reviews?.dismiss_stale_reviews === true,
        requiresLastPush: data.required_pull_request_reviews?.require_last_push_approval === true,
        requiresCodeOwners: data.required_pull_request_reviews?.require_code_owner_reviews === true,
        allowsForcePushes: data.allow_force_pushes?.enabled === true,
        allowsDeletions: data.allow_deletions?.enabled === true,
        holdsAdministrators: data.enforce_admins?.enabled === true,
      },
    };
  } catch (error) {
    const missing = classifyFailure(error, Date.now())?.kind === 'missing';
    if (missing && error instanceof Error && /^Branch not (protected|found)/.test(error.message)) {
      return { seen: true, value: null };
    }
    return see(CLASSIC, Promise.reject(error));
  }
}
