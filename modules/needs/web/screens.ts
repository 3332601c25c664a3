import type { Screen } from '#ui/screen.ts';

export const needScreens: readonly Screen[] = [
  { path: '/needs', load: async () => (await import('./need-desk.tsx')).NeedDeskScreen },
  { path: '/needs/import', load: async () => (await import('./tickets/ticket-import-screen.tsx')).TicketImportScreen },
  { path: '/needs/figures', load: async () => (await import('./figures/need-figures-screen.tsx')).NeedFiguresScreen },
  { path: '/needs/unmet', load: async () => (await import('./figures/unmet-screen.tsx')).UnmetScreen },
  { path: '/needs/programs', load: async () => (await import('./programs/programs-screen.tsx')).ProgramsScreen },
];
