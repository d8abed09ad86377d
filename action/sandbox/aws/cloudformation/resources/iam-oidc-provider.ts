import type { JsonObject } from '../../../../domain/json.ts';
import { providerArn } from '../../iam/world.ts';
import { difference, tagDifference } from './difference.ts';
import { unlessGone } from './gone.ts';
import { stringOf, stringsOf, tagsOf } from './properties.ts';
import type { Made, Provisioning, ResourceType } from './resource-type.ts';

/** An OpenID Connect provider. */
export const IAM_OIDC_PROVIDER: ResourceType = {
  properties: {
    ClientIdList: { shape: 'strings' },
    Tags: { shape: 'tags' },
    ThumbprintList: { shape: 'strings' },
    Url: { shape: 'string', replaces: true, required: true },
  },
  attributes: ['Arn'],
  // Its name is its issuer, which is nobody's choice.
  nameProperty: undefined,
  needsCapability: false,
  create,
  update,
  remove,
};

async function create(place: Provisioning, properties: JsonObject): Promise<Made> {
  const url = stringOf(properties, 'Url') ?? '';
  await place.call('CreateOpenIDConnectProvider', {
    Url: url,
    ClientIDList: [...stringsOf(properties, 'ClientIdList')],
    ThumbprintList: [...stringsOf(properties, 'ThumbprintList')],
    Tags: tagsOf(properties, place.stackTags),
  });
  const arn = providerArn(place.iam, url);
  place.begun(arn);
  return made(arn);
}

async function update(place: Provisioning, current: Made, before: JsonObject, after: JsonObject): Promise<Made> {
  const arn = current.physicalId;
  const provider = { OpenIDConnectProviderArn: arn };
  const clients = difference(stringsOf(before, 'ClientIdList'), stringsOf(after, 'ClientIdList'));
  for (const id of clients.added) await place.call('AddClientIDToOpenIDConnectProvider', { ...provider, ClientID: id });
  for (const id of clients.removed) {
    await place.call('RemoveClientIDFromOpenIDConnectProvider', { ...provider, ClientID: id });
  }
  const [was, is] = [stringsOf(before, 'ThumbprintList'), stringsOf(after, 'ThumbprintList')];
  if (was.join() !== is.join()) {
    await place.call('UpdateOpenIDConnectProviderThumbprint', { ...provider, ThumbprintList: [...is] });
  }
  const tags = tagDifference(place.iam.providers.get(arn)?.tags ?? [], tagsOf(after, place.stackTags));
  if (tags.removed.length > 0) {
    await place.call('UntagOpenIDConnectProvider', { ...provider, TagKeys: tags.removed });
  }
  if (tags.set.length > 0) await place.call('TagOpenIDConnectProvider', { ...provider, Tags: tags.set });
  return made(arn);
}

async function remove(place: Provisioning, { physicalId: arn }: Made): Promise<void> {
  await unlessGone(place.call('DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: arn }));
}

function made(arn: string): Made {
  return { physicalId: arn, ref: arn, attributes: { Arn: arn } };
}
