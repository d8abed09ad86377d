import type { JsonObject } from '../../../../domain/json.ts';
import { iamArn, requirePolicy } from '../../iam/world.ts';
import { difference } from './difference.ts';
import { unlessGone } from './gone.ts';
import { generatedName } from './names.ts';
import { documentOf, stringOf, stringsOf } from './properties.ts';
import type { Made, Provisioning, ResourceType } from './resource-type.ts';

const MAX_NAME_CHARACTERS = 128;
const MAX_VERSIONS = 5;

/** A customer managed policy; a change of its text is a new version of it. */
export const IAM_MANAGED_POLICY: ResourceType = {
  properties: {
    Description: { shape: 'string', replaces: true },
    ManagedPolicyName: { shape: 'string', replaces: true },
    Path: { shape: 'string', replaces: true },
    PolicyDocument: { shape: 'json', required: true },
    Roles: { shape: 'strings' },
  },
  attributes: ['PolicyArn', 'PolicyId'],
  nameProperty: 'ManagedPolicyName',
  needsCapability: true,
  create,
  update,
  remove,
};

async function create(place: Provisioning, properties: JsonObject): Promise<Made> {
  const name = stringOf(properties, 'ManagedPolicyName') ?? generatedName(place, MAX_NAME_CHARACTERS);
  const path = stringOf(properties, 'Path');
  await place.call('CreatePolicy', {
    PolicyName: name,
    Path: path,
    Description: stringOf(properties, 'Description'),
    PolicyDocument: documentOf(properties, 'PolicyDocument'),
  });
  const arn = iamArn(place.iam, `policy${path ?? '/'}${name}`);
  place.begun(arn);
  await changeRoles(place, arn, {}, properties);
  return made(place, arn);
}

async function update(place: Provisioning, current: Made, before: JsonObject, after: JsonObject): Promise<Made> {
  const arn = current.physicalId;
  const document = documentOf(after, 'PolicyDocument');
  const { versions, defaultVersion } = requirePolicy(place.iam, arn);
  // After a failure half way the text can be the wanted one already.
  if (document !== versions.find(({ id }) => id === defaultVersion)?.stored.text) {
    const oldest = versions.find(({ id }) => id !== defaultVersion);
    if (versions.length >= MAX_VERSIONS && oldest !== undefined) {
      await place.call('DeletePolicyVersion', { PolicyArn: arn, VersionId: oldest.id });
    }
    await place.call('CreatePolicyVersion', { PolicyArn: arn, PolicyDocument: document, SetAsDefault: true });
  }
  await changeRoles(place, arn, before, after);
  return made(place, arn);
}

async function changeRoles(place: Provisioning, arn: string, before: JsonObject, after: JsonObject): Promise<void> {
  const roles = difference(stringsOf(before, 'Roles'), stringsOf(after, 'Roles'));
  for (const role of roles.added) await place.call('AttachRolePolicy', { RoleName: role, PolicyArn: arn });
  for (const role of roles.removed) {
    await unlessGone(place.call('DetachRolePolicy', { RoleName: role, PolicyArn: arn }));
  }
}

async function remove(place: Provisioning, { physicalId: arn }: Made, properties: JsonObject): Promise<void> {
  await changeRoles(place, arn, properties, {});
  const policy = place.iam.policies.get(arn);
  for (const { id } of policy?.versions.filter((version) => version.id !== policy.defaultVersion) ?? []) {
    await place.call('DeletePolicyVersion', { PolicyArn: arn, VersionId: id });
  }
  await unlessGone(place.call('DeletePolicy', { PolicyArn: arn }));
}

function made({ iam }: Provisioning, arn: string): Made {
  return { physicalId: arn, ref: arn, attributes: { PolicyArn: arn, PolicyId: requirePolicy(iam, arn).id } };
}
