import { type ArticleContent, EMPTY_CONTENT } from '#modules/publicity/contract/article.ts';
import type { RichText } from '#modules/publicity/contract/rich-text.ts';

/** A text of plain paragraphs. */
export function paragraphs(...lines: string[]): RichText {
  return { type: 'doc', content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) };
}

/** A news article or a notice with all that it takes to go to review. */
export function completeArticle(title: string, more: Partial<ArticleContent> = {}): ArticleContent {
  return { ...EMPTY_CONTENT, title, summary: `${title}的摘要`, organ: '某单位', body: paragraphs(`${title}的正文。`), ...more };
}
