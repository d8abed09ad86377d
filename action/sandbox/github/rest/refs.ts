import { isRefName } from '../git/ref-name.ts';
import { ZERO_OID } from '../git/ref-writer.ts';
import { GithubFault, notFound } from '../github-fault.ts';
import { landing } from '../landed-pulls.ts';
import { requireRules } from '../rules/violations.ts';
import { apiUrl } from '../views/repository-view.ts';
import { encodePath, nodeId } from '../views/urls.ts';
import type { Repository } from '../world.ts';
import { type Endpoint, ok, param, type RestAnswer, type RestCall, repositoryOf, requiredText } from './call.ts';

function refView(call: RestCall, repository: Repository, ref: string, oid: string, type: string) {
  const api = apiUrl(call.world, repository);
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${api}/git/${encodePath(ref)}`,
    object: { sha: oid, type, url: `${api}/git/${type}s/${oid}` },
  };
}

async function getRef(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const ref = `refs/${param(call, 'ref').replace(/^refs\//, '')}`;
  const object = isRefName(ref) ? await repository.git.read(ref) : undefined;
  if (object === undefined) throw notFound();
  return ok(refView(call, repository, ref, object.oid, object.type));
}

async function listMatching(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'read');
  const prefix = `refs/${param(call, 'ref')}`;
  const found = [...(await repository.git.refs())].filter(([name]) => name.startsWith(prefix));
  const views = found.map(async ([name, oid]) => {
    return refView(call, repository, name, oid, (await repository.git.read(oid))?.type ?? 'commit');
  });
  return ok(await Promise.all(views));
}

async function createRef(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const ref = requiredText(call, 'ref');
  const sha = requiredText(call, 'sha');
  if (!isRefName(ref)) throw new GithubFault(422, `${ref} is not a valid ref name.`);
  const object = /^[0-9a-f]{40}$/.test(sha) ? await repository.git.read(sha) : undefined;
  if (object === undefined) throw new GithubFault(422, 'Object does not exist');
  if (ref.startsWith('refs/heads/') && object.type !== 'commit') throw new GithubFault(422, 'Object is not a commit');
  return repository.git.exclusive(async () => {
    await requireRules(call.world, repository, { ref, before: ZERO_OID, after: sha, token: call.token }, 422);
    const made = await repository.git.updateRefs([{ name: ref, after: sha, before: ZERO_OID }]);
    if (!made) throw new GithubFault(422, 'Reference already exists');
    repository.pushedAt = call.world.clock.now();
    return ok(refView(call, repository, ref, sha, object.type), 201);
  });
}

async function updateRef(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const ref = `refs/${param(call, 'ref')}`;
  const sha = requiredText(call, 'sha');
  return repository.git.exclusive(async () => {
    const before = isRefName(ref) ? await repository.git.read(ref) : undefined;
    if (before === undefined) throw new GithubFault(422, 'Reference does not exist');
    const object = /^[0-9a-f]{40}$/.test(sha) ? await repository.git.read(sha) : undefined;
    if (object === undefined) throw new GithubFault(422, 'Object does not exist');
    await requireRules(call.world, repository, { ref, before: before.oid, after: sha, token: call.token }, 422);
    if (call.body['force'] !== true && !(await repository.git.isAncestor(before.oid, sha))) {
      throw new GithubFault(422, 'Update is not a fast forward');
    }
    const move = () => repository.git.updateRefs([{ name: ref, after: sha, before: before.oid }]);
    const moved = await landing(call.world, repository, call.token?.user, move);
    if (!moved) throw new GithubFault(409, `${ref} was updated by somebody else`);
    repository.pushedAt = call.world.clock.now();
    return ok(refView(call, repository, ref, sha, object.type));
  });
}

async function deleteRef(call: RestCall): Promise<RestAnswer> {
  const repository = repositoryOf(call, 'contents', 'write');
  const ref = `refs/${param(call, 'ref')}`;
  return repository.git.exclusive(async () => {
    const before = isRefName(ref) ? await repository.git.read(ref) : undefined;
    if (before === undefined) throw new GithubFault(422, 'Reference does not exist');
    if (ref === `refs/heads/${repository.defaultBranch}`)
      throw new GithubFault(422, 'Cannot delete the default branch');
    await requireRules(call.world, repository, { ref, before: before.oid, after: ZERO_OID, token: call.token }, 422);
    await repository.git.updateRefs([{ name: ref, after: ZERO_OID, before: before.oid }]);
    return { status: 204 };
  });
}

const GIT = '/repos/{owner}/{repo}/git';

export const REF_ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: `${GIT}/ref/{+ref}`, operation: 'git/get-ref', handle: getRef },
  { method: 'GET', path: `${GIT}/matching-refs/{+ref}`, operation: 'git/list-matching-refs', handle: listMatching },
  { method: 'POST', path: `${GIT}/refs`, operation: 'git/create-ref', handle: createRef },
  { method: 'PATCH', path: `${GIT}/refs/{+ref}`, operation: 'git/update-ref', handle: updateRef },
  { method: 'DELETE', path: `${GIT}/refs/{+ref}`, operation: 'git/delete-ref', handle: deleteRef },
];
