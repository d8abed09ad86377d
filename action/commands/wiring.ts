import type { Registry, RequestHandler } from '../domain/step-kind.ts';
import { createGitHub, type GitHub } from '../github/api.ts';
import { type AuditBranch, createAuditBranch } from '../github/audit-branch.ts';
import type { TrailHead } from '../github/audit-trail.ts';
import { createGatekeeper, type RunGatekeeper } from '../github/gatekeeper.ts';
import { createLock, type RefLock } from '../github/lock.ts';
import { createRepository } from '../github/repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { HttpFetch } from '../ports/http.ts';
import type { Repository } from '../ports/repository.ts';
import { type ActionInputs, type RequestInput, readActionInputs } from '../runtime/action-inputs.ts';
import type { ActionsHost } from '../runtime/actions-host.ts';
import { systemClock } from '../runtime/clock.ts';
import { type RunnerEnvironment, readRunnerEnvironment, runUrl, type Variables } from '../runtime/environment.ts';
import { createHttpFetch } from '../runtime/http.ts';
import { createIdToken, type IdToken } from '../runtime/oidc.ts';
import { catchSignals, type Interruption } from '../runtime/signals.ts';
import { deriveMode, type Mode } from '../runtime/test-mode.ts';
import { type CallFeed, createCallFeed } from './call-feed.ts';
import type { Past } from './past-session.ts';

/** An action run with its adapters: made once, before anything is asked of anybody. */
export interface Adapters {
  readonly host: ActionsHost;
  readonly inputs: ActionInputs;
  readonly runner: RunnerEnvironment;
  readonly mode: Mode;
  readonly github: GitHub;
  /** Calls that changed something on GitHub. */
  readonly calls: CallFeed;
  readonly repository: Repository;
  readonly gatekeeper: RunGatekeeper;
  readonly lock: RefLock;
  readonly idToken: IdToken;
  readonly fetch: HttpFetch;
  /** The audit branch, for links that say they come from `environment`; `existing`: of a session that has a folder already. */
  readonly journal: (environment: string | null, existing?: SessionFolder) => AuditBranch;
  /**
   * Where the audit branch ends, asked for once; the first link of every journal goes there.
   *
   * @throws BreakglassError `audit-branch-missing`, `audit-invalid`
   */
  readonly trail: () => Promise<TrailHead>;
  readonly session: string;
  /** The wall's time, for what people are told while they wait. */
  readonly wall: Clock;
  /** Connections that nothing else waits for, with so many milliseconds for each answer. */
  readonly patientFetch: (answerMs: number) => HttpFetch;
  /** Begins to listen for a cancel. */
  readonly interruption: () => Interruption;
  /** Sessions of before, for a request that goes on from one. */
  readonly past: Past;
}

/** Where the links of a session are. */
export interface SessionFolder {
  readonly session: string;
  readonly folder: string;
}

/** What a command works with. */
export interface Wiring extends Adapters {
  readonly registry: Registry;
}

/** What a process has of the outside; a drill that plays many sessions in one process gives each its own. */
export interface Outside {
  readonly clock?: Clock;
  readonly fetch?: HttpFetch;
  readonly awsHandler?: RequestHandler;
  /** Who cancels, where it is not the process's signals. */
  readonly interruption?: () => Interruption;
}

export function wire(variables: Variables, host: ActionsHost, outside: Outside = {}): Adapters {
  const runner = readRunnerEnvironment(variables);
  const derived = deriveMode(variables, runner);
  const mode: Mode = { ...derived, clock: outside.clock ?? derived.clock, awsHandler: outside.awsHandler };
  const inputs = readActionInputs(variables);
  host.mask(inputs.token);
  if (inputs.stateKey !== '') host.mask(inputs.stateKey);
  const fetch = outside.fetch ?? createHttpFetch();
  const { apiUrl, graphqlUrl, owner, name } = runner;
  const { clock } = mode;
  const calls = createCallFeed(clock);
  const token = { owner, name, token: inputs.token };
  const github = createGitHub({ ...token, apiUrl, graphqlUrl, clock, fetch, onCall: calls.push });
  const idToken = createIdToken({ oidc: runner.oidc, fetch, clock: mode.clock, mask: host.mask });
  const place = {
    repository: `${owner}/${name}`,
    repositoryId: Number(runner.repositoryId),
    runId: runner.runId,
    runAttempt: runner.runAttempt,
    drill: mode.drill,
  };
  const journal: Adapters['journal'] = (environment, existing) =>
    createAuditBranch(github, {
      ...(existing === undefined ? {} : { existing }),
      branch: inputs.auditBranch,
      place: { ...place, environment },
      located: trail,
      proof: async (audience) => (runner.oidc === undefined ? null : idToken(audience)),
    });
  let located: Promise<TrailHead> | undefined;
  const trail = (): Promise<TrailHead> => {
    located ??= journal(null).locate();
    return located;
  };
  return {
    wall: outside.clock ?? systemClock,
    patientFetch: outside.fetch === undefined ? createHttpFetch : () => fetch,
    interruption: outside.interruption ?? catchSignals,
    host,
    inputs,
    runner,
    mode,
    github,
    fetch,
    calls,
    idToken,
    repository: createRepository(github, runner.sha),
    gatekeeper: createGatekeeper(github, runner),
    lock: createLock(github, { page: runUrl(runner), runAttempt: runner.runAttempt }),
    journal,
    trail,
    past: {
      drill: mode.drill,
      stateKey: inputs.stateKey,
      read: async (session) => {
        // As the branch is now: what another session has written meanwhile may be what is asked for.
        const [{ readPast }, { commit: head }] = await Promise.all([import('./read-past.ts'), journal(null).locate()]);
        const { repository, repositoryId, drill } = place;
        return readPast({ github, fetch, drill, oidc: runner.oidc, apiUrl, repository, repositoryId, head }, session);
      },
    },
    // Only this command is about a session of another job; no other takes an id that it is given.
    session:
      inputs.command === 'incident' && inputs.session !== '' ? inputs.session : sessionOf(inputs.request, runner),
  };
}

/**
 * Asks GitHub for what the command will want whatever the request says. The answers are on their way while the rest of the
 * action is being loaded; what fails is told where the answer is wanted.
 */
export function readAhead({ inputs, repository, gatekeeper, lock, trail, session }: Adapters): void {
  const { command, request } = inputs;
  if (request !== undefined && 'path' in request) repository.readFile(request.path).catch(() => undefined);
  if (command === 'plan' || command === 'run' || command === 'record-refusal') gatekeeper.begin();
  if (command !== 'run') return;
  lock.prepare(session);
  trail().catch(() => undefined);
}

/**
 * `<request>-<run id>`, from the name of the file or of the dispatch: known before either is valid. A re-run has the id of
 * its run, and is a session of its own: it must not write over the links of the first attempt. `request-<run id>` where
 * nothing is known of the request.
 */
export function sessionOf(
  request: RequestInput | undefined,
  { runId, runAttempt }: Pick<RunnerEnvironment, 'runId' | 'runAttempt'>,
): string {
  const slug = nameOf(request)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-+|-+$/g, '');
  const attempt = runAttempt === 1 ? '' : `-a${runAttempt}`;
  return `${slug || 'request'}${attempt}-${runId}`;
}

function nameOf(request: RequestInput | undefined): string {
  if (request === undefined) return '';
  return 'dispatch' in request ? request.dispatch.name : request.path.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
}
