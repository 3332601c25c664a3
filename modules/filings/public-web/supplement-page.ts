import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, type Problem, textField } from '#ui/portal/parts.ts';
import type { Application } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import type { FilingMeans } from '../server/public.ts';
import { filingAddress } from './addresses.ts';
import { materialAddress } from './material-files-page.ts';
import { askedApplication, saveDraft } from './asked-application.ts';

type Item = Application['supplementItems'][number];

const MOST = 500;

/** One item of the list. */
export async function showReply(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const { application } = await askedApplication(visit, means);
  const item = itemOf(visit, application);
  if (application.state !== 'supplementing') return visit.reply.redirect(filingAddress(application.id), 303);
  return sendPage(visit.reply, replyPage(visit, application, item, item.reply ?? '', []));
}

/** Keeps what was answered; handing everything back is a step of its own. */
export async function saveReply(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const item = itemOf(visit, asking.application);
  const reply = (visit.typed['reply'] ?? '').trim();
  const back = filingAddress(asking.application.id);
  if (reply === '' || reply.length > MOST)
    return sendPage(visit.reply, replyPage(visit, asking.application, item, reply, [{ text: `请写明怎样补的，不超过 ${MOST} 字。`, href: '#reply' }]), 422);
  try {
    await saveDraft(visit, means, asking, { replies: [{ number: item.number, reply }] });
    return visit.reply.redirect(back, 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { application } = await askedApplication(visit, means);
    return sendPage(visit.reply, replyPage(visit, application, item, reply, [{ text: error.message }]), error.status);
  }
}

function itemOf({ params }: PersonRequest, { supplementItems }: Application): Item {
  const item = supplementItems.find(({ number }) => String(number) === params['number']);
  if (!item) throw refuse(filingErrors.FILING_NOT_FOUND);
  return item;
}

function replyPage({ frame }: PersonRequest, { id, version }: Application, item: Item, reply: string, problems: readonly Problem[]): string {
  const address = filingAddress(id, `supplement/${item.number}`);
  return page(
    '补这一项',
    html`${backLink(filingAddress(id))}
${errorSummary(problems)}
<h1>补这一项</h1>
<div class="panel warning"><p>办理单位要求：${item.content}</p></div>
<form method="post" action="${address}" novalidate>
${hidden({ version })}
${textField({ name: 'reply', label: '您怎样补的', value: reply, hint: '例如：已把场地使用协议交到街道窗口。', wrong: problems.find(({ href }) => href === '#reply')?.text }, MOST)}
<button type="submit">补好了</button>
</form>${item.material ? html`<p><a href="${materialAddress(id, item.material)}">先拍照或上传这份材料</a></p>` : ''}`,
    { ...frame, path: address },
  );
}
