import { html } from 'hono/html';
import type { Context } from '#platform/context.ts';
import type { PersonPart, PersonSection } from '#platform/http/person-part.ts';
import type { Html } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import type { Application, ApplicationSummary } from '../contract/application.ts';
import type { OwnOrganization } from '../contract/claim.ts';
import { type FilingMeans, getApplicationUnderRules, listApplications, listOwnOrganizations } from '../server/public.ts';
import { filingAddress, organizationAddress } from './addresses.ts';
import { standingOf } from './plain-words.ts';
import { registerFilingPages } from './register-filing-pages.ts';

const MOST = 50;

/** On a person's first page: the own organizations and applications, what they stand at, and what may be begun. */
export function filingPart(means: FilingMeans): PersonPart {
  return {
    title: '我的组织和申请',
    links: [
      { href: '/my/new', text: '为新团队申请', what: '在居住的社区成立团队，申请备案或登记' },
      { href: '/my/claim', text: '用认领码认领组织', what: '团队已登记在册，向社区居委会或街道要一个认领码，就能在手机上办理' },
    ],
    section: ({ context }) => filingSection(context, means),
    registerPages: (door) => registerFilingPages(door, means),
  };
}

async function filingSection(context: Context, means: FilingMeans): Promise<PersonSection | undefined> {
  const [organizations, open, decided] = await Promise.all([
    listOwnOrganizations(context),
    listApplications(context, 'own', { standing: 'open', limit: MOST, withTotal: false }),
    listApplications(context, 'own', { standing: 'decided', limit: MOST, withTotal: false }),
  ]);
  if (organizations.length + open.items.length + decided.items.length === 0) return undefined;
  const listed = await Promise.all(open.items.map((one) => withList(context, means, one)));
  const isTheirTurn = (one: ApplicationSummary): boolean => standingOf(one, context.today).isTheirTurn;
  const turns = listed.toSorted((one, other) => Number(isTheirTurn(other)) - Number(isTheirTurn(one)));
  const content = html`${turns.map((one) => applicationPanel(one, context.today))}
${organizations.map(organizationPanel)}
${
  decided.items.length > 0
    ? html`<details><summary>办完的事（${decided.items.length} 件）</summary>${decided.items.map((one) => applicationPanel(one, context.today))}</details>`
    : ''
}`;
  return { content, isTheirTurn: listed.some(isTheirTurn) };
}

/** What was sent back says what is to be supplemented. */
async function withList(context: Context, means: FilingMeans, summary: ApplicationSummary): Promise<ApplicationSummary | Application> {
  return summary.state === 'supplementing' ? (await getApplicationUnderRules(context, means, 'own', Number(summary.id))).application : summary;
}

function applicationPanel(application: ApplicationSummary | Application, today: string): Html {
  const { text, tone, isTheirTurn } = standingOf(application, today);
  const address = filingAddress(application.id);
  return panel(
    tone,
    html`<h3>${application.subjectName} · ${application.procedureName}</h3><p>${text}</p>
<a class="button${isTheirTurn ? '' : ' plain'}" href="${address}" aria-label="${isTheirTurn ? '去办' : '查看'}：${application.subjectName} ${application.procedureName}">${isTheirTurn ? '去办' : '查看'}</a>`,
  );
}

function organizationPanel({ id, name, statusName, divisionName, number }: OwnOrganization): Html {
  return html`<div class="panel"><h3>${name}</h3><p>${statusName}${number ? `，${number}` : ''}<br><span class="quiet">${divisionName}</span></p>
<a class="button plain" href="${organizationAddress(id)}" aria-label="办事：${name}">办事</a></div>`;
}
