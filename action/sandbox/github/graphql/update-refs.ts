import { isRefName } from '../git/ref-name.ts';
import { type RefUpdate, ZERO_OID } from '../git/ref-writer.ts';
import { ruleViolations, violationText } from '../rules/violations.ts';
import { parseNodeId } from '../views/urls.ts';
import { fullName, type Repository } from '../world.ts';
import { type GraphqlContext, requireContents, typedError, visibleRepository } from './context.ts';

interface UpdateRefsInput {
  readonly clientMutationId?: string;
  readonly repositoryId: string;
  readonly refUpdates: readonly {
    readonly name: string;
    readonly afterOid: string;
    readonly beforeOid?: string | null;
    readonly force?: boolean;
  }[];
}

function target(context: GraphqlContext, id: string): Repository {
  const node = parseNodeId(id);
  const repository = [...context.world.repositories.values()].find((each) => String(each.id) === node?.id);
  if (node?.type !== 'Repository' || repository === undefined) {
    throw typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  }
  return visibleRepository(context, fullName(repository));
}

/** `updateRefs`: all of the refs or none; `beforeOid` is a compare-and-swap, zeros stand for a ref that does not exist. */
export async function updateRefs({ input }: { input: UpdateRefsInput }, context: GraphqlContext) {
  const repository = target(context, input.repositoryId);
  requireContents(context, repository, 'write');
  await repository.git.exclusive(async () => {
    const updates: RefUpdate[] = [];
    for (const update of input.refUpdates) updates.push(await checked(repository, update));
    for (const { name: ref, before = ZERO_OID, after } of updates) {
      const violations = await ruleViolations(context.world, repository, { ref, before, after, token: context.token });
      if (violations.length > 0) throw typedError('UNPROCESSABLE', violationText(violations));
    }
    const moved = await repository.git.updateRefs(updates);
    if (!moved) throw typedError('STALE_DATA', 'Reference update failed: a reference was updated meanwhile');
    repository.pushedAt = context.world.clock.now();
  });
  return { clientMutationId: input.clientMutationId ?? null };
}

async function checked(repository: Repository, update: UpdateRefsInput['refUpdates'][number]): Promise<RefUpdate> {
  const { name, afterOid: after, beforeOid } = update;
  if (!isRefName(name)) throw typedError('UNPROCESSABLE', `${name} is not a valid ref name`);
  const now = (await repository.git.read(name))?.oid ?? ZERO_OID;
  if (beforeOid !== undefined && beforeOid !== null && beforeOid !== now) {
    throw typedError('STALE_DATA', `Reference ${name} was expected to point to ${beforeOid} but it did not`);
  }
  if (after === ZERO_OID) {
    if (now === ZERO_OID) throw typedError('UNPROCESSABLE', `Reference ${name} does not exist`);
    return { name, after, before: now };
  }
  if ((await repository.git.read(after)) === undefined) {
    throw typedError('UNPROCESSABLE', `Object ${after} does not exist`);
  }
  const forward = now === ZERO_OID || update.force === true || (await repository.git.isAncestor(now, after));
  if (!forward) throw typedError('UNPROCESSABLE', `Update of ${name} is not a fast forward`);
  return { name, after, before: now };
}
