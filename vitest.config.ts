import { defineConfig } from 'vitest/config';

/** Several processes need a PostgreSQL server of their own, and shards a cluster: the stages `server` and `cluster` of `npm test`. */
const ON_A_SERVER = process.env['WOTU_TEST_SERVER'] ? [] : ['tests/server/**', 'tests/cluster/**'];

export default defineConfig({
  test: {
    include: ['{shared,engines,platform,modules,apps,database,tests,tools,ui}/**/*.test.{ts,tsx}'],
    // these need no database; `npm test` runs them first
    exclude: ['tests/architecture/**', 'tests/access/mutation/**', ...ON_A_SERVER, '**/node_modules/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
