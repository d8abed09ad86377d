import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Two at a time: each is mostly one process of somebody else's.
  test: { include: ['test/peers/**/*.test.ts'], maxWorkers: 2, testTimeout: 240_000, hookTimeout: 240_000 },
});
