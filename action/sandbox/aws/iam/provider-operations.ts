import {
  CreateOpenIDConnectProvider$,
  type CreateOpenIDConnectProviderRequest,
  GetOpenIDConnectProvider$,
  type GetOpenIDConnectProviderRequest,
} from '@aws-sdk/client-iam';
import { AwsFault, type Given, type Operation, operation } from '../service.ts';
import { entityAccess, requestTags } from './authorization.ts';
import { requireTags } from './constraints.ts';
import { limitExceeded } from './documents.ts';
import { alreadyExists, type IamWorld, iamArn, noSuchEntity } from './world.ts';

const MAX_CLIENT_IDS = 100;
const MAX_THUMBPRINTS = 5;

/** IAM's operations on OpenID Connect providers. */
export function providerOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['CreateOpenIDConnectProvider', createProvider(world)],
    ['GetOpenIDConnectProvider', getProvider(world)],
  ];
}

function createProvider(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: CreateOpenIDConnectProvider$,
    signed: true,
    authorize: (input: Given<CreateOpenIDConnectProviderRequest, 'Url'>) => [
      {
        action: 'iam:CreateOpenIDConnectProvider',
        resource: providerArn(world, input.Url),
        context: requestTags(input.Tags),
      },
    ],
    handle: (input) => {
      requireIssuer(input.Url);
      const arn = providerArn(world, input.Url);
      const [clientIds, thumbprints] = [input.ClientIDList ?? [], input.ThumbprintList ?? []];
      if (clientIds.length > MAX_CLIENT_IDS) {
        throw limitExceeded(`Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${MAX_CLIENT_IDS}`);
      }
      if (thumbprints.length > MAX_THUMBPRINTS)
        throw invalidInput('Thumbprint list must contain fewer than 5 entries.');
      if (thumbprints.some((thumbprint) => !/^[0-9a-fA-F]{40}$/.test(thumbprint))) {
        throw invalidInput('Thumbprints have to be 40 hexadecimal digits.');
      }
      if (world.providers.has(arn)) throw alreadyExists(`Provider with url ${input.Url} already exists.`);
      const createdAt = new Date(world.clock.now());
      const tags = requireTags(input.Tags);
      world.providers.set(arn, { arn, issuer: input.Url, clientIds, thumbprints, tags, createdAt });
      return { OpenIDConnectProviderArn: arn, ...(tags.length === 0 ? {} : { Tags: [...tags] }) };
    },
  });
}

function getProvider(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: GetOpenIDConnectProvider$,
    signed: true,
    authorize: (input: Given<GetOpenIDConnectProviderRequest, 'OpenIDConnectProviderArn'>) =>
      entityAccess(
        'GetOpenIDConnectProvider',
        input.OpenIDConnectProviderArn,
        world.providers.get(input.OpenIDConnectProviderArn)?.tags,
      ),
    handle: (input) => {
      const provider = world.providers.get(input.OpenIDConnectProviderArn);
      if (provider === undefined) {
        throw noSuchEntity(`OpenIDConnect Provider not found for arn ${input.OpenIDConnectProviderArn}`);
      }
      return {
        Url: provider.issuer.slice('https://'.length),
        ClientIDList: [...provider.clientIds],
        ThumbprintList: [...provider.thumbprints],
        CreateDate: provider.createdAt,
        ...(provider.tags.length === 0 ? {} : { Tags: [...provider.tags] }),
      };
    },
  });
}

/** `…:oidc-provider/` and the issuer without its scheme. */
function providerArn(world: IamWorld, issuer: string): string {
  return iamArn(world, `oidc-provider/${issuer.replace(/^https:\/\//, '')}`);
}

function requireIssuer(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== 'https:' || url.search !== '' || url.hash !== '' || text.length > 255) {
    throw invalidInput('Invalid Open ID Connect Provider URL: it has to begin with https:// and hold no query');
  }
}

function invalidInput(message: string): AwsFault {
  return new AwsFault('InvalidInput', message);
}
