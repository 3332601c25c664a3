import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,engines,platform,modules,apps,database,tests,tools,ui}/**/*.test.{ts,tsx}'],
    // these need no database; `npm test` runs them first
    exclude: ['tests/architecture/**', 'tests/access/mutation/**', '**/node_modules/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
