import { prepare } from '../../action/commands/prepare.ts';
import { OWNER, REPOSITORY } from '../../action/drill/hosting.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import { createGitHub } from '../../action/github/api.ts';
import { createGatekeeper, type RunHint } from '../../action/github/gatekeeper.ts';
import { createRepository } from '../../action/github/repository.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { registry } from '../../action/services/registry.ts';

const fetch = createHttpFetch();

/** The digest of a plan that the plan job would not give out: an attacker makes it from the files, as anybody can. */
export async function ownDigest({ sandbox }: DrillWorld, hint: RunHint, path: string): Promise<string> {
  const github = createGitHub({
    owner: OWNER,
    name: REPOSITORY,
    token: sandbox.github.adminToken,
    apiUrl: sandbox.github.api,
    graphqlUrl: sandbox.github.graphql,
    clock: sandbox.clock,
    fetch,
  });
  const { digest } = await prepare({
    source: { path },
    repository: createRepository(github, hint.sha),
    gatekeeper: createGatekeeper(github, hint),
    registry,
  });
  return digest;
}
