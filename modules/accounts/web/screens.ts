import type { Screen } from '#ui/screen.ts';

export const signInScreen: Screen = { path: '/sign-in', load: async () => (await import('./sign-in.tsx')).SignInScreen };

export const accountScreens: readonly Screen[] = [
  { path: '/account', load: async () => (await import('./own-account.tsx')).OwnAccountScreen },
  { path: '/accounts', load: async () => (await import('./account-list.tsx')).AccountListScreen },
  { path: '/accounts/$id', load: async () => (await import('./account-detail.tsx')).AccountDetailScreen },
  { path: '/accounts/$id/posts/$post', load: async () => (await import('./post-grants.tsx')).PostGrantsScreen },
  { path: '/temporary-accesses', load: async () => (await import('./incoming-accesses.tsx')).IncomingAccessesScreen },
  { path: '/lent-rights', load: async () => (await import('./lent-rights.tsx')).LentRightsScreen },
  { path: '/notices', load: async () => (await import('./notice-list.tsx')).NoticeListScreen },
  { path: '/corrections', load: async () => (await import('./corrections.tsx')).CorrectionsScreen },
  { path: '/audit', load: async () => (await import('./audit-list.tsx')).AuditListScreen },
];

export const newSecondFactorScreen: Screen = {
  path: '/new-second-factor',
  load: async () => (await import('./new-second-factor.tsx')).NewSecondFactorScreen,
};

export const newPasswordScreen: Screen = { path: '/new-password', load: async () => (await import('./new-password.tsx')).NewPasswordScreen };
