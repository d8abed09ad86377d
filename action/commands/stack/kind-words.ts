import type { AwsScope } from '../../domain/arn.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { servedGrants } from '../../engine/served-grants.ts';
import type { KindWords } from '../../stack/review/role.ts';

/** Of the kinds' examples. */
const EXAMPLE: AwsScope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };

/** What every step and check kind is for, in its own words, and which actions it needs. */
export function kindWords(registry: Registry): readonly KindWords[] {
  return [...registry.checks.values(), ...registry.steps.values()]
    .map(({ kind, summary }) => {
      const grants = servedGrants(registry, { serves: [kind] }, EXAMPLE);
      return { kind, summary, actions: [...new Set(grants.map(({ action }) => action))] };
    })
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}
