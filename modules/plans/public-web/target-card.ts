import { html } from 'hono/html';
import type { Html } from '#ui/portal/page.ts';
import type { PublicTarget } from '../server/public.ts';
import { lineAnchor, textAddress } from './addresses.ts';
import { demandInWords, isPartOfWhole, meaningsOf, standingInWords, STATUS_WORDS } from './target-in-words.ts';

const WIDTH = 300;
const HEIGHT = 22;

/** One target: its name and standing, what is asked for, how far it is in words and as a bar, what it means, and where it is written. */
export function targetCard(planId: string, shown: PublicTarget): Html {
  const { target, status } = shown;
  const { mark, word, look } = STATUS_WORDS[status];
  return html`<section class="panel target" id="${target.id}"><h3>${target.name}</h3>
<p class="status ${look}"><span aria-hidden="true">${mark}</span> ${word}</p>
<p>${demandInWords(shown)}<br><strong>${standingInWords(shown)}</strong></p>
${bar(shown)}
${meaningsOf(shown).map(({ text, link }, index) => html`<p>${index === 0 ? html`<strong>跟您的关系：</strong>` : ''}${text}${link ? html` <a href="${link.href}">${link.text}</a>` : ''}</p>`)}
<details><summary>怎样算，写在哪里</summary><p>${target.countingRule}</p><blockquote>${target.clause.quote}</blockquote>
<p><a href="${textAddress(planId, lineAnchor(target.clause.document, target.clause.line))}">看原文这一句</a></p></details></section>`;
}

/** What is reached of the whole, or of the number asked for, with a line where the target stands. The words beside it say the same. */
function bar(shown: PublicTarget): Html | string {
  const scale = scaleOf(shown);
  if (!scale) return '';
  const line = Math.min(WIDTH - 2, scale.line * WIDTH);
  return html`<svg class="bar-picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" x="0" y="4" width="${WIDTH}" height="14"/><rect class="${STATUS_WORDS[shown.status].look}" x="0" y="4" width="${(scale.reached * WIDTH).toFixed(1)}" height="14"/><rect class="goal" x="${line.toFixed(1)}" y="0" width="2" height="${HEIGHT}"/></svg>`;
}

/** Both between 0 and 1; undefined where there is nothing to draw. */
function scaleOf(shown: PublicTarget): { reached: number; line: number } | undefined {
  const { value, threshold } = shown;
  if (value === null || threshold === null) return undefined;
  if (isPartOfWhole(shown)) return { reached: Math.min(1, value), line: threshold };
  const most = Math.max(value, threshold);
  return most === 0 ? undefined : { reached: value / most, line: threshold / most };
}
