import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import type { PersonPart } from '#platform/http/person-part.ts';
import { homePage } from './home-page.ts';

const FRAME = { mode: 'plain', path: '/my', isSignedIn: true } as const;

function part(title: string): PersonPart {
  return {
    title,
    links: [{ href: `/my/${title}`, text: `办${title}`, what: '一句话' }],
    section: async () => undefined,
    registerPages: () => undefined,
  };
}

describe('the person’s home', () => {
  it('shows what waits for the person first, whatever the order of the parts', () => {
    const text = homePage(FRAME, '用户8001', [
      { part: part('甲'), section: { content: html`<p>进行中</p>`, isTheirTurn: false } },
      { part: part('乙'), section: { content: html`<p>请补正</p>`, isTheirTurn: true } },
    ]);
    expect(text.indexOf('请补正')).toBeLessThan(text.indexOf('进行中'));
    expect(text.match(/等您处理/g)).toHaveLength(1);
  });

  it('offers what may be begun when nothing is there yet, and no empty headings', () => {
    const text = homePage(FRAME, '用户8001', [{ part: part('甲'), section: undefined }]);
    expect(text).toContain('现在还没有');
    expect(text).toContain('href="/my/甲"');
    expect(text).not.toContain('<h2>甲</h2>');
  });

  it('writes names as text', () => {
    expect(homePage(FRAME, '<b>王</b>', [])).toContain('&lt;b&gt;王&lt;/b&gt;');
  });
});
