import { GITHUB_ISSUER } from '../domain/trusted-names.ts';
import type { StackInput } from './input.ts';
import { CONDITIONS, RESOURCES } from './names.ts';
import type { Resource } from './resource.ts';

/**
 * GitHub as an identity provider. It is kept when the stack goes, or when the customer names an existing one: an account
 * holds only one for GitHub, so that roles of other stacks may depend on it, and by itself it lets nobody enter.
 */
export function providerResource({ trust, install }: StackInput): Resource {
  return {
    id: RESOURCES.provider,
    comment:
      'Lets AWS check who GitHub says a workflow is. By itself it lets nobody enter: only the roles below do. It stays when this stack is deleted, since an account holds only one and other roles may use it by then.',
    fields: {
      Type: 'AWS::IAM::OIDCProvider',
      Condition: CONDITIONS.makesProvider,
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Url: `https://${GITHUB_ISSUER}`,
        ClientIdList: [trust.audience],
        Tags: [{ Key: 'breakglass:install', Value: install.name }],
      },
    },
  };
}
