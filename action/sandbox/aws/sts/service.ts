import { GetCallerIdentity$, type GetCallerIdentityRequest } from '@aws-sdk/client-sts';
import type { Keyring } from '../auth/keyring.ts';
import type { IamWorld } from '../iam/world.ts';
import { type AwsService, type Operation, operation } from '../service.ts';
import type { IdentityProviders } from './token.ts';
import { assumeRoleWithWebIdentity } from './web-identity.ts';

/** STS as a break-glass session uses it. AssumeRole is left out: AWS refuses it to root, the only other caller here. */
export function createSts(iam: IamWorld, keyring: Keyring, providers: IdentityProviders): AwsService {
  return {
    signingName: 'sts',
    apiVersion: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: new Map([
      ['AssumeRoleWithWebIdentity', assumeRoleWithWebIdentity(iam, keyring, providers)],
      ['GetCallerIdentity', getCallerIdentity],
    ]),
  };
}

/** Needs no permission at all: it answers even where everything is denied. */
const getCallerIdentity: Operation<unknown, unknown> = operation({
  schema: GetCallerIdentity$,
  signed: true,
  authorize: (_input: GetCallerIdentityRequest) => [],
  handle: (_input, { principal }) => ({
    UserId: principal?.userId,
    Account: principal?.account,
    Arn: principal?.arn,
  }),
});
