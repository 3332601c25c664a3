import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, hidden } from '#ui/portal/parts.ts';
import { actOnApplication, type FilingMeans } from '../server/public.ts';
import { filingAddress } from './addresses.ts';
import { askedApplication, typedVersion } from './asked-application.ts';

/** Says what withdrawing means before it is done. */
export async function showWithdraw(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const { application } = await askedApplication(visit, means);
  const { id, version, subjectName, procedureName, state, abilities } = application;
  if (!abilities.some(({ action, allowed }) => action === 'withdraw' && allowed)) return visit.reply.redirect(filingAddress(id), 303);
  const isDraft = state === 'draft';
  return sendPage(
    visit.reply,
    page(
      '撤回',
      html`${backLink(filingAddress(id))}
<h1>${isDraft ? '不办了吗？' : '要撤回申请吗？'}</h1>
<p>${subjectName}的${procedureName}${isDraft ? '还没有提交。不办了，填写的内容不再保留在待办里。' : '会马上停止办理。以后可以重新申请，但要从头填写。'}</p>
<form method="post" action="${filingAddress(id, 'withdraw')}">${hidden({ version })}
<div class="actions"><button type="submit" class="danger">${isDraft ? '不办了' : '撤回'}</button><a class="button plain" href="${filingAddress(id)}">不，回去</a></div></form>`,
      { ...visit.frame, path: filingAddress(id, 'withdraw') },
    ),
  );
}

export async function withdraw(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const { application } = await askedApplication(visit, means);
  await actOnApplication(visit.context, means, 'own', { id: Number(application.id), version: typedVersion(visit), action: 'withdraw', input: {} });
  return visit.reply.redirect(filingAddress(application.id), 303);
}
