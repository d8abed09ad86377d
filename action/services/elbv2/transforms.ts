import type { RewriteConfig, RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2';
import { BreakglassError } from '../../domain/error.ts';
import { hide, isHidden, isMasked, type Secret } from '../../domain/hidden.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';

type Rewrites = readonly { readonly regex: string; readonly replace: string }[];

/** What a rule makes of the host header of a request before it goes on. */
export interface HostRewrite extends JsonObject {
  readonly type: 'host-header-rewrite';
  readonly rewrites: Rewrites;
}

/** What it makes of its URL, the query too: a secret between the load balancer and its targets, which no client is shown, may be in it. */
export interface UrlRewrite extends JsonObject {
  readonly type: 'url-rewrite';
  readonly rewrites: Secret;
}

export type KnownTransform = HostRewrite | UrlRewrite;

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
      return { type, rewrites: hide(rewritesFromAws(config.UrlRewriteConfig?.Rewrites)) };
    case undefined:
    default:
      return { type: type ?? 'unknown', unknown: hide(JSON.parse(JSON.stringify(config))) };
  }
}

function rewritesFromAws(rewrites: readonly RewriteConfig[] = []): Rewrites {
  return rewrites.map(({ Regex = '', Replace = '' }) => ({ regex: Regex, replace: Replace }));
}

/**
 * The transforms as `CreateRule` takes them. None is an empty list there; `ModifyRule` wants `ResetTransforms` for it.
 *
 * @throws BreakglassError `sensitive-state` for a type that is not known, and where what it rewrites is not
 */
export function transformsToAws(transforms: readonly Transform[]): RuleTransform[] {
  return transforms.map((transform) => {
    if (!isKnown(transform)) {
      throw new BreakglassError('sensitive-state', `a transform of type "${transform.type}" is not known here`, {
        hint: 'its settings could not be written again: change the rule by hand, or use a newer version',
      });
    }
    const config = {
      Rewrites: rewritesOf(transform).map(({ regex, replace }) => ({ Regex: regex, Replace: replace })),
    };
    return transform.type === 'url-rewrite'
      ? { Type: transform.type, UrlRewriteConfig: config }
      : { Type: transform.type, HostHeaderRewriteConfig: config };
  });
}

function rewritesOf({ rewrites }: KnownTransform): Rewrites {
  if (!isHidden(rewrites) && !isMasked(rewrites)) return rewrites;
  const known = isHidden(rewrites) && Array.isArray(rewrites.$hidden) ? rewrites.$hidden.map(rewriteOf) : undefined;
  if (known !== undefined) return known;
  throw new BreakglassError('sensitive-state', 'what a rule makes of URLs is not known', {
    hint: 'it may hold secrets, and is not in the record in clear: write the rule by hand, from where it is kept',
  });
}

function rewriteOf(value: Json): Rewrites[number] {
  const { regex = '', replace = '' } = isJsonObject(value) ? value : {};
  return { regex: String(regex), replace: String(replace) };
}

function isKnown(transform: Transform): transform is KnownTransform {
  return 'rewrites' in transform;
}
