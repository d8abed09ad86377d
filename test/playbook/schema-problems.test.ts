import { describe, expect, it } from 'vitest';
import { schemaProblems } from '../../action/playbook/schema-problems.ts';

describe('errors of a schema', () => {
  it.each(['if', 'propertyNames', 'oneOf', 'dependentSchemas'])(
    'refuse a value even where nothing puts "%s" into words',
    (keyword) => {
      const errors = [{ keyword, instancePath: '/status', schemaPath: `#/${keyword}`, params: {} }];
      expect(schemaProblems(errors, { status: 302 }, {})).toMatchObject([{ code: 'invalid-value', path: ['status'] }]);
    },
  );

  const noneOf = [
    { keyword: 'required', instancePath: '', schemaPath: '#/anyOf/0/required', params: { missingProperty: 'percent' } },
    { keyword: 'required', instancePath: '', schemaPath: '#/anyOf/1/required', params: { missingProperty: 'in' } },
    { keyword: 'anyOf', instancePath: '', schemaPath: '#/anyOf', params: {} },
  ];
  const unknown = (key: string) => {
    const params = { additionalProperty: key };
    return { keyword: 'additionalProperties', instancePath: '', schemaPath: '#/additionalProperties', params };
  };
  const schema = { properties: { percent: {}, in: {} } };

  it.each([
    ['percentage', ['unknown-key']],
    ['colour', ['missing-key', 'unknown-key']],
  ])('name a key that was meant to be one of several, and not that one is missing: %s', (key, codes) => {
    const problems = schemaProblems([...noneOf, unknown(key)], { [key]: 1 }, schema);
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });

  it('are no problem where there are none', () => {
    expect(schemaProblems([], { status: 302 }, {})).toEqual([]);
  });
});
