import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, lineField } from '#ui/portal/parts.ts';
import { claimOrganization, type FilingMeans } from '../server/public.ts';
import { organizationAddress } from './addresses.ts';

export async function showClaim(visit: PersonRequest): Promise<FastifyReply> {
  return sendPage(visit.reply, claimPage(visit, undefined));
}

export async function claim(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  try {
    const { organizationId } = await claimOrganization(visit.context, means, visit.typed['code'] ?? '');
    return visit.reply.redirect(organizationAddress(String(organizationId)), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, claimPage(visit, error.message), error.status);
  }
}

function claimPage({ frame, typed }: PersonRequest, problem: string | undefined): string {
  return page(
    '用认领码认领组织',
    html`${backLink('/my', '我的')}
${errorSummary(problem ? [{ text: problem, href: '#code' }] : [], '没有认领成功')}
<h1>用认领码认领组织</h1>
<p>您的团队已经在社区居委会或街道登记在册，就向他们要一个认领码。填对了，以后就能用手机替它办事。</p>
<form method="post" action="/my/claim" novalidate>
${lineField({ name: 'code', label: '认领码', value: typed['code'] ?? '', hint: '12 位数字，7 天内有效，只能用一次。', wrong: problem }, { inputMode: 'numeric', most: 20, isShort: true })}
<button type="submit">认领</button>
</form>
<p class="quiet">认领后，这个组织就由您的账号办理；原来的账号不能再办。不要把认领码告诉别人。</p>`,
    { ...frame, path: '/my/claim' },
  );
}
