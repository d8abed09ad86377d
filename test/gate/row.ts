import type { Account, GateFacts, MergeFacts } from '../../action/domain/gate-facts.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import * as world from './facts.ts';

/** One way past the gate, and the rule that stands in it. */
export interface GateRow {
  readonly refuses: string;
  /** Name of the rule. */
  readonly rule: string;
  readonly input: GateInput;
  /** The same but for one fact. */
  readonly twin: GateInput;
}

export const run = (change: Partial<GateFacts['run']>): GateInput =>
  world.withFacts({ run: { ...world.MERGED.run, ...change } });

export const environment = (change: Partial<NonNullable<GateFacts['environment']>>): GateInput =>
  world.withFacts({
    environment: world.MERGED.environment === null ? null : { ...world.MERGED.environment, ...change },
  });

export const pull = (change: Partial<typeof world.PULL_REQUEST>): GateInput =>
  world.withFacts({ pullRequest: { ...world.PULL_REQUEST, ...change } });

export const merge = (change: Partial<MergeFacts>, commits = 1): GateInput =>
  world.withFacts({ merge: { ...world.MERGE, ...change }, pullRequest: { ...world.PULL_REQUEST, commits } });

export const repository = (change: Partial<GateFacts['repository']>): GateInput =>
  world.withFacts({ repository: { ...world.MERGED.repository, ...change } });

export const approved = (...users: readonly Account[]): GateFacts['approvals'] =>
  users.map((user) => ({ environments: ['acme-prod'], state: 'approved', user, comment: '' }));

export const approvals = (change: Partial<typeof world.INSTALL.approvers>): typeof world.INSTALL => ({
  ...world.INSTALL,
  approvers: { ...world.INSTALL.approvers, ...change },
});

/** Somebody's approval of the pull request. */
export const review = (user: Account, commitId = world.HEAD, body = '') =>
  ({ user, state: 'APPROVED', commitId, body }) as const;

/** Alice dispatches and commands: she is listed as both. */
export const dispatched: GateInput = {
  ...world.PASSING,
  facts: world.DISPATCHED,
  source: { dispatch: {} },
  install: { ...world.INSTALL, commanders: [{ login: 'alice' }] },
  request: { commander: { login: 'alice' } },
};

export const robot = (account: Account): Account => ({ ...account, machine: true });
