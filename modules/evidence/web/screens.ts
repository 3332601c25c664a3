import type { Screen } from '#ui/screen.ts';

export const evidenceScreens: readonly Screen[] = [
  { path: '/evidence', load: async () => (await import('./register-home.tsx')).RegisterHomeScreen },
  { path: '/evidence/$register', load: async () => (await import('./record-list.tsx')).RecordListScreen },
  { path: '/evidence/$register/new', load: async () => (await import('./new-record.tsx')).NewRecordScreen },
  { path: '/evidence/$register/$id', load: async () => (await import('./record-desk.tsx')).RecordDeskScreen },
  { path: '/personal-data', load: async () => (await import('./personal-data-views.tsx')).PersonalDataViewsScreen },
  { path: '/import', load: async () => (await import('./import/import-desk.tsx')).ImportDeskScreen },
];
