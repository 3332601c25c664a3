import type { Screen } from '#ui/screen.ts';

export const operationScreens: readonly Screen[] = [
  { path: '/operations', load: async () => (await import('./operations.tsx')).OperationsScreen },
  { path: '/operations/runs', load: async () => (await import('./job-runs.tsx')).JobRunsScreen },
];
