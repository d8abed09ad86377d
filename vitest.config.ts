import { defineConfig } from 'vitest/config';
import { ONE_THREAD } from './action/drill/chaos/virtual-clock.ts';

// The processes of the tests inherit it.
Object.assign(process.env, ONE_THREAD);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/peers/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Most of the time of a test is waiting: for a clock, for processes.
    maxWorkers: 3,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
