import type { PublicDoor } from '#platform/http/public-door.ts';
import { noteRead, showArticle } from './article-page.ts';
import { showArticles } from './articles-page.ts';
import { showFeed } from './feed.ts';
import { SHARE_CARD, showShareCard } from './share-card.ts';

/** Pages for anybody: what offices say, by place and kind, one by one, and for feed readers. */
export function registerArticlePages(door: PublicDoor): void {
  door.get('/articles', showArticles);
  door.get('/articles/feed', showFeed);
  door.get(SHARE_CARD, showShareCard);
  door.get('/articles/:id', showArticle, noteRead);
}
