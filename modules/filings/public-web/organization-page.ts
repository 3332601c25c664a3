import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { accessErrors } from '#platform/access/errors.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInWords } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, hidden, panel } from '#ui/portal/parts.ts';
import type { OwnOrganization } from '../contract/claim.ts';
import type { ProcedureId } from '../contract/workflow.ts';
import { type FilingMeans, getOwnOrganization, listOwnAnnuals, type OwnAnnual } from '../server/public.ts';
import { filingAddress, organizationAddress } from './addresses.ts';
import { annualAddress } from './annual-page.ts';
import { ANNUAL_QUESTIONS } from './annual-questions.ts';
import { numberOf } from './asked-application.ts';
import { PROCEDURE_WORDS } from './procedure-words.ts';
import { rosterAddress } from './roster-page.ts';
import { newFormKey, startFiling } from './start-filing.ts';

/** One organization of the person's, and what can be done with it. */
export async function showOrganization(visit: PersonRequest): Promise<FastifyReply> {
  const organization = await getOwnOrganization(visit.context, idOf(visit));
  const annuals = await listOwnAnnuals(visit.context, idOf(visit));
  return sendPage(visit.reply, organizationPage(visit, organization, annuals));
}

export async function startForOrganization(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  return startFiling(visit, means, { organizationId: idOf(visit) });
}

function idOf({ params }: PersonRequest): number {
  const id = numberOf(params['id']);
  if (id === undefined) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return id;
}

/** The yearly report of a registered organization. */
function annualPanel({ report: { organizationId, year, handedInOn }, duty: { dueOn, standing, submittedOn } }: OwnAnnual): Html {
  const isOpen = handedInOn === null && submittedOn === null;
  const first = ANNUAL_QUESTIONS[0]?.id ?? 'check';
  return panel(
    isOpen ? 'warning' : 'done',
    html`<h3>${year} 年度报告</h3><p>${isOpen ? `还没有报送，应在 ${dayInWords(dueOn)}前报送${standing === '逾期未报' ? '，已经逾期，请尽快' : ''}。` : `${standing}。`}</p>${
      isOpen || handedInOn !== null
        ? html`<a class="button${isOpen ? '' : ' plain'}" href="${annualAddress(organizationId, year, handedInOn === null ? first : 'check')}">${isOpen ? '去填' : '查看'}</a>`
        : ''
    }`,
  );
}

function organizationPage(
  { frame }: PersonRequest,
  { id, name, statusName, divisionName, number, openApplicationId, startable }: OwnOrganization,
  annuals: readonly OwnAnnual[],
): string {
  return page(
    name,
    html`${backLink('/my', '我的')}
<h1>${name}</h1>
<p>${statusName}${number ? `，${number}` : ''}<br><span class="quiet">${divisionName}</span></p>
<p><a class="button plain" href="${rosterAddress(id)}">成员名册</a></p>
${annuals.length > 0 ? html`<h2>年度报告</h2>${annuals.map(annualPanel)}` : ''}
${
  openApplicationId
    ? panel('warning', html`<p>有一件事正在办。办完或撤回后，才能办新的。</p><a class="button" href="${filingAddress(openApplicationId)}">看这件事</a>`)
    : startable.length > 0
      ? html`<h2>可以办的事</h2>${startable.map(({ procedure, label }) => startPanel({ procedure, label, action: `${organizationAddress(id)}/start`, more: {} }))}`
      : panel('info', html`<p>现在没有可以在手机上办的事。有问题请找社区居委会或街道。</p>`)
}`,
    frame,
  );
}

/** A procedure with what it is for, and the button that begins it. */
export function startPanel({
  procedure,
  label,
  action,
  more,
}: {
  procedure: ProcedureId;
  label: string;
  action: string;
  more: Readonly<Record<string, string>>;
}): Html {
  const words = PROCEDURE_WORDS[procedure] ?? { title: label, does: '' };
  return html`<form method="post" action="${action}" class="panel">${hidden({ procedure, key: newFormKey(), ...more })}
<h3>${words.title}</h3><p>${words.does}</p><button type="submit" class="plain">${words.title}</button></form>`;
}
