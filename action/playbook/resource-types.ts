import { parseArn } from '../domain/arn.ts';
import type { Registry } from '../domain/step-kind.ts';

/** How the ARN of one kind of resource looks. */
export interface ResourceType {
  readonly matches: (arn: string) => boolean;
}

/** Every kind that a `type: resource` input may have, for example `elbv2/listener`. */
export function resourceTypes(kinds: Pick<Registry, 'services'>): ReadonlyMap<string, ResourceType> {
  const types = [...kinds.services.values()].flatMap((service) =>
    Object.entries(service.resourceTypes).map(([kind, pattern]): [string, ResourceType] => [
      kind,
      {
        matches: (text) => {
          const arn = parseArn(text);
          return arn !== undefined && arn.service === service.iamPrefix && pattern.test(arn.resource);
        },
      },
    ]),
  );
  return new Map(types);
}
