import type { Screen } from '#ui/screen.ts';

export const publicityScreens: readonly Screen[] = [
  { path: '/publicity', load: async () => (await import('./article-list.tsx')).ArticleListScreen },
  { path: '/publicity/new', load: async () => (await import('./new-article.tsx')).NewArticleScreen },
  { path: '/publicity/$id', load: async () => (await import('./article-screen.tsx')).ArticleScreen },
];
