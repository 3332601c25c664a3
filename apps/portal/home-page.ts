import { html } from 'hono/html';
import type { PersonPart, PersonSection } from '#platform/http/person-part.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { door } from '#ui/portal/parts.ts';

export interface ShownPart {
  part: PersonPart;
  section: PersonSection | undefined;
}

/** The person's first page: what waits comes first, then what is under way, then what may be begun. */
export function homePage(frame: Frame, name: string, shown: readonly ShownPart[]): string {
  const own = shown.flatMap(({ part, section }) => (section ? [{ title: part.title, ...section }] : []));
  const turns = own.toSorted((one, other) => Number(other.isTheirTurn) - Number(one.isTheirTurn));
  return page(
    '我的',
    html`<h1>${name}，您好</h1>
${turns.length === 0 ? html`<p class="panel">您办的事、参加的活动会显示在这里。现在还没有，可以从下面开始。</p>` : ''}
${turns.map(sectionOf)}
<h2>可以办的事</h2>
<ul class="doors">${shown.flatMap(({ part }) => part.links).map(({ href, text, what }) => door(href, text, what))}</ul>
<p><a class="back" href="/my/account">我的账号、退出登录</a></p>`,
    frame,
  );
}

function sectionOf({ title, content, isTheirTurn }: PersonSection & { title: string }): Html {
  return html`<section><h2>${title}${isTheirTurn ? html` <span class="mark">等您处理</span>` : ''}</h2>${content}</section>`;
}
