import type { RewriteConfig, RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2';
import { required, requireLength, requireOneOf, requireRegex } from './constraints.ts';
import { validationError } from './faults.ts';

/** A rule's transforms: at most one rewrite of the host header and one of the URL. */
export function readTransforms(transforms: readonly RuleTransform[] | undefined): readonly RuleTransform[] {
  const list = (transforms ?? []).map(readTransform);
  if (new Set(list.map((transform) => transform.Type)).size !== list.length) {
    throw validationError('a rule can have only one transform of each type');
  }
  return list;
}

function readTransform(transform: RuleTransform): RuleTransform {
  const type = required(transform.Type, 'transforms.member.type');
  requireOneOf(type, 'transforms.member.type', ['host-header-rewrite', 'url-rewrite']);
  const config = rewriteOf(transform);
  const [rewrite, ...more] = config ?? [];
  if (rewrite === undefined || more.length > 0) throw validationError(`transform '${type}' needs exactly one rewrite`);
  requireLength(required(rewrite.Regex, 'rewrites.member.regex'), 'rewrites.member.regex', 1024, 1);
  requireLength(required(rewrite.Replace, 'rewrites.member.replace'), 'rewrites.member.replace', 1024);
  requireRegex(rewrite.Regex ?? '');
  return transform;
}

/** The rewrites of either type. */
export function rewriteOf(transform: RuleTransform): readonly RewriteConfig[] | undefined {
  return (transform.Type === 'url-rewrite' ? transform.UrlRewriteConfig : transform.HostHeaderRewriteConfig)?.Rewrites;
}
