/** What the composition root and the own public pages may call. */
export { createDemonstrationArticles, type DemonstrationOffice } from './commands/create-demonstration-articles.ts';
export { removeDemonstrationArticles } from './commands/remove-demonstration-articles.ts';
export { pictureKeeper } from './article-pictures.ts';
export { countRead } from './count-reads.ts';
export { carryArticles } from './history-store.ts';
export { publicityTables } from './located-tables.ts';
export type { LinkTarget, PublicityMeans } from './means.ts';
export {
  findPublicArticle,
  listArticlesAbout,
  listPublicArticles,
  type PublicArticle,
  type PublicArticleLine,
  type PublicFilter,
} from './queries/public-articles.ts';
