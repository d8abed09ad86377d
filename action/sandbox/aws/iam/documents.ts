import { BreakglassError } from '../../../domain/error.ts';
import { GITHUB_ISSUER } from '../../../domain/trusted-names.ts';
import { type PolicyDocument, parsePolicy } from '../../../policy/document.ts';
import { AwsFault } from '../service.ts';
import type { StoredDocument } from './world.ts';

/** Service quotas in characters; IAM does not count white space. */
export const POLICY_LIMITS = { inlineTotal: 10_240, managed: 6_144, trust: 2_048 } as const;

/** Characters of a policy that count towards a quota. */
export function policySize(text: string): number {
  return text.replace(/\s/g, '').length;
}

/** A permissions policy: identity policy, boundary or session policy. */
export function parsePermissions(text: string): StoredDocument {
  const document = parse(text);
  if (document.statements.some(({ resource }) => resource === undefined)) {
    throw malformed('Policy document should not specify a principal.');
  }
  return { text, document };
}

/** A customer managed policy's text, within its quota. */
export function parseManaged(text: string): StoredDocument {
  const stored = parsePermissions(text);
  if (policySize(text) > POLICY_LIMITS.managed) {
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${POLICY_LIMITS.managed}`);
  }
  return stored;
}

/** A role's trust policy. One that trusts GitHub without looking at `sub` is refused, as IAM does. */
export function parseTrust(text: string): StoredDocument {
  const document = parse(text);
  if (document.statements.some(({ federated }) => federated === undefined)) {
    throw malformed('AssumeRole policy must contain principals and may not specify resources');
  }
  for (const { effect, federated, conditions } of document.statements) {
    const trustsGithub = federated?.some((arn) => arn.endsWith(`:oidc-provider/${GITHUB_ISSUER}`)) ?? false;
    const testsSubject = conditions.some(({ key, operator }) => key === `${GITHUB_ISSUER}:sub` && operator !== 'Null');
    if (effect === 'Allow' && trustsGithub && !testsSubject) {
      throw malformed(`A trust policy for ${GITHUB_ISSUER} must evaluate the condition key ${GITHUB_ISSUER}:sub`);
    }
  }
  if (policySize(text) > POLICY_LIMITS.trust) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${POLICY_LIMITS.trust}`);
  }
  return { text, document };
}

/** What the evaluator does not know is refused here, so that no policy is ever half understood. */
function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof BreakglassError) throw malformed(error.message);
    throw error;
  }
}

/** IAM's LimitExceeded. */
export function limitExceeded(message: string): AwsFault {
  return new AwsFault('LimitExceeded', message, 409);
}

function malformed(message: string): AwsFault {
  return new AwsFault('MalformedPolicyDocument', message);
}

/** How IAM's answers carry a policy: percent-encoded as RFC 3986 has it. */
export function encodeDocument({ text }: StoredDocument): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
