import type { Grant } from '../domain/grant.ts';
import { parsePolicy } from './document.ts';
import { evaluate } from './evaluate.ts';
import { baseOf } from './networks.ts';
import { type Allow, type Conditions, policyText } from './statement.ts';

/** One action on one resource. */
export type Missing = Pick<Grant, 'action' | 'resource'>;

/** Tags that the resources are taken to carry: what their real ones are is known only in AWS. */
export type AssumedTags = Readonly<Record<string, string>>;

/**
 * Tells what of `wanted` a role with these permissions does not allow, whatever the request: a condition of the role that `wanted`
 * does not have itself counts as not met, and a wildcard in `wanted` has to be matched by one at least as wide.
 */
export function coverageOf(role: readonly Allow[], tags: AssumedTags): (wanted: Allow) => readonly Missing[] {
  const whole = documents(role);
  // `?` would take a `*` for one character: against wildcards such patterns prove nothing.
  const certain = documents(
    role.map((allow) => ({ ...allow, resources: allow.resources.filter((pattern) => !pattern.includes('?')) })),
  );
  return ({ actions, resources, conditions }) => {
    const contexts = contextsOf(conditions, tags);
    const allowed = (action: string, resource: string): boolean => {
      const identity = resource.includes('*') ? certain : whole;
      return contexts.every((context) => evaluate({ identity }, { action, resource, context }).allowed);
    };
    return actions.flatMap((action) =>
      resources.flatMap((resource) => (allowed(action, resource) ? [] : [{ action, resource }])),
    );
  };
}

function documents(role: readonly Allow[]): ReturnType<typeof parsePolicy>[] {
  const some = role.filter(({ resources }) => resources.length > 0);
  return some.length === 0 ? [] : [parsePolicy(policyText(some))];
}

type Context = Readonly<Record<string, readonly string[]>>;

/** What every request that meets `conditions` holds: one context for each network that it may come from. */
function contextsOf(conditions: Conditions, tags: AssumedTags): readonly Context[] {
  const keys = new Map<string, readonly [string, readonly string[]]>();
  const put = (key: string, value: string | readonly string[] | undefined): void => {
    // Condition keys are case-insensitive. One of several values is not known.
    if (typeof value === 'string') keys.set(key.toLowerCase(), [key, [value]]);
  };
  for (const [key, value] of Object.entries(tags).toReversed()) put(`aws:ResourceTag/${key}`, value);
  for (const [key, value] of Object.entries(conditions['StringEquals'] ?? {})) put(key, value);
  const context = Object.fromEntries(keys.values());
  const networks = [conditions['IpAddress']?.['aws:SourceIp'] ?? []].flat();
  if (networks.length === 0) return [context];
  return networks.map((network) => ({ ...context, 'aws:SourceIp': [baseOf(network)] }));
}
