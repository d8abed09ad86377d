import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ROOT } from '../repository/files.ts';
import { mutate } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

const mutant = MUTANTS.find(({ name }) => name === process.env['BREAKGLASS_MUTANT']);
const file = mutant === undefined ? undefined : join(ROOT, mutant.file);

/** Runs tests on the source with one defect in it, which is put there as it is loaded. Nothing is written. */
export default defineConfig({
  plugins: [
    {
      name: 'mutate',
      enforce: 'pre',
      transform: (code, id) => (mutant !== undefined && id === file ? { code: mutate(mutant, code), map: null } : null),
    },
  ],
  test: {
    root: ROOT,
    include: ['test/**/*.test.ts', 'test/mutants/{chaos-cases,two-at-once}.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
