import { html } from 'hono/html';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { type Day, dayInWords } from '#shared/day.ts';
import type { Html } from '#ui/portal/page.ts';
import type { PublicDocument, PublicPerson, PublicProfile } from '../server/public.ts';

/** A part of the page with the name by which it is missed. */
export interface NamedSection {
  what: string;
  ofRegisteredOnly?: boolean | undefined;
  content: Html | '';
}

/** What the record of the organization itself discloses (HN-D62), in the order of the page. */
export function ownSections(
  people: readonly PublicPerson[],
  documents: readonly PublicDocument[],
  profile: PublicProfile | undefined,
  today: Day,
): NamedSection[] {
  const ofKind = (wanted: (kind: string) => boolean) => documents.filter(({ kind }) => wanted(kind));
  return [
    { what: '负责的人', content: peopleSection(people) },
    {
      what: '收费标准',
      content: documentSection(
        '收费标准',
        ofKind((kind) => kind === '收费标准'),
      ),
    },
    {
      what: '重大活动',
      content: documentSection(
        '重大活动',
        ofKind((kind) => kind === '重大活动'),
      ),
    },
    {
      what: '章程和制度',
      content: documentSection(
        '章程和制度',
        ofKind((kind) => kind !== '收费标准' && kind !== '重大活动'),
      ),
    },
    { what: '评估等级', ofRegisteredOnly: true, content: gradeSection(profile, today) },
    { what: '信用情况', ofRegisteredOnly: true, content: creditSection(profile) },
  ];
}

/** People in charge, where their names are public. */
function peopleSection(people: readonly PublicPerson[]): Html | '' {
  if (people.length === 0) return '';
  return html`<h2>负责的人</h2>
<div class="panel"><dl class="facts">${people.map(({ role, name, post }) => html`<div><dt>${post ?? role}</dt><dd>${name}</dd></div>`)}</dl></div>`;
}

function documentSection(heading: string, documents: readonly PublicDocument[]): Html | '' {
  return documents.length === 0 ? '' : html`<h2>${heading}</h2>${documents.map(documentPart)}`;
}

/** Numbers of persons in the text are masked. */
function documentPart({ kind, title, adoptedOn, content }: PublicDocument): Html {
  const heading = `${title}（${kind === title ? '' : `${kind}，`}${dayInWords(adoptedOn)}通过）`;
  if (!content) return html`<p class="panel">${heading}</p>`;
  return html`<details class="panel"><summary>${heading}</summary>${maskNumbersIn(content)
    .split(/\n+/)
    .map((line) => html`<p>${line}</p>`)}</details>`;
}

/** The grade, also when its five years are over: then it says so (X06 art.28). */
function gradeSection(profile: PublicProfile | undefined, today: Day): Html | '' {
  if (!profile?.assessmentGrade || !profile.assessedOn) return '';
  const { assessmentGrade, assessedOn, assessedUntil } = profile;
  const isOver = assessedUntil !== null && assessedUntil < today;
  const until = assessedUntil === null ? '' : isOver ? `，有效期到${dayInWords(assessedUntil)}，已经过期` : `，有效期到${dayInWords(assessedUntil)}`;
  return html`<h2>评估等级</h2><p class="panel"><strong>${assessmentGrade}</strong>（${dayInWords(assessedOn)}评定${until}）</p>`;
}

function creditSection(profile: PublicProfile | undefined): Html | '' {
  if (!profile?.creditStanding) return '';
  const { creditStanding, creditSince, creditReason } = profile;
  const tone = creditStanding === '正常' ? 'done' : 'problem';
  return html`<h2>信用情况</h2><div class="panel ${tone}"><p><strong>${creditStanding === '正常' ? '✓ 正常' : `✕ ${creditStanding}`}</strong>${
    creditSince ? `（${dayInWords(creditSince)}起）` : ''
  }</p>${creditReason ? html`<p>事由：${maskNumbersIn(creditReason)}</p>` : ''}</div>`;
}

/** Said plainly: what the page would show if it were recorded, and whom to ask. */
export function missingSection(sections: readonly NamedSection[], isRegistered: boolean): Html | '' {
  const missing = sections.filter(({ content, ofRegisteredOnly }) => content === '' && (isRegistered || !ofRegisteredOnly)).map(({ what }) => what);
  const notAsked = isRegistered ? '' : '备案和台账上的组织不参加等级评估，也不用报年度报告。';
  if (missing.length === 0) return notAsked === '' ? '' : html`<p class="quiet">${notAsked}</p>`;
  return html`<h2>还没有公开的</h2><div class="panel"><p>下面这些，台账里还没有可以公开的记录：</p>
<ul>${missing.map((what) => html`<li>${what}</li>`)}</ul><p class="quiet">想知道的，可以当面问这个组织。收费的组织应当把收费标准告诉大家。${notAsked}</p></div>`;
}
