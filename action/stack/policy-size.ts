import { BreakglassError } from '../domain/error.ts';
import { GITHUB_ISSUER } from '../domain/trusted-names.ts';
import { MANAGED_POLICY_LIMIT } from '../policy/role-permissions.ts';
import { ACCOUNT, type Fields, isFields, PARTITION, resolved, type Value } from './intrinsic.ts';

/** IAM's quota for a trust policy, as every account has it; AWS raises it to 4,096 on request. */
const TRUST_POLICY_LIMIT = 2_048;

/** Refuses a policy that IAM would not take. It counts without white space; every optional statement is counted. */
export function requireFits(document: Fields, name: string, partition: string): void {
  const size = sizeOf(document, partition);
  if (size <= MANAGED_POLICY_LIMIT) return;
  throw new BreakglassError('policy-too-large', `the policy of the IAM role "${name}" needs ${size} characters`, {
    hint: `IAM takes ${MANAGED_POLICY_LIMIT}: let a role serve fewer kinds, or offer fewer roles`,
  });
}

/** Refuses a trust policy that IAM would not take while two versions of Breakglass are let in, each by its commit. */
export function requireTrustFits(document: Fields, name: string, partition: string): void {
  const size = sizeOf(document, partition);
  if (size <= TRUST_POLICY_LIMIT) return;
  throw new BreakglassError('policy-too-large', `the trust policy of the IAM role "${name}" needs ${size} characters`, {
    hint: `IAM takes ${TRUST_POLICY_LIMIT}: shorten the names of the repository, its branch or the environment, trust one form of its subject instead of two, or list fewer source networks`,
  });
}

function sizeOf(document: Fields, partition: string): number {
  return resolved(JSON.stringify(longest(document)), partition).replace(/\s/g, '').length;
}

const COMMIT = 'f'.repeat(40);
const PROVIDER = `arn:${PARTITION}:iam::${ACCOUNT}:oidc-provider/${GITHUB_ISSUER}`;

/** With the longer branch of every choice, every substitution as its text, and a commit for every version. */
function longest(value: Value): Value {
  if (!isFields(value)) return typeof value === 'object' ? value.map((each) => longest(each)) : value;
  const { 'Fn::If': chosen, 'Fn::Sub': text, Ref: name } = value;
  if (Array.isArray(chosen)) {
    const [, yes = '', no = ''] = chosen.map((each: Value) => longest(each));
    return JSON.stringify(yes).length >= JSON.stringify(no).length ? yes : no;
  }
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return String(text[0]).replace('${Commit}', COMMIT);
  if (typeof name === 'string') return name === 'AWS::NoValue' ? '' : PROVIDER;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, longest(each)]));
}
