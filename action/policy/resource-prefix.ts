import { type AwsScope, parseArn } from '../domain/arn.ts';
import { BreakglassError } from '../domain/error.ts';

/**
 * ARNs of which two or more agree in their first `depth` path segments become one pattern, `<prefix>/*`. The first
 * segment holds everything up to the resource type, so a pattern never spans two types, accounts or Regions.
 */
export function sharePrefixes(resources: ReadonlySet<string>, depth: number): ReadonlySet<string> {
  const byPrefix = new Map<string, string[]>();
  for (const resource of resources) {
    const segments = resource.split('/');
    const key = segments.length > depth ? `${segments.slice(0, depth).join('/')}/*` : resource;
    byPrefix.set(key, [...(byPrefix.get(key) ?? []), resource]);
  }
  return new Set([...byPrefix].flatMap(([pattern, members]) => (members.length > 1 ? [pattern] : members)));
}

/** Every resource of the same type as `resource`, in the account and Region of `scope`. */
export function widenToType(resource: string, scope: AwsScope): string {
  const arn = parseArn(resource);
  if (arn === undefined) throw new BreakglassError('invalid-value', `"${resource}" is not an ARN`);
  const type = /^[^/:*?$]+[/:]/.exec(arn.resource)?.[0] ?? '';
  return `arn:${scope.partition}:${arn.service}:${scope.region}:${scope.account}:${type}*`;
}
