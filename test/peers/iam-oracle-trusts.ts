import * as fc from 'fast-check';
import { PROVIDER, type TrustCall } from './iam-oracle.ts';
import { block, operatorName, pick, some } from './iam-oracle-conditions.ts';

const HOST = 'token.actions.githubusercontent.com';
const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  [`${HOST}:aud`]: ['sts.amazonaws.com', 'urn:breakglass:link:0'],
  [`${HOST}:sub`]: ['repo:acme/playbooks:environment:acme-prod', 'repo:acme/playbooks:ref:refs/heads/main'],
  [`${HOST}:repository_id`]: ['4711', '4712'],
  [`${HOST}:ref`]: ['refs/heads/main', 'refs/heads/Main', 'refs/pull/1/merge'],
  [`${HOST}:job_workflow_ref`]: [
    'a/b/.github/workflows/run.yml@refs/tags/v1',
    'a/b/.github/workflows/run.yml@refs/heads/x',
  ],
  [`${HOST}:environment`]: ['acme-prod', 'ACME-PROD'],
  [`${HOST}:actor`]: ['alice', 'mallory'],
};

/** Trust policies and tokens that are near each other. */
export const trustCall: fc.Arbitrary<TrustCall> = trusts();

function trusts(): fc.Arbitrary<TrustCall> {
  const names = Object.keys(CLAIMS);
  const bases = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike', 'StringEqualsIgnoreCase'];
  const one = fc.tuple(pick(bases), fc.boolean(), pick(names)).chain(([base, ifExists, key]) =>
    some([...(CLAIMS[key] ?? []), ...(CLAIMS[key] ?? []), 'repo:acme/*', '*1', '*main'], 2).map((values) => ({
      operator: operatorName(base, ifExists ? 'IfExists' : 'plain'),
      key,
      values,
    })),
  );
  const row = fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    Principal: fc.constantFrom(PROVIDER, PROVIDER, PROVIDER, `${PROVIDER}.example`).map((arn) => ({ Federated: arn })),
    Action: fc.constantFrom('sts:AssumeRoleWithWebIdentity', 'sts:*', 'sts:AssumeRole*', 'sts:AssumeRole'),
    Condition: fc.array(one, { minLength: 0, maxLength: 3 }).map(block),
  });
  const context = fc
    .tuple(...names.map((key) => fc.option(pick(CLAIMS[key] ?? []), { freq: 6, nil: undefined })))
    .map((values) =>
      Object.fromEntries(
        values.flatMap((value, index) => (value === undefined ? [] : [[names[index] ?? '', [value]]])),
      ),
    );
  return fc.record({
    trust: fc
      .array(row, { minLength: 1, maxLength: 3 })
      .map((Statement) => ({ Version: '2012-10-17' as const, Statement })),
    federated: fc.constantFrom(PROVIDER, PROVIDER, PROVIDER, `${PROVIDER}.example`),
    context,
  });
}
