import type { Repository, World } from '../world.ts';
import { apiUrl, htmlUrl } from './repository-view.ts';
import { workflowId } from './run-view.ts';
import { encodePath, githubTime, nodeId } from './urls.ts';

/** `workflow` of GitHub's OpenAPI. */
export function workflowView(world: World, repository: Repository, { path, name }: { path: string; name: string }) {
  const id = workflowId(repository, path);
  const html = htmlUrl(world, repository);
  return {
    id,
    node_id: nodeId('Workflow', id),
    name,
    path,
    state: 'active',
    created_at: githubTime(repository.createdAt),
    updated_at: githubTime(repository.pushedAt),
    url: `${apiUrl(world, repository)}/actions/workflows/${id}`,
    html_url: `${html}/blob/${repository.defaultBranch}/${encodePath(path)}`,
    badge_url: `${html}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}
