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

  it('are no problem where there are none', () => {
    expect(schemaProblems([], { status: 302 }, {})).toEqual([]);
  });
});
