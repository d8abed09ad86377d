import type { AwsService } from '../service.ts';
import { attachmentOperations } from './attachment-operations.ts';
import { inlinePolicyOperations } from './inline-policy-operations.ts';
import { managedPolicyOperations } from './managed-policy-operations.ts';
import { policyVersionOperations } from './policy-version-operations.ts';
import { providerOperations } from './provider-operations.ts';
import { roleOperations } from './role-operations.ts';
import { simulatePrincipalPolicy } from './simulate.ts';
import { tagOperations } from './tag-operations.ts';
import type { IamWorld } from './world.ts';

/** The part of IAM that break-glass roles need, over one account's world. */
export function createIam(world: IamWorld): AwsService {
  return {
    signingName: 'iam',
    apiVersion: '2010-05-08',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    operations: new Map([
      ...providerOperations(world),
      ...roleOperations(world),
      ...inlinePolicyOperations(world),
      ...managedPolicyOperations(world),
      ...policyVersionOperations(world),
      ...attachmentOperations(world),
      ...tagOperations(world),
      ['SimulatePrincipalPolicy', simulatePrincipalPolicy(world)] as const,
    ]),
  };
}
