import type { ReactNode } from 'react';
import { fileAddress } from '#shared/stored-file.ts';
import { type Block, type Paragraph, type Picture, type RichText, safeAddress, type TextPiece } from '../contract/rich-text.ts';
import styles from './publicity.module.css';

/** A text as people will see it; every word goes through React, every address is judged again. */
export function RichTextView({ text: { content } }: { text: RichText }) {
  return content.map((block, index) => <BlockView key={index} block={block} />);
}

function BlockView({ block }: { block: Block }) {
  if (block.type === 'paragraph') return <ParagraphView paragraph={block} />;
  if (block.type === 'heading') return <h3>{pieces(block.content)}</h3>;
  if (block.type === 'picture') return <PictureView picture={block} />;
  if (block.type === 'blockquote') return <blockquote>{paragraphs(block.content)}</blockquote>;
  const items = block.content.map((item, index) => <li key={index}>{paragraphs(item.content)}</li>);
  return block.type === 'ordered_list' ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function PictureView({ picture: { attrs } }: { picture: Picture }) {
  const { file, alt, width, height } = attrs;
  return (
    <figure className={styles.figure}>
      <img src={fileAddress(file, 'medium')} alt={alt} width={width} height={height} loading="lazy" />
      <figcaption>{alt}</figcaption>
    </figure>
  );
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
