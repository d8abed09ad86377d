import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, it } from 'vitest';
import { RESOURCE_TYPES } from '../../../../action/sandbox/aws/cloudformation/resources/registry.ts';

const database = loadAwsServiceSpecSync();

describe.each([...RESOURCE_TYPES])('%s', (name, type) => {
  const [published] = database.lookup('resource', 'cloudFormationType', 'equals', name);
  const properties = published?.properties ?? {};

  it('has no property that AWS does not publish, and none that AWS requires is left out', () => {
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(type.properties)));
    const required = Object.keys(properties).filter((property) => properties[property]?.required === true);
    expect(Object.keys(type.properties)).toEqual(expect.arrayContaining(required));
  });

  it('is replaced by a change of exactly what AWS says', () => {
    const replacing = Object.keys(type.properties).filter((property) => type.properties[property]?.replaces === true);
    const wanted = Object.keys(type.properties).filter((property) => properties[property]?.causesReplacement === 'yes');
    expect(replacing.toSorted()).toEqual(wanted.toSorted());
  });

  it('has only attributes that AWS publishes', () => {
    expect(Object.keys(published?.attributes ?? {})).toEqual(expect.arrayContaining([...type.attributes]));
  });
});
