import type { Screen } from '#ui/screen.ts';

export const exchangeScreens: readonly Screen[] = [
  { path: '/exchange', load: async () => (await import('./exchange.tsx')).ExchangeScreen },
  { path: '/exchange/$id', load: async () => (await import('./agreement.tsx')).AgreementScreen },
];
