import { defineConfig } from 'vitest/config';

/** Whole ways through the running product in a browser: one product for all, one file at a time. */
export default defineConfig({
  test: {
    include: ['tests/journeys/**/*.journey.ts'],
    globalSetup: ['tests/journeys/support/running-product.ts'],
    pool: 'forks',
    fileParallelism: false,
    // as long as the browser waits for what it is told to find; one second is too short beside other work
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
