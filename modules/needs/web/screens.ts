import type { Screen } from '#ui/screen.ts';

export const needScreens: readonly Screen[] = [
  { path: '/needs', load: async () => (await import('./need-desk.tsx')).NeedDeskScreen },
  { path: '/needs/import', load: async () => (await import('./tickets/ticket-import-screen.tsx')).TicketImportScreen },
];
