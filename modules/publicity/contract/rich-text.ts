/**
 * The text of an article as a closed tree (ADR 0070): what is not named here cannot be stored, so there is no HTML to clean. The editor
 * keeps the same tree, the server checks it with this schema, and pages write it out escaped.
 */
import { z } from 'zod';

export const RICH_TEXT_LIMITS = { blocks: 300, items: 100, pieces: 200, piece: 5000, text: 20_000, address: 500, alt: 100, pictures: 30 } as const;

/**
 * @returns the address as it is safe to lead to, or undefined: http and https only, no name or password in it, nothing that reads
 * differently from what it leads to
 */
export function safeAddress(typed: string): string | undefined {
  const text = typed.trim();
  if (text.length > RICH_TEXT_LIMITS.address || !/^https?:\/\//i.test(text)) return undefined;
  try {
    const { protocol, username, password, hostname, href } = new URL(text);
    const isWeb = protocol === 'http:' || protocol === 'https:';
    // an apostrophe is the one sign that the parser leaves and that could end an attribute
    const address = href.replaceAll("'", '%27');
    return isWeb && username === '' && password === '' && hostname !== '' && address.length <= RICH_TEXT_LIMITS.address ? address : undefined;
  } catch {
    return undefined;
  }
}

/** Without control characters and halves of signs, which no page shows and no database takes. */
const isPlain = (text: string) => text.isWellFormed() && !/(?![\t\n])\p{Cc}/u.test(text);

const linkSchema = z.strictObject({
  type: z.literal('link'),
  attrs: z.strictObject({
    href: z
      .string()
      .max(RICH_TEXT_LIMITS.address)
      .refine((text) => safeAddress(text) !== undefined, '链接须以 http:// 或 https:// 开头。'),
  }),
});
const markSchema = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('strong') }), linkSchema]);

const textSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1).max(RICH_TEXT_LIMITS.piece).refine(isPlain, '文字里有看不见的控制符。'),
  marks: z.array(markSchema).max(2).optional(),
});
const breakSchema = z.strictObject({ type: z.literal('hard_break') });
const pieces = z
  .array(z.discriminatedUnion('type', [textSchema, breakSchema]))
  .max(RICH_TEXT_LIMITS.pieces)
  .optional();

const paragraphSchema = z.strictObject({ type: z.literal('paragraph'), content: pieces });
const headingSchema = z.strictObject({ type: z.literal('heading'), content: pieces });
const itemSchema = z.strictObject({ type: z.literal('list_item'), content: z.array(paragraphSchema).min(1).max(20) });
const items = z.array(itemSchema).min(1).max(RICH_TEXT_LIMITS.items);
const bulletSchema = z.strictObject({ type: z.literal('bullet_list'), content: items });
const orderedSchema = z.strictObject({ type: z.literal('ordered_list'), content: items });
const quoteSchema = z.strictObject({ type: z.literal('blockquote'), content: z.array(paragraphSchema).min(1).max(50) });

/** A file of the article itself, never an address. What is on it is read out and stands below it. */
const pictureSchema = z.strictObject({
  type: z.literal('picture'),
  attrs: z.strictObject({
    file: z.string().regex(/^\d{1,16}$/),
    alt: z.string().trim().min(1, '请用一句话写明图片上是什么。').max(RICH_TEXT_LIMITS.alt).refine(isPlain, '文字里有看不见的控制符。'),
    /** pixels, so that the page keeps its place while it comes */
    width: z.number().int().min(1).max(20_000),
    height: z.number().int().min(1).max(20_000),
  }),
});

const blockSchema = z.discriminatedUnion('type', [paragraphSchema, headingSchema, bulletSchema, orderedSchema, quoteSchema, pictureSchema]);

export const richTextSchema = z
  .strictObject({ type: z.literal('doc'), content: z.array(blockSchema).max(RICH_TEXT_LIMITS.blocks) })
  .refine((doc) => picturesIn(doc).length <= RICH_TEXT_LIMITS.pictures, `正文最多 ${RICH_TEXT_LIMITS.pictures} 张图片。`)
  .refine((doc) => plainText(doc).length <= RICH_TEXT_LIMITS.text, `正文最多 ${RICH_TEXT_LIMITS.text} 字。`);

export type TextPiece = z.infer<typeof textSchema> | z.infer<typeof breakSchema>;
export type Paragraph = z.infer<typeof paragraphSchema>;
export type Picture = z.infer<typeof pictureSchema>;
export type ListItem = z.infer<typeof itemSchema>;
export type Block = z.infer<typeof blockSchema>;
export interface RichText {
  type: 'doc';
  content: Block[];
}

export const EMPTY_TEXT: RichText = { type: 'doc', content: [] };

function piecesText(content: readonly TextPiece[] = []): string {
  return content.map((piece) => (piece.type === 'text' ? piece.text : '\n')).join('');
}

function blockText(block: Block): string {
  if (block.type === 'picture') return block.attrs.alt;
  if (block.type === 'paragraph' || block.type === 'heading') return piecesText(block.content);
  if (block.type === 'blockquote') return block.content.map(({ content }) => piecesText(content)).join('\n');
  return block.content.flatMap((item) => item.content.map(({ content }) => piecesText(content))).join('\n');
}

/** The words alone, a line for each paragraph. */
export function plainText({ content }: RichText): string {
  return content.map(blockText).join('\n').trim();
}

/** Ids of the files that the text shows, in order. */
export function picturesIn({ content }: RichText): string[] {
  return content.flatMap((block) => (block.type === 'picture' ? [block.attrs.file] : []));
}

/** Every address that the text leads to. */
export function addressesIn(doc: RichText): string[] {
  const ofPieces = (content: readonly TextPiece[] = []) =>
    content.flatMap((piece) => (piece.type === 'text' ? (piece.marks ?? []) : [])).flatMap((mark) => (mark.type === 'link' ? [mark.attrs.href] : []));
  return doc.content.flatMap((block) => {
    if (block.type === 'picture') return [];
    if (block.type === 'paragraph' || block.type === 'heading') return ofPieces(block.content);
    if (block.type === 'blockquote') return block.content.flatMap(({ content }) => ofPieces(content));
    return block.content.flatMap((item) => item.content.flatMap(({ content }) => ofPieces(content)));
  });
}
