import type { Octokit } from '@octokit/rest';
import type { Account } from '../domain/gate-facts.ts';
import type { EnvironmentSettings, RepositoryFacts, RulesetFacts, Seen, SubjectFacts } from '../domain/setup-facts.ts';
import { answer } from './answer.ts';
import { requireSameName } from './same-name.ts';
import { errand, see, seeOptional } from './settings-error.ts';
import { readEnvironmentSettings, readRuleset } from './settings-read.ts';

/** A repository whose settings are read and written, by the user's own token. */
export interface SettingsPlace {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

const ADMINISTRATION_READ = '"Administration: read"';
const METADATA = '"Metadata: read"';

const named = ({ owner, repo }: SettingsPlace) => ({ owner, repo });

/**
 * The repository, which has to be the one that was asked for.
 *
 * @throws BreakglassError `repository-unknown` for one that was renamed or moved, or that the token does not see
 */
export async function readRepository(place: SettingsPlace): Promise<RepositoryFacts> {
  const asked = `${place.owner}/${place.repo}`;
  const what = { what: `read the repository ${asked}`, permission: METADATA };
  const { data } = await errand(what, place.octokit.rest.repos.get(named(place)));
  const repository = answer(data, 'repository');
  const fullName = repository.text('full_name');
  requireSameName(asked, fullName);
  const [owner = '', name = ''] = fullName.split('/');
  return {
    owner,
    name,
    id: repository.number('id'),
    ownerId: repository.object('owner').number('id'),
    visibility: repository.oneOf('visibility', ['public', 'private', 'internal']),
    defaultBranch: repository.text('default_branch'),
  };
}

/** The account of a login as it is today; null where there is none. */
export async function readAccount({ octokit }: SettingsPlace, login: string): Promise<Seen<Account | null>> {
  const work = octokit.rest.users.getByUsername({ username: login });
  const found = await seeOptional({ what: `read who ${login} is`, permission: METADATA }, work);
  if (!found.seen || found.value === null) return found.seen ? { seen: true, value: null } : found;
  return { seen: true, value: { login: found.value.data.login, id: found.value.data.id } };
}

/** Every environment with what protects it. */
export async function readEnvironments(place: SettingsPlace): Promise<Seen<readonly EnvironmentSettings[]>> {
  const { octokit } = place;
  const what = { what: 'read the environments', permission: '"Actions: read" and "Environments: read"' };
  const work = async () => {
    const { data } = await octokit.rest.repos.getAllEnvironments({ ...named(place), per_page: 100 });
    return Promise.all(
      (data.environments ?? []).map(async (environment) => {
        const listed =
          environment.deployment_branch_policy?.custom_branch_policies === true
            ? await octokit.paginate(octokit.rest.repos.listDeploymentBranchPolicies, {
                ...named(place),
                environment_name: environment.name,
                per_page: 100,
              })
            : [];
        return readEnvironmentSettings(environment, listed);
      }),
    );
  };
  return see(what, work());
}

/** The repository's own rulesets. */
export async function readRulesets(place: SettingsPlace): Promise<readonly RulesetFacts[]> {
  const { octokit } = place;
  const work = async () => {
    const listed = await octokit.paginate(octokit.rest.repos.getRepoRulesets, {
      ...named(place),
      includes_parents: false,
      per_page: 100,
    });
    const whole = listed.map(({ id }) => octokit.rest.repos.getRepoRuleset({ ...named(place), ruleset_id: id }));
    return (await Promise.all(whole)).map(({ data }) => readRuleset(data));
  };
  return errand({ what: 'read the rulesets', permission: METADATA }, work());
}

/** One ruleset, of the repository or of its organisation. */
export async function readRulesetById(place: SettingsPlace, id: number): Promise<RulesetFacts> {
  const work = place.octokit.rest.repos.getRepoRuleset({ ...named(place), ruleset_id: id, includes_parents: true });
  return readRuleset((await errand({ what: `read ruleset ${id}`, permission: METADATA }, work)).data);
}

export async function readSubject(place: SettingsPlace): Promise<Seen<SubjectFacts>> {
  const work = place.octokit.rest.actions.getCustomOidcSubClaimForRepo(named(place));
  const found = await see({ what: "read the form of the OIDC token's subject", permission: '"Actions: read"' }, work);
  if (!found.seen) return found;
  const subject = answer(found.value.data, 'subject');
  const keys = subject.value('include_claim_keys');
  const immutable = subject.value('use_immutable_subject');
  return {
    seen: true,
    value: {
      useDefault: subject.value('use_default') === true,
      claimKeys: Array.isArray(keys) ? keys.map(String) : [],
      immutable: typeof immutable === 'boolean' ? immutable : null,
    },
  };
}

export type WorkflowToken = { readonly permissions: 'read' | 'write'; readonly mayCreatePullRequests: boolean };

export async function readWorkflowToken(place: SettingsPlace): Promise<Seen<WorkflowToken>> {
  const work = place.octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(named(place));
  const what = { what: "read the workflow token's default permissions", permission: ADMINISTRATION_READ };
  const found = await see(what, work);
  if (!found.seen) return found;
  const { default_workflow_permissions: permissions, can_approve_pull_request_reviews: may } = found.value.data;
  return { seen: true, value: { permissions, mayCreatePullRequests: may } };
}

/** Names only: GitHub tells nobody what is in them. */
export async function readSecretNames(place: SettingsPlace): Promise<Seen<readonly string[]>> {
  const { octokit } = place;
  const work = octokit.paginate(octokit.rest.actions.listRepoSecrets, { ...named(place), per_page: 100 });
  const found = await see({ what: 'read the names of the Actions secrets', permission: '"Secrets: read"' }, work);
  return found.seen ? { seen: true, value: found.value.map(({ name }) => name) } : found;
}

/** The same, of one environment. */
export async function readEnvironmentSecretNames(place: SettingsPlace, name: string): Promise<Seen<readonly string[]>> {
  const { octokit } = place;
  const asked = { ...named(place), environment_name: name, per_page: 100 };
  const work = octokit.paginate(octokit.rest.actions.listEnvironmentSecrets, asked);
  const what = { what: `read the names of the secrets of environment ${name}`, permission: '"Environments: read"' };
  const found = await see(what, work);
  return found.seen ? { seen: true, value: found.value.map((secret) => secret.name) } : found;
}

export async function readAdministrators(place: SettingsPlace): Promise<Seen<readonly Account[]>> {
  const { octokit } = place;
  const asked = { ...named(place), affiliation: 'all', permission: 'admin', per_page: 100 } as const;
  const what = { what: 'read who administers the repository', permission: METADATA };
  const found = await see(what, octokit.paginate(octokit.rest.repos.listCollaborators, asked));
  return found.seen ? { seen: true, value: found.value.map(({ login, id }) => ({ login, id })) } : found;
}
