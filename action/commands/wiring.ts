import type { Registry } from '../domain/step-kind.ts';
import { createGitHub, type GitHub } from '../github/api.ts';
import { type AuditBranch, createAuditBranch } from '../github/audit-branch.ts';
import { createGatekeeper } from '../github/gatekeeper.ts';
import { createLock } from '../github/lock.ts';
import { createRepository } from '../github/repository.ts';
import type { Lock } from '../ports/lock.ts';
import type { Gatekeeper, Repository } from '../ports/repository.ts';
import { type ActionInputs, readActionInputs } from '../runtime/action-inputs.ts';
import type { ActionsHost } from '../runtime/actions-host.ts';
import { readRunnerEnvironment, type RunnerEnvironment, runUrl, type Variables } from '../runtime/environment.ts';
import { createHttpFetch } from '../runtime/http.ts';
import { createIdToken, type IdToken } from '../runtime/oidc.ts';
import { deriveMode, type Mode } from '../runtime/test-mode.ts';

/** An action run with its adapters: made once, before anything is asked of anybody. */
export interface Wiring {
  readonly host: ActionsHost;
  readonly inputs: ActionInputs;
  readonly runner: RunnerEnvironment;
  readonly mode: Mode;
  readonly registry: Registry;
  readonly github: GitHub;
  readonly repository: Repository;
  readonly gatekeeper: Gatekeeper;
  readonly lock: Lock;
  readonly idToken: IdToken;
  /** The audit branch, for links that say they come from `environment`. */
  readonly journal: (environment: string | null) => AuditBranch;
  readonly session: string;
}

export function wire(variables: Variables, host: ActionsHost, registry: Registry): Wiring {
  const runner = readRunnerEnvironment(variables);
  const mode = deriveMode(variables, runner);
  const inputs = readActionInputs(variables);
  host.mask(inputs.token);
  const fetch = createHttpFetch();
  const { apiUrl, graphqlUrl, owner, name } = runner;
  const github = createGitHub({ owner, name, token: inputs.token, apiUrl, graphqlUrl, clock: mode.clock, fetch });
  const idToken = createIdToken({ oidc: runner.oidc, fetch, clock: mode.clock, mask: host.mask });
  const place = {
    repository: `${owner}/${name}`,
    repositoryId: Number(runner.repositoryId),
    runId: runner.runId,
    runAttempt: runner.runAttempt,
    drill: mode.drill,
  };
  return {
    host,
    inputs,
    runner,
    mode,
    registry,
    github,
    idToken,
    repository: createRepository(github, runner.sha),
    gatekeeper: createGatekeeper(github, runner),
    lock: createLock(github, runUrl(runner)),
    journal: (environment) =>
      createAuditBranch(github, {
        branch: inputs.auditBranch,
        place: { ...place, environment },
        proof: async (audience) => (runner.oidc === undefined ? null : idToken(audience)),
      }),
    session: sessionOf(inputs, runner),
  };
}

/**
 * `<request>-<run id>`, from the name of the file or of the dispatch: known before either is valid. A re-run has the id of
 * its run, and is a session of its own: it must not write over the links of the first attempt.
 */
function sessionOf({ request }: ActionInputs, { runId, runAttempt }: RunnerEnvironment): string {
  const name =
    'dispatch' in request ? request.dispatch.name : request.path.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-+|-+$/g, '');
  const attempt = runAttempt === 1 ? '' : `-a${runAttempt}`;
  return `${slug || 'request'}${attempt}-${runId}`;
}
