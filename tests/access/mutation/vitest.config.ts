import { defineConfig } from 'vitest/config';
import { switchGuards } from './switch-guards.ts';

/** The product with a switch at every guard. */
export default defineConfig({
  plugins: [switchGuards()],
  test: {
    include: ['tests/access/mutation/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
  },
});
