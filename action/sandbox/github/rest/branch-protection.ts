import { GithubFault } from '../github-fault.ts';
import type { BranchProtection } from '../settings.ts';
import { apiUrl } from '../views/repository-view.ts';
import { encodePath } from '../views/urls.ts';
import type { Repository } from '../world.ts';
import { type Endpoint, ok, param, type RestAnswer, type RestCall, repositoryOf } from './call.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function protectionOf(call: RestCall, repository: Repository): BranchProtection {
  const found = repository.settings.protections.get(param(call, 'branch'));
  if (found === undefined) throw new GithubFault(404, 'Branch not protected');
  return found;
}

function view(call: RestCall, repository: Repository, protection: BranchProtection): Record<string, unknown> {
  const url = `${apiUrl(call.world, repository)}/branches/${encodePath(param(call, 'branch'))}/protection`;
  const { reviews } = protection;
  return {
    url,
    ...(reviews === null
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: reviews.dismissStale,
            require_code_owner_reviews: reviews.codeOwners,
            require_last_push_approval: reviews.lastPush,
            required_approving_review_count: reviews.count,
          },
        }),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection.enforceAdmins },
    required_linear_history: { enabled: protection.linear },
    allow_force_pushes: { enabled: protection.forcePushes },
    allow_deletions: { enabled: protection.deletions },
    block_creations: { enabled: false },
    required_conversation_resolution: { enabled: false },
    lock_branch: { enabled: false },
    allow_fork_syncing: { enabled: false },
  };
}

async function put(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'administration', 'write');
  const branch = param(call, 'branch');
  if ((await repository.git.refCommit(`refs/heads/${branch}`)) === undefined) {
    throw new GithubFault(404, 'Branch not found');
  }
  const { body } = call;
  const missing = ['required_status_checks', 'enforce_admins', 'required_pull_request_reviews', 'restrictions'].find(
    (key) => body[key] === undefined,
  );
  if (missing !== undefined) throw new GithubFault(422, `Invalid request.\n\n"${missing}" wasn't supplied.`);
  const reviews = body['required_pull_request_reviews'];
  const protection: BranchProtection = {
    reviews: isObject(reviews)
      ? {
          count: Number(reviews['required_approving_review_count'] ?? 1),
          codeOwners: reviews['require_code_owner_reviews'] === true,
          dismissStale: reviews['dismiss_stale_reviews'] === true,
          lastPush: reviews['require_last_push_approval'] === true,
        }
      : null,
    enforceAdmins: body['enforce_admins'] === true,
    linear: body['required_linear_history'] === true,
    forcePushes: body['allow_force_pushes'] === true,
    deletions: body['allow_deletions'] === true,
  };
  repository.settings.protections.set(branch, protection);
  return ok(view(call, repository, protection));
}

function remove(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  protectionOf(call, repository);
  repository.settings.protections.delete(param(call, 'branch'));
  return { status: 204 };
}

const PROTECTION = '/repos/{owner}/{repo}/branches/{branch}/protection';

export const BRANCH_PROTECTION_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: PROTECTION,
    operation: 'repos/get-branch-protection',
    handle: (call) => {
      const repository = repositoryOf(call, 'administration', 'read');
      return ok(view(call, repository, protectionOf(call, repository)));
    },
  },
  { method: 'PUT', path: PROTECTION, operation: 'repos/update-branch-protection', handle: put },
  { method: 'DELETE', path: PROTECTION, operation: 'repos/delete-branch-protection', handle: remove },
];
