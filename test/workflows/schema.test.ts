import { describe, expect, it } from 'vitest';
import { schemaErrors } from './github-schema.ts';
import { OWN_WORKFLOWS } from './own.ts';

describe("GitHub's own schema", () => {
  it.each(OWN_WORKFLOWS)('takes $path', async ({ path, text }) => {
    expect(await schemaErrors(path, text)).toEqual([]);
  });

  it('refuses an expression where GitHub allows none', async () => {
    const text = 'on: { workflow_dispatch: { inputs: { a: { description: "${{ x }}" } } } }\njobs: {}\n';
    expect(await schemaErrors('bad.yml', text)).not.toEqual([]);
  });

  it('refuses a key that GitHub does not know', async () => {
    const text = 'on: push\njobs: { a: { runs-on: x, stepz: [], steps: [{ run: "true" }] } }\n';
    expect(await schemaErrors('bad.yml', text)).not.toEqual([]);
  });
});
