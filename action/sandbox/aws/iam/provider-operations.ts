import {
  AddClientIDToOpenIDConnectProvider$,
  type AddClientIDToOpenIDConnectProviderRequest,
  CreateOpenIDConnectProvider$,
  type CreateOpenIDConnectProviderRequest,
  DeleteOpenIDConnectProvider$,
  type DeleteOpenIDConnectProviderRequest,
  GetOpenIDConnectProvider$,
  type GetOpenIDConnectProviderRequest,
  RemoveClientIDFromOpenIDConnectProvider$,
  type RemoveClientIDFromOpenIDConnectProviderRequest,
  UpdateOpenIDConnectProviderThumbprint$,
  type UpdateOpenIDConnectProviderThumbprintRequest,
} from '@aws-sdk/client-iam';
import { AwsFault, type Given, type Operation, operation } from '../service.ts';
import { entityAccess, requestTags } from './authorization.ts';
import { requireTags } from './constraints.ts';
import { limitExceeded } from './documents.ts';
import { alreadyExists, type IamWorld, type OidcProvider, providerArn, requireProvider } from './world.ts';

const MAX_CLIENT_IDS = 100;
const MAX_THUMBPRINTS = 5;

/** IAM's operations on OpenID Connect providers. */
export function providerOperations(world: IamWorld): readonly (readonly [string, Operation<unknown, unknown>])[] {
  return [
    ['CreateOpenIDConnectProvider', createProvider(world)],
    ['GetOpenIDConnectProvider', getProvider(world)],
    ['DeleteOpenIDConnectProvider', deleteProvider(world)],
    changeProvider(
      world,
      'AddClientIDToOpenIDConnectProvider',
      AddClientIDToOpenIDConnectProvider$,
      ({ ClientID: id = '' }, { clientIds }) => ({
        clientIds: requireClientIds([...clientIds.filter((other) => other !== id), id]),
      }),
    ),
    changeProvider(
      world,
      'RemoveClientIDFromOpenIDConnectProvider',
      RemoveClientIDFromOpenIDConnectProvider$,
      ({ ClientID: id = '' }, { clientIds }) => ({
        clientIds: clientIds.filter((other) => other !== id),
      }),
    ),
    changeProvider(
      world,
      'UpdateOpenIDConnectProviderThumbprint',
      UpdateOpenIDConnectProviderThumbprint$,
      ({ ThumbprintList: thumbprints = [] }) => ({
        thumbprints: requireThumbprints(thumbprints),
      }),
    ),
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
      const clientIds = requireClientIds(input.ClientIDList ?? []);
      const thumbprints = requireThumbprints(input.ThumbprintList ?? []);
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
      const provider = requireProvider(world, input.OpenIDConnectProviderArn);
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

type ProviderChange = Partial<
  AddClientIDToOpenIDConnectProviderRequest &
    RemoveClientIDFromOpenIDConnectProviderRequest &
    UpdateOpenIDConnectProviderThumbprintRequest
>;

/** A change of a provider that is there; it is in force at once. */
function changeProvider(
  world: IamWorld,
  name: string,
  schema: unknown,
  change: (input: ProviderChange, provider: OidcProvider) => Partial<OidcProvider>,
): readonly [string, Operation<unknown, unknown>] {
  const changing = operation({
    schema,
    signed: true,
    authorize: ({ OpenIDConnectProviderArn: arn = '' }: ProviderChange) =>
      entityAccess(name, arn, world.providers.get(arn)?.tags),
    handle: (input) => {
      const provider = requireProvider(world, input.OpenIDConnectProviderArn ?? '');
      world.providers.set(provider.arn, { ...provider, ...change(input, provider) });
      return {};
    },
  });
  return [name, changing];
}

function deleteProvider(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: DeleteOpenIDConnectProvider$,
    signed: true,
    authorize: ({
      OpenIDConnectProviderArn: arn,
    }: Given<DeleteOpenIDConnectProviderRequest, 'OpenIDConnectProviderArn'>) =>
      entityAccess('DeleteOpenIDConnectProvider', arn, world.providers.get(arn)?.tags),
    handle: (input) => {
      world.providers.delete(requireProvider(world, input.OpenIDConnectProviderArn).arn);
      return {};
    },
  });
}

function requireClientIds(ids: readonly string[]): readonly string[] {
  if (ids.length > MAX_CLIENT_IDS) {
    throw limitExceeded(`Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${MAX_CLIENT_IDS}`);
  }
  return ids;
}

function requireThumbprints(thumbprints: readonly string[]): readonly string[] {
  if (thumbprints.length > MAX_THUMBPRINTS) throw invalidInput('Thumbprint list must contain fewer than 5 entries.');
  if (thumbprints.some((thumbprint) => !/^[0-9a-fA-F]{40}$/.test(thumbprint))) {
    throw invalidInput('Thumbprints have to be 40 hexadecimal digits.');
  }
  return thumbprints;
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
