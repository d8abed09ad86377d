import type { AwsScope } from '../domain/arn.ts';
import type { Role } from '../domain/documents.ts';
import type { Grant } from '../domain/grant.ts';
import type { Registry } from '../domain/step-kind.ts';
import { grantsOf } from './plan.ts';

/** The grants of the kinds that a role serves, on the resources of their examples. */
export function servedGrants(registry: Registry, { serves }: Pick<Role, 'serves'>, scope: AwsScope): readonly Grant[] {
  return serves.flatMap((uses) => {
    const kind = registry.steps.get(uses) ?? registry.checks.get(uses);
    return (kind?.examples ?? []).flatMap((example) => grantsOf(registry, { uses, with: example }, scope));
  });
}
