import type { Screen } from '#ui/screen.ts';

export const activityScreens: readonly Screen[] = [
  { path: '/activities', load: async () => (await import('./occasion-list.tsx')).OccasionListScreen },
  { path: '/activities/new', load: async () => (await import('./announce-screen.tsx')).AnnounceScreen },
  { path: '/activities/$id', load: async () => (await import('./occasion-screen.tsx')).OccasionScreen },
  { path: '/activity-plans', load: async () => (await import('./plans/plan-list.tsx')).PlanListScreen },
  { path: '/activity-plans/$id', load: async () => (await import('./plans/plan-screen.tsx')).PlanScreen },
  { path: '/activity-reports', load: async () => (await import('./reports/report-desk.tsx')).ReportDeskScreen },
];
