import type { JsonObject } from '../../../../domain/json.ts';
import { requireRole } from '../../iam/world.ts';
import { difference, tagDifference } from './difference.ts';
import { unlessGone } from './gone.ts';
import { generatedName } from './names.ts';
import { documentOf, integerOf, policiesOf, stringOf, stringsOf, tagsOf } from './properties.ts';
import type { Made, Provisioning, ResourceType } from './resource-type.ts';

const MAX_NAME_CHARACTERS = 64;
const DEFAULT_SESSION_SECONDS = 3_600;

/** A role with its inline policies, attached policies and boundary. */
export const IAM_ROLE: ResourceType = {
  properties: {
    AssumeRolePolicyDocument: { shape: 'json', required: true },
    Description: { shape: 'string' },
    ManagedPolicyArns: { shape: 'strings' },
    MaxSessionDuration: { shape: 'integer' },
    Path: { shape: 'string', replaces: true },
    PermissionsBoundary: { shape: 'string' },
    Policies: { shape: 'policies' },
    RoleName: { shape: 'string', replaces: true },
    Tags: { shape: 'tags' },
  },
  attributes: ['Arn', 'RoleId'],
  nameProperty: 'RoleName',
  needsCapability: true,
  create,
  update,
  remove,
};

async function create(place: Provisioning, properties: JsonObject): Promise<Made> {
  const name = stringOf(properties, 'RoleName') ?? generatedName(place, MAX_NAME_CHARACTERS);
  await place.call('CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: documentOf(properties, 'AssumeRolePolicyDocument'),
    Path: stringOf(properties, 'Path'),
    Description: stringOf(properties, 'Description'),
    MaxSessionDuration: integerOf(properties, 'MaxSessionDuration'),
    PermissionsBoundary: stringOf(properties, 'PermissionsBoundary'),
    Tags: tagsOf(properties, place.stackTags),
  });
  place.begun(name);
  await changePermissions(place, name, {}, properties);
  return made(place, name);
}

async function update(place: Provisioning, current: Made, before: JsonObject, after: JsonObject): Promise<Made> {
  const name = current.physicalId;
  const trust = documentOf(after, 'AssumeRolePolicyDocument');
  if (trust !== documentOf(before, 'AssumeRolePolicyDocument')) {
    await place.call('UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument: trust });
  }
  const plain = (properties: JsonObject) => ({
    Description: stringOf(properties, 'Description') ?? '',
    MaxSessionDuration: integerOf(properties, 'MaxSessionDuration') ?? DEFAULT_SESSION_SECONDS,
  });
  if (JSON.stringify(plain(before)) !== JSON.stringify(plain(after))) {
    await place.call('UpdateRole', { RoleName: name, ...plain(after) });
  }
  await changeBoundary(place, name, before, after);
  await changePermissions(place, name, before, after);
  const tags = tagDifference(requireRole(place.iam, name).tags, tagsOf(after, place.stackTags));
  if (tags.removed.length > 0) await place.call('UntagRole', { RoleName: name, TagKeys: tags.removed });
  if (tags.set.length > 0) await place.call('TagRole', { RoleName: name, Tags: tags.set });
  return made(place, name);
}

async function changeBoundary(place: Provisioning, name: string, before: JsonObject, after: JsonObject): Promise<void> {
  const boundary = stringOf(after, 'PermissionsBoundary');
  if (boundary === stringOf(before, 'PermissionsBoundary')) return;
  if (boundary === undefined) await place.call('DeleteRolePermissionsBoundary', { RoleName: name });
  else await place.call('PutRolePermissionsBoundary', { RoleName: name, PermissionsBoundary: boundary });
}

/** What is new before what is old goes: a deny that stays is never absent in between. */
async function changePermissions(
  place: Provisioning,
  name: string,
  before: JsonObject,
  after: JsonObject,
): Promise<void> {
  const [was, is] = [policiesOf(before), policiesOf(after)];
  for (const [policy, document] of is) {
    if (was.get(policy) === document) continue;
    await place.call('PutRolePolicy', { RoleName: name, PolicyName: policy, PolicyDocument: document });
  }
  const attached = difference(stringsOf(before, 'ManagedPolicyArns'), stringsOf(after, 'ManagedPolicyArns'));
  for (const arn of attached.added) await place.call('AttachRolePolicy', { RoleName: name, PolicyArn: arn });
  for (const arn of attached.removed) {
    await unlessGone(place.call('DetachRolePolicy', { RoleName: name, PolicyArn: arn }));
  }
  for (const policy of difference([...was.keys()], [...is.keys()]).removed) {
    await unlessGone(place.call('DeleteRolePolicy', { RoleName: name, PolicyName: policy }));
  }
}

/** Only what the template put into the role is taken out of it: anything else keeps IAM from deleting it. */
async function remove(place: Provisioning, { physicalId: name }: Made, properties: JsonObject): Promise<void> {
  await changePermissions(place, name, properties, {});
  await unlessGone(place.call('DeleteRole', { RoleName: name }));
}

function made({ iam }: Provisioning, name: string): Made {
  const { arn, id } = requireRole(iam, name);
  return { physicalId: name, ref: name, attributes: { Arn: arn, RoleId: id } };
}
