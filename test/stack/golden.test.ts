import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { sampleInput } from './samples.ts';

/** To be read by people when it changes: `UPDATE_GOLDEN=1 npx vitest run test/stack/golden.test.ts` writes it. */
const GOLDEN = fileURLToPath(new URL('golden/acme-prod.yml', import.meta.url));

test("the starter's template is the one that was read last", () => {
  const written = writeTemplate(buildTemplate(sampleInput()));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, written);
  expect(written).toBe(readFileSync(GOLDEN, 'utf8'));
});
