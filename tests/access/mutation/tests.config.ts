import { defineConfig } from 'vitest/config';
import { switchGuards } from './switch-guards.ts';

/** The ordinary test files, with a switch at every guard. `run-tests.ts` makes the trials; the product is loaded once for many of them. */
export default defineConfig({
  plugins: [switchGuards()],
  test: {
    include: ['{platform,modules,apps,tests}/**/*.test.ts'],
    exclude: ['tests/architecture/**', 'tests/access/mutation/**', '**/node_modules/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
