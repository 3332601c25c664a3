import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';
import { fileAddress } from '#shared/stored-file.ts';
import { safeAddress } from '../../contract/rich-text.ts';

/**
 * The editor's own words for the closed tree of `contract/rich-text.ts`: what is pasted from elsewhere is taken in as far as it is of
 * these, and no further.
 */
const nodes = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    parseDOM: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag })),
    toDOM: () => ['h3', 0],
  },
  bullet_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: { content: 'paragraph+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  blockquote: { group: 'block', content: 'paragraph+', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
  picture: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: { file: { validate: 'string' }, alt: { validate: 'string' }, width: { validate: 'number' }, height: { validate: 'number' } },
    // none is taken in by pasting: a picture is uploaded, or it is not there
    toDOM: ({ attrs }) => [
      'figure',
      ['img', { src: fileAddress(String(attrs['file']), 'medium'), alt: String(attrs['alt']), width: String(attrs['width']), height: String(attrs['height']) }],
      ['figcaption', String(attrs['alt'])],
    ],
  },
  text: { group: 'inline' },
  hard_break: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
} satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    attrs: { href: { validate: 'string' } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = safeAddress(element.getAttribute('href') ?? '');
          return href === undefined ? false : { href };
        },
      },
    ],
    toDOM: (mark) => ['a', { href: String(mark.attrs['href']), rel: 'noopener noreferrer nofollow' }, 0],
  },
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }, { style: 'font-weight=bold' }], toDOM: () => ['strong', 0] },
} satisfies Record<string, MarkSpec>;

export const textSchema = new Schema({ nodes, marks });
