import type { Screen } from '#ui/screen.ts';

export const filingScreens: readonly Screen[] = [
  { path: '/filings', load: async () => (await import('./desk/review-desk.tsx')).ReviewDeskScreen },
  { path: '/filings/new', load: async () => (await import('./form/new-application.tsx')).NewApplicationScreen },
  { path: '/filings/ledger', load: async () => (await import('./ledger-entry.tsx')).LedgerEntryScreen },
  { path: '/filings/statistics', load: async () => (await import('./statistics.tsx')).StatisticsScreen },
  { path: '/filings/annual', load: async () => (await import('./annual-duties.tsx')).AnnualDutiesScreen },
  { path: '/filings/rules', load: async () => (await import('./rules/rules-here.tsx')).RulesHereScreen },
  { path: '/filings/rules/$id', load: async () => (await import('./rules/rule-set-screen.tsx')).RuleSetScreen },
  { path: '/filings/organizations/$id', load: async () => (await import('./organization-timeline.tsx')).OrganizationTimelineScreen },
  { path: '/filings/$id', load: async () => (await import('./form/draft-screen.tsx')).DraftScreen },
];
