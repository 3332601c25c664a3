import type { Screen } from '#ui/screen.ts';

export const reportScreens: readonly Screen[] = [
  { path: '/reports', load: async () => (await import('./report-list.tsx')).ReportListScreen },
  { path: '/reports/$id', load: async () => (await import('./report-desk.tsx')).ReportDeskScreen },
];
