import { webCommit } from '../accounts.ts';
import { GithubFault } from '../github-fault.ts';
import { isForbiddenWorkflow, isTreePath } from '../paths.ts';
import { decodeBase64 } from '../rest/contents.ts';
import { ruleViolations, violationText, WEB } from '../rules/violations.ts';
import { parseNodeId } from '../views/urls.ts';
import type { Repository } from '../world.ts';
import { type GraphqlContext, requireContents, typedError, visibleRepository } from './context.ts';
import { objectNode, refNode } from './queries.ts';

interface CreateCommitInput {
  readonly clientMutationId?: string;
  readonly branch: { readonly id?: string; readonly repositoryNameWithOwner?: string; readonly branchName?: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
}

/** A branch by name and repository, or by its node id. */
function target(context: GraphqlContext, { branch }: CreateCommitInput): { repository: Repository; ref: string } {
  if (branch.id !== undefined) {
    const node = parseNodeId(branch.id);
    const [id = '', ...ref] = (node?.id ?? '').split(':');
    const repository = [...context.world.repositories.values()].find((each) => String(each.id) === id);
    if (node?.type !== 'Ref' || repository === undefined) {
      throw typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${branch.id}'`);
    }
    return {
      repository: visibleRepository(context, `${repository.owner.login}/${repository.name}`),
      ref: ref.join(':'),
    };
  }
  const { repositoryNameWithOwner = '', branchName = '' } = branch;
  const name = branchName.replace(/^refs\/heads\//, '');
  return { repository: visibleRepository(context, repositoryNameWithOwner), ref: `refs/heads/${name}` };
}

function additionsOf(context: GraphqlContext, input: CreateCommitInput) {
  return (input.fileChanges?.additions ?? []).map(({ path, contents }) => {
    if (!isTreePath(path))
      throw typedError('UNPROCESSABLE', `A path was requested for addition which is not valid: ${path}`);
    if (isForbiddenWorkflow(path, context.token)) {
      throw typedError(
        'FORBIDDEN',
        `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`,
      );
    }
    return { path, content: bytes(path, contents) };
  });
}

function bytes(path: string, contents: string): Buffer {
  try {
    return decodeBase64(contents);
  } catch (error) {
    if (error instanceof GithubFault) throw typedError('UNPROCESSABLE', `the contents of ${path} are not valid Base64`);
    throw error;
  }
}

/** `createCommitOnBranch`: one commit on top of `expectedHeadOid`, and nothing when the branch is elsewhere. */
export async function createCommitOnBranch({ input }: { input: CreateCommitInput }, context: GraphqlContext) {
  const { repository, ref } = target(context, input);
  requireContents(context, repository, 'write');
  const additions = additionsOf(context, input);
  const deletions = (input.fileChanges?.deletions ?? []).map(({ path }) => path);
  const oid = await repository.git.exclusive(async () => {
    const head = await repository.git.refCommit(ref);
    if (head === undefined) throw typedError('NOT_FOUND', `Branch ${ref} could not be found`);
    if (head !== input.expectedHeadOid) throw stale(input.expectedHeadOid);
    await requireExisting(repository, head, deletions);
    const { token } = context;
    const violations = await ruleViolations(context.world, repository, { ref, before: head, after: WEB, token });
    if (violations.length > 0) throw typedError('UNPROCESSABLE', violationText(violations));
    const message = [input.message.headline, input.message.body ?? ''].join('\n\n').trimEnd();
    const signatures = webCommit(context.world, context.token.user);
    const draft = { parent: head, additions, deletions, message, ...signatures };
    const written = await repository.git.commitOnRef(ref, draft);
    if (written === undefined) throw stale(input.expectedHeadOid);
    repository.webCommits.add(written);
    repository.pushedAt = context.world.clock.now();
    return written;
  });
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: () => objectNode(context.world, repository, oid),
    ref: () => refNode(context, repository, ref),
  };
}

async function requireExisting(repository: Repository, head: string, deletions: readonly string[]): Promise<void> {
  for (const path of deletions) {
    if ((await repository.git.read(`${head}:${path}`))?.type !== 'blob') {
      const message = `A path was requested for deletion which does not exist as of commit oid \`${head}\`: ${path}`;
      throw typedError('UNPROCESSABLE', message);
    }
  }
}

function stale(expected: string): Error {
  return typedError('STALE_DATA', `Expected branch to point to "${expected}" but it did not. Pull and try again.`);
}
