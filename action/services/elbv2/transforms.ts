import type { RewriteConfig, RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2';
import { BreakglassError } from '../../domain/error.ts';
import { hide, type Secret } from '../../domain/hidden.ts';
import type { JsonObject } from '../../domain/json.ts';

/** What a rule rewrites of a request before it goes on: its host header or its URL. */
export interface KnownTransform extends JsonObject {
  readonly type: 'host-header-rewrite' | 'url-rewrite';
  readonly rewrites: readonly { readonly regex: string; readonly replace: string }[];
}

/** A type of transform that this version does not know: only that it changed can be seen, and it cannot be written again. */
export interface UnknownTransform extends JsonObject {
  readonly type: string;
  readonly unknown: Secret;
}

export type Transform = KnownTransform | UnknownTransform;

/** AWS's transforms, normalised: sorted by type, of which a rule has each at most once. */
export function transformsFromAws(transforms: readonly RuleTransform[]): readonly Transform[] {
  return transforms.map(fromAws).toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

function fromAws({ Type: type, ...config }: RuleTransform): Transform {
  switch (type) {
    case 'host-header-rewrite':
      return { type, rewrites: rewritesFromAws(config.HostHeaderRewriteConfig?.Rewrites) };
    case 'url-rewrite':
      return { type, rewrites: rewritesFromAws(config.UrlRewriteConfig?.Rewrites) };
    case undefined:
    default:
      return { type: type ?? 'unknown', unknown: hide(JSON.parse(JSON.stringify(config))) };
  }
}

function rewritesFromAws(rewrites: readonly RewriteConfig[] = []): KnownTransform['rewrites'] {
  return rewrites.map(({ Regex = '', Replace = '' }) => ({ regex: Regex, replace: Replace }));
}

/**
 * The transforms as `CreateRule` takes them. None is an empty list there; `ModifyRule` wants `ResetTransforms` for it.
 *
 * @throws BreakglassError `sensitive-state` for a type that is not known
 */
export function transformsToAws(transforms: readonly Transform[]): RuleTransform[] {
  return transforms.map((transform) => {
    if (!isKnown(transform)) {
      throw new BreakglassError('sensitive-state', `a transform of type "${transform.type}" is not known here`, {
        hint: 'its settings could not be written again: change the rule by hand, or use a newer version',
      });
    }
    const config = { Rewrites: transform.rewrites.map(({ regex, replace }) => ({ Regex: regex, Replace: replace })) };
    return transform.type === 'url-rewrite'
      ? { Type: transform.type, UrlRewriteConfig: config }
      : { Type: transform.type, HostHeaderRewriteConfig: config };
  });
}

function isKnown(transform: Transform): transform is KnownTransform {
  return 'rewrites' in transform;
}
