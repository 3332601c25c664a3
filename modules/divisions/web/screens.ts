import type { Screen } from '#ui/screen.ts';

export const divisionScreens: readonly Screen[] = [
  { path: '/divisions', load: async () => (await import('./division-desk.tsx')).DivisionDeskScreen },
  { path: '/divisions/operations', load: async () => (await import('./operation-log.tsx')).OperationLogScreen },
];
