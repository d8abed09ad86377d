import { IAM_MANAGED_POLICY } from './iam-managed-policy.ts';
import { IAM_OIDC_PROVIDER } from './iam-oidc-provider.ts';
import { IAM_ROLE } from './iam-role.ts';
import { INERT_TYPES } from './inert.ts';
import type { ResourceType } from './resource-type.ts';

/** Every type of resource that a template may have. */
export const RESOURCE_TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ['AWS::IAM::ManagedPolicy', IAM_MANAGED_POLICY],
  ['AWS::IAM::OIDCProvider', IAM_OIDC_PROVIDER],
  ['AWS::IAM::Role', IAM_ROLE],
  ...INERT_TYPES,
]);
