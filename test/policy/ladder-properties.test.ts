import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planPermissions } from '../../action/commands/plan-permissions.ts';
import type { Install, Role, Use } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { Grant } from '../../action/domain/grant.ts';
import { servedGrants } from '../../action/engine/served-grants.ts';
import { type PolicyDocument, parsePolicy } from '../../action/policy/document.ts';
import { type AccessRequest, evaluate } from '../../action/policy/evaluate.ts';
import { exactPermissions, tidy } from '../../action/policy/exact-permissions.ts';
import { rolePermissions } from '../../action/policy/role-permissions.ts';
import { bindPolicy, SESSION_POLICY_LIMIT, saidOnce, sizeAsSent } from '../../action/policy/session-policy.ts';
import { policyText } from '../../action/policy/statement.ts';
import { readsConfiguration } from '../../action/policy/thought-through.ts';
import { readingConfiguration, widened } from '../../action/policy/widen.ts';
import { registry } from '../../action/services/registry.ts';
import { corpus, isGranted, NOT_AFTER, neverAllowed, requestOf, rightContext, SESSION } from './corpus.ts';
import { grantsOfUses, install, KINDS, plan, role, SCOPE } from './plans.ts';

interface Story {
  readonly uses: readonly Use[];
  readonly role: Role;
  readonly install: Install;
}

const small = fc.record({ uses: plan(4, 2), role, install });
const FEW_KINDS = 3;
const large = fc.record({ uses: plan(40, FEW_KINDS), role, install });
const wild = fc.record({ uses: plan(15), role, install });
/** As people write playbooks: of kinds that one role of the starter serves. */
const usual = fc
  .constantFrom(...readdirSync('playbooks/roles').map((name) => parse(readFileSync(`playbooks/roles/${name}`, 'utf8'))))
  .chain(({ serves }) => fc.record({ uses: plan(4, KINDS.length, serves), role, install }));

/** A plan with its ladder as STS gets it. */
function climb({ uses, role: file, install: at }: Story) {
  const grants = grantsOfUses(uses);
  const { sessionPolicies, sourceNetworks } = planPermissions({ install: at, role: file }, SCOPE, { registry });
  const ladder = sessionPolicies(grants);
  const rungs = ladder.map((policy) => parsePolicy(bindPolicy(policy, { session: SESSION, notAfter: NOT_AFTER })));
  const allows = rolePermissions(file, servedGrants(registry, file, SCOPE), SCOPE);
  const exact = exactPermissions(grants, SCOPE, sourceNetworks);
  const exactSize = sizeAsSent(saidOnce(exact, { region: SCOPE.region, networks: sourceNetworks }));
  const right = ({ condition }: Grant) => rightContext(condition, { tags: file.scope.tags, networks: sourceNetworks });
  return {
    grants,
    ladder,
    rungs,
    right,
    role: parsePolicy(policyText(allows)),
    firstIsExact: exactSize <= SESSION_POLICY_LIMIT,
  };
}

function allows(policy: PolicyDocument, request: AccessRequest): boolean {
  return evaluate({ identity: [policy] }, request).allowed;
}

describe('for any plan of the real kinds', () => {
  it('every rung allows every call that the plan makes, alone and together with the role', () => {
    fc.assert(
      fc.property(large, (story) => {
        const { grants, rungs, role: whole, right } = climb(story);
        for (const rung of rungs) {
          for (const grant of grants) {
            const request = requestOf(grant, right(grant));
            expect(evaluate({ identity: [whole], session: rung }, request), grant.action).toEqual({ allowed: true });
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('no rung is over what STS takes, and each is smaller than the one before', () => {
    fc.assert(
      fc.property(large, (story) => {
        const sizes = climb(story).ladder.map(sizeAsSent);
        expect(sizes.length).toBeGreaterThan(0);
        for (const [index, size] of sizes.entries()) {
          expect(size).toBeLessThanOrEqual(SESSION_POLICY_LIMIT);
          if (index > 0) expect(size).toBeLessThan(sizes[index - 1] ?? 0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('the exact rung allows what is granted and nothing else of a large corpus; wider ones change nothing beyond the role', () => {
    fc.assert(
      fc.property(small, (story) => {
        const { grants, rungs, role: whole, firstIsExact, right } = climb(story);
        const requests = corpus(grants, right);
        const never = neverAllowed(grants, right);
        const planned = new Set(grants.map(({ action }) => action));
        expect(requests.length + never.length).toBeGreaterThanOrEqual(1_000);
        for (const [index, rung] of rungs.entries()) {
          expect(never.filter(([, request]) => allows(rung, request))).toEqual([]);
          const allowed = new Set(requests.filter((request) => allows(rung, request)));
          const more = [...allowed].filter((request) => !planned.has(request.action) || !allows(whole, request));
          expect(more.filter(({ action }) => !readsConfiguration(action))).toEqual([]);
          if (index > 0 || !firstIsExact) continue;
          expect(more).toEqual([]);
          expect(requests.filter((request) => allowed.has(request) !== isGranted(grants, request))).toEqual([]);
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('changes nothing beyond the role, and of all else that the role holds at most reads configuration', () => {
    fc.assert(
      fc.property(wild, (story) => {
        const climbed = unlessTooLarge(() => climb(story));
        if (climbed === undefined) return;
        const { grants, rungs, role: whole, right } = climbed;
        const planned = new Set(grants.map(({ action }) => action));
        const requests = corpus(grants, right).filter((_, index) => index % 7 === 0);
        for (const rung of rungs) {
          const allowed = requests.filter((request) => allows(rung, request));
          const more = allowed.filter((request) => !planned.has(request.action) || !allows(whole, request));
          expect(more.filter(({ action }) => !readsConfiguration(action))).toEqual([]);
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('is never refused where it has four steps and checks or less, of kinds that one role of the starter serves', () => {
    fc.assert(
      fc.property(usual, (story) => {
        expect(climb(story).ladder.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is refused only where even the widest is over what STS takes', () => {
    fc.assert(
      fc.property(wild, (story) => {
        if (unlessTooLarge(() => climb(story)) !== undefined) return;
        const scope = { region: SCOPE.region, networks: sourceNetworksOf(story) };
        const allows = rolePermissions(story.role, servedGrants(registry, story.role, SCOPE), SCOPE);
        const exact = exactPermissions(grantsOfUses(story.uses), SCOPE, scope.networks);
        const widest = widened(exact, allows, story.role.scope.tags).map(tidy).at(-1) ?? [];
        expect(sizeAsSent(saidOnce(readingConfiguration(widest), scope))).toBeGreaterThan(SESSION_POLICY_LIMIT);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('does not depend on the order, or the number of times, in which grants are asked for', () => {
    fc.assert(
      fc.property(large, fc.integer(), (story, seed) => {
        const { sessionPolicies } = planPermissions(story, SCOPE, { registry });
        const grants = grantsOfUses(story.uses);
        const shuffled = [...grants, ...grants].toSorted((a, b) => hash(a, seed) - hash(b, seed));
        expect(sessionPolicies(shuffled)).toEqual(sessionPolicies(grants));
      }),
      { numRuns: 30 },
    );
  });
});

function sourceNetworksOf({ role: file, install: at }: Story): readonly string[] {
  return planPermissions({ install: at, role: file }, SCOPE, { registry }).sourceNetworks;
}

function unlessTooLarge<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof BreakglassError && error.code === 'policy-too-large') return undefined;
    throw error;
  }
}

function hash(grant: Grant, seed: number): number {
  return [...JSON.stringify(grant)].reduce(
    (sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0,
    seed,
  );
}
