import type { ReactNode } from 'react';
import { type Block, type Paragraph, type RichText, safeAddress, type TextPiece } from '../contract/rich-text.ts';

/** A text as people will see it; every word goes through React, every address is judged again. */
export function RichTextView({ text: { content } }: { text: RichText }) {
  return content.map((block, index) => <BlockView key={index} block={block} />);
}

function BlockView({ block }: { block: Block }) {
  if (block.type === 'paragraph') return <ParagraphView paragraph={block} />;
  if (block.type === 'heading') return <h3>{pieces(block.content)}</h3>;
  if (block.type === 'blockquote') return <blockquote>{paragraphs(block.content)}</blockquote>;
  const items = block.content.map((item, index) => <li key={index}>{paragraphs(item.content)}</li>);
  return block.type === 'ordered_list' ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function paragraphs(all: readonly Paragraph[]): ReactNode {
  return all.map((paragraph, index) => <ParagraphView key={index} paragraph={paragraph} />);
}

function ParagraphView({ paragraph }: { paragraph: Paragraph }) {
  return <p>{pieces(paragraph.content)}</p>;
}

function pieces(content: readonly TextPiece[] = []): ReactNode {
  return content.map((piece, index) => (piece.type === 'hard_break' ? <br key={index} /> : <Words key={index} piece={piece} />));
}

function Words({ piece: { text, marks = [] } }: { piece: Extract<TextPiece, { type: 'text' }> }) {
  const link = marks.find((mark) => mark.type === 'link');
  const href = link && safeAddress(link.attrs.href);
  const words = marks.some(({ type }) => type === 'strong') ? <strong>{text}</strong> : text;
  if (href === undefined) return words;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  );
}
