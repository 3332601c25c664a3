import { html } from 'hono/html';
import type { Context } from '#platform/context.ts';
import type { Html } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import type { Application, ApplicationSummary } from '../contract/application.ts';
import type { OwnOrganization } from '../contract/claim.ts';
import { type FilingMeans, getApplicationUnderRules, listApplications, listOwnOrganizations } from '../server/public.ts';
import { filingAddress, organizationAddress } from './addresses.ts';
import { standingOf } from './plain-words.ts';

const MOST = 50;

/** On a person's first page: the own organizations and applications, what they stand at, and what may be begun. */
export async function filingSection(context: Context, means: FilingMeans): Promise<Html> {
  const [organizations, open, decided] = await Promise.all([
    listOwnOrganizations(context),
    listApplications(context, 'own', { standing: 'open', limit: MOST, withTotal: false }),
    listApplications(context, 'own', { standing: 'decided', limit: MOST, withTotal: false }),
  ]);
  const turns = (await Promise.all(open.items.map((one) => withList(context, means, one)))).toSorted(
    (one, other) => Number(standingOf(other, context.today).isTheirTurn) - Number(standingOf(one, context.today).isTheirTurn),
  );
  const nothing = organizations.length + open.items.length + decided.items.length === 0;
  return html`${
    nothing
      ? html`<div class="panel"><p>这里会显示您负责的社区社会组织，和办理中的事。现在还没有。</p>
<p>您可以为新的团队申请备案；团队已经登记在册的，请向社区居委会或街道要一个认领码，填写后就能在手机上办理。</p></div>`
      : ''
  }
${open.items.length > 0 ? html`<h2>正在办的事</h2>${turns.map((one) => applicationPanel(one, context.today))}` : ''}
${organizations.length > 0 ? html`<h2>我的组织</h2>${organizations.map(organizationPanel)}` : ''}
<h2>要办新的事</h2>
<p><a class="button" href="/my/new">为新团队申请</a> <a class="button plain" href="/my/claim">用认领码认领组织</a></p>
${
  decided.items.length > 0
    ? html`<details><summary>办完的事（${decided.items.length} 件）</summary>${decided.items.map((one) => applicationPanel(one, context.today))}</details>`
    : ''
}`;
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
