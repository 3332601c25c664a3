import { html } from 'hono/html';
import type { PersonPart } from '#platform/http/person-part.ts';
import { dayInWords } from '#shared/day.ts';
import type { Html } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import type { NeedSummary } from '../contract/need.ts';
import { listLedNeeds, type NeedMeans } from '../server/public.ts';
import { dropServicePhoto, showServicePhotos, uploadServicePhotos } from './service-photos-page.ts';
import { actForGroup, lookAtContact, showService } from './serving-page.ts';

/** On a leader's first page: needs that wait for the own organizations, that they serve, and that they may claim. */
export function servingPart(means: NeedMeans): PersonPart {
  return {
    title: '居民需求',
    links: [],
    async section({ context }) {
      const { needs } = await listLedNeeds(context, means);
      if (needs.length === 0) return undefined;
      const turns = needs.map((need) => ({ need, isTheirTurn: need.state === 'offered' || need.state === 'serving' }));
      const sorted = turns.toSorted((one, other) => Number(other.isTheirTurn) - Number(one.isTheirTurn));
      return { content: html`${sorted.map(({ need, isTheirTurn }) => needPanel(need, isTheirTurn))}`, isTheirTurn: turns.some((one) => one.isTheirTurn) };
    },
    registerPages(door) {
      door.get('/my/services/:id', (visit) => showService(visit, means));
      door.post('/my/services/:id', (visit) => actForGroup(visit, means));
      door.get('/my/services/:id/photos', (visit) => showServicePhotos(visit, means));
      door.post('/my/services/:id/photos', (visit) => uploadServicePhotos(visit, means));
      door.post('/my/services/:id/photos/:photo/removal', (visit) => dropServicePhoto(visit, means));
      door.post('/my/services/:id/contact', (visit) => lookAtContact(visit, means));
    },
  };
}

const WORDS: Partial<Record<NeedSummary['state'], string>> = { offered: '请您的组织接手', serving: '正在服务', published: '公开认领中', served: '等居民确认' };

function needPanel({ id, title, state, stateName, divisionName, dueOn, organizationName }: NeedSummary, isTheirTurn: boolean): Html {
  const verb = state === 'offered' ? '去答复' : state === 'serving' ? '去记录' : '查看';
  return panel(
    isTheirTurn ? 'warning' : 'info',
    html`<h3>${title}</h3><p>${WORDS[state] ?? stateName}${organizationName ? `（${organizationName}）` : ''}${dueOn && isTheirTurn ? `，${dayInWords(dueOn)}前` : ''}<br><span class="quiet">${divisionName.split(' ').at(-1) ?? ''}</span></p>
<a class="button${isTheirTurn ? '' : ' plain'}" href="/my/services/${id}" aria-label="${verb}：${title}">${verb}</a>`,
  );
}
