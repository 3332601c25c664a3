/** What no text can do: become a tag, an attribute, an address that is none of the web. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteFigure, SEED, trials } from '#tests/support/sizes.ts';
import { addressesIn, richTextSchema, safeAddress } from '../contract/rich-text.ts';
import { readRichText, richText } from './rich-text.ts';

const ALLOWED = /^<(?:\/?(?:p|h2|ul|ol|li|blockquote|strong|a|div)|br|div class="prose"|a href="https?:\/\/[^"<>\s]+" rel="noopener nofollow ugc")>$/;

/** Every tag of an output that is not on the list, and every bare sign that a tag could begin with. */
function strangeIn(output: string): string[] {
  const tags = output.match(/<[^>]*>?/g) ?? [];
  return [...tags.filter((tag) => !ALLOWED.test(tag)), ...(output.replaceAll(/<[^>]*>/g, '').match(/[<>"]/g) ?? [])];
}

const VECTORS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '<svg/onload=alert(1)>',
  '</p></div><iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<style>@import url(//evil.example)</style>',
  '<base href="//evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
];
const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  '//evil.example',
  '/console/',
  'http:evil',
  'https://name:word@evil.example/',
  'https://',
  'ftp://example.org',
  'mailto:a@example.org',
  'https://example.org" onmouseover="alert(1)',
  "https://example.org/'><script>alert(1)</script>",
];

const hostileText = fc.oneof(fc.constantFrom(...VECTORS), fc.string({ minLength: 1, unit: 'binary' }), fc.constantFrom(...ADDRESSES));
const hostileAddress = fc.oneof(
  fc.constantFrom(...ADDRESSES),
  fc.webUrl(),
  fc.tuple(fc.constantFrom('http', 'https', 'javascript', 'data', 'HTTPS'), hostileText).map(([scheme, rest]) => `${scheme}:${rest}`),
  hostileText.map((text) => `https://example.org/${text}`),
);
const mark = fc.oneof(
  fc.constant({ type: 'strong' }),
  hostileAddress.map((href) => ({ type: 'link', attrs: { href } })),
  fc.record({ type: fc.constantFrom('link', 'script', 'style'), attrs: fc.dictionary(fc.constantFrom('href', 'onclick', 'style', '__proto__'), hostileText) }),
);
const piece = fc.oneof(
  fc.record({ type: fc.constant('text'), text: hostileText, marks: fc.array(mark, { maxLength: 2 }) }),
  fc.constant({ type: 'hard_break' }),
  fc.record({ type: fc.constantFrom('image', 'html', 'iframe'), attrs: fc.dictionary(fc.string(), hostileText), text: hostileText }),
);
const paragraph = fc.record({ type: fc.constant('paragraph'), content: fc.array(piece, { maxLength: 4 }) });
const item = fc.record({ type: fc.constant('list_item'), content: fc.array(paragraph, { minLength: 1, maxLength: 2 }) });
const block = fc.oneof(
  paragraph,
  fc.record({ type: fc.constant('heading'), content: fc.array(piece, { maxLength: 3 }) }),
  fc.record({ type: fc.constantFrom('bullet_list', 'ordered_list'), content: fc.array(item, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant('blockquote'), content: fc.array(paragraph, { minLength: 1, maxLength: 2 }) }),
  fc.record({ type: hostileText, content: fc.anything() }),
);
const doc = fc.record({ type: fc.constant('doc'), content: fc.array(block, { maxLength: 6 }) });
const N = trials(1000, 100_000);

describe('the text of an article', () => {
  it('is a closed tree: what is taken in leads to web addresses only', () => {
    let taken = 0;
    fc.assert(
      fc.property(doc, (given) => {
        const read = richTextSchema.safeParse(given);
        if (!read.success) return;
        taken += 1;
        for (const address of addressesIn(read.data)) expect(safeAddress(address)).toMatch(/^https?:\/\//);
      }),
      { seed: SEED, numRuns: N },
    );
    expect(taken).toBeGreaterThan(N / 100);
  });

  it('is written out with the listed tags only, whatever somebody put into the database', () => {
    let wrong = 0;
    fc.assert(
      fc.property(doc, (given) => {
        // past the schema, too: as if it had not been asked when it was stored
        const outputs = [String(richText(readRichText(given))), String(richText(withKnownBlocks(given)))];
        const strange = outputs.flatMap(strangeIn);
        wrong += strange.length;
        expect(strange).toEqual([]);
      }),
      { seed: SEED, numRuns: N },
    );
    noteFigure({ promise: 'no text of an article becomes a tag, an attribute or an address that is none of the web', tried: 'hostile documents', n: N, wrong });
  });

  it.each(ADDRESSES)('leads nowhere by %j', (address) => {
    const leads = safeAddress(address);
    // what is harmless after all is written so that no sign of it can end an attribute
    expect(leads === undefined || /^https:\/\/example\.org\/?[^"'<>\s]*$/.test(leads)).toBe(true);
  });

  it.each(VECTORS)('shows %j as words', (text) => {
    const output = String(richText({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }));
    expect(strangeIn(output)).toEqual([]);
    expect(output.match(/<[a-z]/g)).toEqual(['<d', '<p']);
  });

  it('takes what the editor makes', () => {
    const made = {
      type: 'doc',
      content: [
        { type: 'heading', content: [{ type: 'text', text: '怎么报名' }] },
        { type: 'paragraph', content: [{ type: 'text', text: '请看', marks: [{ type: 'strong' }] }, { type: 'hard_break' }] },
        { type: 'paragraph' },
        { type: 'bullet_list', content: [{ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: '一' }] }] }] },
        { type: 'paragraph', content: [{ type: 'text', text: '网站', marks: [{ type: 'link', attrs: { href: 'https://example.org/a' } }] }] },
      ],
    };
    expect(richTextSchema.parse(made)).toEqual(made);
    expect(String(richText(readRichText(made)))).toContain('<a href="https://example.org/a" rel="noopener nofollow ugc">网站</a>');
  });
});

interface Loose {
  type: string;
  content?: Loose[];
  text?: string;
  marks?: { type: string; attrs?: { href?: string } }[];
}

/** The paragraphs with whatever hostile words and addresses they hold, as if no schema had been asked when they were stored. */
function withKnownBlocks({ content }: { content: unknown[] }): Parameters<typeof richText>[0] {
  const marksOf = ({ marks = [] }: Loose) => marks.filter(({ type, attrs }) => type === 'strong' || (type === 'link' && attrs?.href !== undefined));
  const piecesOf = ({ content: pieces = [] }: Loose) =>
    pieces.filter(({ type }) => type === 'text' || type === 'hard_break').map((one) => ({ ...one, marks: marksOf(one) }));
  const known = (content as Loose[]).filter(({ type }) => type === 'paragraph' || type === 'heading');
  return { type: 'doc', content: known.map((one) => ({ ...one, content: piecesOf(one) })) } as Parameters<typeof richText>[0];
}
