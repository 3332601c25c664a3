import { defineConfig } from 'vitest/config';

/** These tests read the source alone, so they need no database. */
export default defineConfig({ test: { include: ['tests/architecture/**/*.test.ts'], testTimeout: 30_000 } });
