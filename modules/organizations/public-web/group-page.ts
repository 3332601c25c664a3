import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findPublicPlace, type PublicPlace } from '#modules/divisions/server/public.ts';
import { onOneConnection } from '#platform/db/asked-together.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { GroupSection } from '#platform/http/group-section.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { dayInWords } from '#shared/day.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { standingOf } from '../contract/standing.ts';
import {
  districtsOfListed,
  findListedInstead,
  findListedOrganization,
  findPublicProfile,
  type ListedOrganization,
  listPublicDocuments,
  listPublicPeople,
  type PublicProfile,
} from '../server/public.ts';
import { directoryAddress, groupAddress } from './addresses.ts';
import { missingSection, type NamedSection, ownSections } from './own-sections.ts';

interface Shown {
  group: ListedOrganization;
  place: PublicPlace | undefined;
  profile: PublicProfile | undefined;
  sections: readonly NamedSection[];
}

/** One organization: what it does, for whom, where, since when, where it stands, and whatever else is public of it. Nobody who is not declared public. */
export async function showGroup({ context, reply, params, frame }: PublicVisit, sections: readonly GroupSection[]): Promise<FastifyReply> {
  const id = /^\d{1,16}$/.test(params['id'] ?? '') ? Number(params['id']) : Number.NaN;
  const { portalDb } = context.platform;
  const [group, districts] = Number.isSafeInteger(id) ? await findWithPlaces(context, id) : [undefined, []];
  if (!group) {
    const kept = Number.isSafeInteger(id) ? await findListedInstead(portalDb, { id, districts }) : undefined;
    return kept === undefined ? sendPage(reply, noGroupPage(frame), 404) : reply.redirect(groupAddress(kept), 301);
  }
  const { today } = context;
  const placed = { id: group.id, district: group.district, districts };
  const [place, people, documents, profile, ...contents] = await Promise.all([
    findPublicPlace(portalDb, group.div, today),
    listPublicPeople(portalDb, today, placed),
    listPublicDocuments(portalDb, today, placed),
    findPublicProfile(portalDb, placed),
    ...sections.map(({ show }) => show(context, placed)),
  ]);
  const others = sections.map(({ what, ofRegisteredOnly }, index): NamedSection => ({ what, ofRegisteredOnly, content: contents[index] ?? '' }));
  return sendPage(reply, groupPage(frame, { group, place, profile, sections: [...others, ...ownSections(people, documents, profile, today)] }, today));
}

/** Where there is something about it is asked together with the record itself. */
function findWithPlaces({ platform, today }: PublicVisit['context'], id: number): Promise<[ListedOrganization | undefined, number[]]> {
  return onOneConnection(platform.portalDb, (db) => Promise.all([findListedOrganization(db, today, id), districtsOfListed(db, id)]));
}

function groupPage(frame: Frame, { group, place, profile, sections }: Shown, today: string): string {
  const { name, businessScopes, serviceTargets, demonstration, tier } = group;
  return page(
    name,
    html`<h1>${name}</h1>
${demonstration ? html`<p><span class="mark">演示数据</span> <span class="quiet">这是为演示编的组织，不是真实的。</span></p>` : ''}
<h2>做什么</h2>
<div class="panel">${profile?.purpose ? html`<p>${profile.purpose}</p>` : ''}${
      businessScopes.length > 0 ? html`<ul>${businessScopes.map((scope) => html`<li>${scope}</li>`)}</ul>` : html`<p class="quiet">还没有填写业务范围。</p>`
    }</div>
${serviceTargets.length > 0 ? html`<p>主要为这些人服务：${serviceTargets.join('、')}。</p>` : ''}
${factsSection(group, place, profile, today)}
${sections.map(({ content }) => content)}
${missingSection(sections, tier === '登记')}
<p class="quiet">以上为 ${dayInWords(today)} 的记录，只显示可以公开的内容。想参加或联系的，请到活动场所，或问所在的居（村）委会。</p>
<p><a class="button plain" href="/check">核验它的证书</a></p>`,
    frame,
    [{ href: '/groups', text: '找组织' }, ...(place?.path.slice(-2).map(({ key, shortName }) => ({ href: directoryAddress(key), text: shortName })) ?? [])],
  );
}

function factsSection(group: ListedOrganization, place: PublicPlace | undefined, profile: PublicProfile | undefined, today: string): Html {
  const { tier, category, venues, isHub, filingNumber, creditCode, establishedOn, filedOn, registeredOn } = group;
  return html`<h2>基本情况</h2>
<div class="panel"><dl class="facts">
${line('组织类别', category)}
${isHub ? line('枢纽型组织', '是，联系和帮助其他组织') : ''}
${line('管理层级', `${tier}（${standingOf({ tier, endedOn: null, endReason: null }, today).word}）`)}
${place ? line('所在地方', place.path.map((step) => step.shortName).join(' ')) : ''}
${place?.level === 'township' ? line('活动范围', `整个${place.shortName}`) : ''}
${profile?.activityArea ? line('活动地域', profile.activityArea) : ''}
${venues.length > 0 ? line('活动场所', venues.join('、')) : ''}
${line('成立日期', dayInWords(establishedOn))}
${filedOn ? line('备案日期', dayInWords(filedOn)) : ''}
${registeredOn ? line('登记日期', dayInWords(registeredOn)) : ''}
${filingNumber ? line('备案编号', filingNumber) : ''}
${tier === '登记' && creditCode ? line('统一社会信用代码', creditCode) : ''}
</dl></div>`;
}

function noGroupPage(frame: Frame): string {
  return page(
    '没有这个组织',
    html`<h1>没有这个组织</h1><p class="panel">没有找到这个组织：它可能已经终止，或者网址不完整。有它的证书的，可以<a href="/check">核验证书</a>，看它后来怎样了。</p>
<p><a class="button" href="/groups">找组织</a></p>`,
    frame,
  );
}

function line(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
