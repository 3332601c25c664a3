import type { Screen } from '#ui/screen.ts';

export const organizationScreens: readonly Screen[] = [
  { path: '/organizations/duplicates', load: async () => (await import('./duplicate-desk.tsx')).DuplicateDeskScreen },
  { path: '/organizations/$id', load: async () => (await import('./organization-page.tsx')).OrganizationPageScreen },
];
