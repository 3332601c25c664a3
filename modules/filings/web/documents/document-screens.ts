import type { Screen } from '#ui/screen.ts';

export const documentScreens: readonly Screen[] = [
  { path: '/documents', load: async () => (await import('./notice-list.tsx')).NoticeListScreen },
  { path: '/documents/templates', load: async () => (await import('./template-list.tsx')).TemplateListScreen },
  { path: '/documents/objections', load: async () => (await import('./objection-desk.tsx')).ObjectionDeskScreen },
  { path: '/documents/numbers', load: async () => (await import('./number-register.tsx')).NumberRegisterScreen },
];
