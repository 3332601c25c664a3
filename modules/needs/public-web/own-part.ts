import { html } from 'hono/html';
import type { PersonPart } from '#platform/http/person-part.ts';
import { listFollowed, type NeedMeans } from '../server/public.ts';
import { standingOf, titleOf } from './follow-parts.ts';
import { replyToOwn, showOwn } from './own-page.ts';
import { REPORT, sendReport, showReporting } from './report-page.ts';
import { beginStating, goOnStating, submitNeed } from './state-need.ts';
import { panel } from '#ui/portal/parts.ts';

const SHOWN = 5;

/** On a person's first page: what the person has stated, and how far it has come. */
export function ownNeedsPart(means: NeedMeans): PersonPart {
  return {
    title: '我的需求',
    links: [{ href: '/my/needs/new', text: '说需求', what: '缺什么、要人帮什么，说一声；办好以后由您评价' }],
    async section({ context }) {
      const needs = await listFollowed(context.platform.db, context.actor.id);
      if (needs.length === 0) return undefined;
      const standings = needs.map((need) => ({ need, standing: standingOf(need, context.today) }));
      const sorted = standings.toSorted((one, other) => Number(other.standing.isTheirTurn) - Number(one.standing.isTheirTurn)).slice(0, SHOWN);
      const content = html`${sorted.map(({ need, standing: { text, tone, isTheirTurn } }) => {
        const title = titleOf(need);
        return panel(
          tone,
          html`<h3>${title}</h3><p>${text}</p><a class="button${isTheirTurn ? '' : ' plain'}" href="/my/needs/${need.id}" aria-label="${isTheirTurn ? '去答复' : '查看'}：${title}">${isTheirTurn ? '去答复' : '查看'}</a>`,
        );
      })}`;
      return { content, isTheirTurn: standings.some(({ standing }) => standing.isTheirTurn) };
    },
    registerPages(door) {
      const asked = (visit: Parameters<Parameters<typeof door.get>[1]>[0]) => ({ ...visit, place: placeOf(visit), isSignedIn: true });
      door.get('/my/needs/new', (visit) => beginStating({ ...asked(visit), typed: {} }));
      door.post('/my/needs/new', (visit) => goOnStating(asked(visit)));
      door.post('/my/needs/new/submit', (visit) => submitNeed(asked(visit), means));
      door.get(REPORT, (visit) => showReporting(visit, means));
      door.post(REPORT, (visit) => sendReport(visit, means));
      door.get('/my/needs/:id', showOwn);
      door.post('/my/needs/:id', replyToOwn);
    },
  };
}

/** The place chosen in this browser, else the home community. */
function placeOf({ request, home }: { request: { cookies: Record<string, string | undefined> }; home: number | undefined }): string | undefined {
  return request.cookies['wotu_place'] ?? (home === undefined ? undefined : String(home).padStart(12, '0'));
}
