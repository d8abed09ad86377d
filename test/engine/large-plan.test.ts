import { describe, expect, it } from 'vitest';
import { planPermissions } from '../../action/commands/plan-permissions.ts';
import type { PlaybookStep, Role } from '../../action/domain/documents.ts';
import { asBreakglassError, type BreakglassError } from '../../action/domain/error.ts';
import { buildPlan } from '../../action/engine/plan.ts';
import { registry } from '../../action/services/registry.ts';
import { ROLE as WIDE } from '../policy/plans.ts';
import { planInput, playbookOf } from './gradual.ts';

/** What a condition on each call costs most: a role that asks for tags, and for a network. */
const ROLE: Role = {
  ...WIDE,
  scope: { resources: [], tags: { team: 'shop' } },
  sourceNetworks: ['203.0.113.0/24'],
  maxSessionMs: 43_200_000,
};

/** A step of each of these kinds, as its first example has it. */
function stepsOf(kinds: readonly string[]): readonly PlaybookStep[] {
  return kinds.flatMap((uses, index): readonly PlaybookStep[] => {
    const example = registry.steps.get(uses)?.examples[0];
    return example === undefined ? [] : [{ id: `s${index}`, uses, with: example, irreversible: false }];
  });
}

function refusalOf(kinds: readonly string[]): BreakglassError | undefined {
  const playbook = { ...playbookOf({}), steps: stepsOf(kinds), maxDurationMs: 14_400_000 };
  const input = planInput(playbook, { durationMs: 14_400_000 });
  const install = { ...input.install, sourceNetworks: ['203.0.113.0/24'] };
  try {
    buildPlan({
      ...input,
      install,
      role: ROLE,
      permissions: (scope) => planPermissions({ install, role: ROLE }, scope, { registry }),
      resolve: ({ with: params }) => ({ with: params, late: [] }),
    });
    return undefined;
  } catch (error) {
    return asBreakglassError(error);
  }
}

const reversible = [...registry.steps.values()].flatMap(({ kind, irreversible }) => (irreversible ? [] : [kind]));

describe('a plan of many kinds', () => {
  it('is refused as a plan where no session policy is short enough, and the hint says what makes it shorter (policy-too-large)', () => {
    const error = refusalOf(reversible);
    expect([error?.code, error?.fault]).toEqual(['policy-too-large', 'config']);
    expect(error?.hint).toMatch(/2048.*split the playbook/);
  });

  it('is made of any four of them', () => {
    const fours = reversible.map((_, index) =>
      [0, 5, 11, 17].map((by) => reversible[(index + by) % reversible.length] ?? ''),
    );
    expect(
      fours.flatMap((kinds) =>
        refusalOf(kinds) === undefined ? [] : [`${kinds.join()}: ${refusalOf(kinds)?.message}`],
      ),
    ).toEqual([]);
  });
});
