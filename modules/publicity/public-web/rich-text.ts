import { html } from 'hono/html';
import { publicFileAddress } from '#shared/stored-file.ts';
import type { Html } from '#ui/portal/page.ts';
import { type Block, type Paragraph, type Picture, type RichText, richTextSchema, safeAddress, type TextPiece } from '../contract/rich-text.ts';

/** What a stored text says; nothing of one that is not of the closed tree, whoever wrote it into the database. */
export function readRichText(stored: unknown): RichText {
  const read = richTextSchema.safeParse(stored);
  return read.success ? read.data : { type: 'doc', content: [] };
}

/** The text as HTML: every word is escaped by the template, every address judged again. */
export function richText({ content }: RichText): Html {
  return html`<div class="prose">${content.map(block)}</div>`;
}

function block(one: Block): Html {
  if (one.type === 'paragraph') return paragraph(one);
  if (one.type === 'heading') return html`<h2>${pieces(one.content)}</h2>`;
  if (one.type === 'picture') return picture(one);
  if (one.type === 'blockquote') return html`<blockquote>${one.content.map(paragraph)}</blockquote>`;
  const items = one.content.map((item) => html`<li>${item.content.map(paragraph)}</li>`);
  return one.type === 'ordered_list' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

/** The middle size: enough for any screen, and a phone does not load more than it shows. */
function picture({ attrs: { file, alt, width, height } }: Picture): Html {
  return html`<figure><img src="${publicFileAddress(file, 'medium')}" alt="${alt}" width="${width}" height="${height}" loading="lazy" decoding="async"><figcaption>${alt}</figcaption></figure>`;
}

function paragraph({ content }: Paragraph): Html {
  return html`<p>${pieces(content)}</p>`;
}

function pieces(content: readonly TextPiece[] = []): Html[] {
  return content.map((piece) => (piece.type === 'hard_break' ? html`<br>` : marked(piece)));
}

function marked({ text, marks = [] }: Extract<TextPiece, { type: 'text' }>): Html {
  const link = marks.find((mark) => mark.type === 'link');
  const href = link && safeAddress(link.attrs.href);
  const words = marks.some(({ type }) => type === 'strong') ? html`<strong>${text}</strong>` : html`${text}`;
  return href === undefined ? words : html`<a href="${href}" rel="noopener nofollow ugc">${words}</a>`;
}
