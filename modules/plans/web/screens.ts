import type { Screen } from '#ui/screen.ts';

export const planScreens: readonly Screen[] = [
  { path: '/plans/$plan', load: async () => (await import('./cockpit/cockpit.tsx')).CockpitScreen },
  { path: '/plans/$plan/targets/$target', load: async () => (await import('./units/units.tsx')).UnitsScreen },
  { path: '/plans/$plan/targets/$target/records', load: async () => (await import('./units/records.tsx')).RecordsScreen },
  { path: '/plans/$plan/gaps', load: async () => (await import('./gaps/gaps.tsx')).GapsScreen },
  { path: '/plans/$plan/document', load: async () => (await import('./document/plan-page.tsx')).PlanPageScreen },
  { path: '/gap-tasks', load: async () => (await import('./tasks/gap-tasks.tsx')).GapTasksScreen },
  { path: '/plans/$plan/wall', load: async () => (await import('./wall/wall.tsx')).WallScreen, bare: true },
];
