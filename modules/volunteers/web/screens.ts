import type { Screen } from '#ui/screen.ts';

export const volunteerScreens: readonly Screen[] = [
  { path: '/volunteers', load: async () => (await import('./volunteer-list.tsx')).VolunteerListScreen },
  { path: '/volunteers/new', load: async () => (await import('./volunteer-form.tsx')).NewVolunteerScreen },
  { path: '/volunteers/$id', load: async () => (await import('./volunteer-detail.tsx')).VolunteerDetailScreen },
  { path: '/volunteer-teams', load: async () => (await import('./team-list.tsx')).TeamListScreen },
  { path: '/volunteer-teams/$id', load: async () => (await import('./team-detail.tsx')).TeamDetailScreen },
  { path: '/volunteer-services', load: async () => (await import('./service-desk.tsx')).ServiceDeskScreen },
  { path: '/volunteer-figures', load: async () => (await import('./figures.tsx')).VolunteerFiguresScreen },
];
