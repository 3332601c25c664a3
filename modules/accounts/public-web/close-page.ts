import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import type { OwnDataPart } from '#platform/personal-data/own-data.ts';
import { Refusal } from '#shared/errors.ts';
import { page, problemBox } from '#ui/portal/page.ts';
import { backLink, checkField, panel } from '#ui/portal/parts.ts';
import { accountErrors } from '../contract/errors.ts';
import { closeOwnAccount, readUnsettled } from '../server/public.ts';

/** What goes, what stays and why, what must be settled first; then one tick and one button. */
export async function showClosing(visit: PersonRequest, ownData: readonly OwnDataPart[]): Promise<FastifyReply> {
  return sendPage(visit.reply, await closingPage(visit, ownData));
}

async function closingPage({ context, frame }: PersonRequest, ownData: readonly OwnDataPart[], problem?: string): Promise<string> {
  const unsettled = await readUnsettled(context, ownData);
  const form =
    unsettled.length > 0
      ? panel('warning', html`<h2>先办完这些，才能注销</h2><ul>${unsettled.map((what) => html`<li>${what}。</li>`)}</ul>`)
      : html`<form method="post" action="/my/close">${checkField({ name: 'sure', label: '我知道注销后不能恢复', value: '', wrong: problem })}
<button type="submit" class="danger">注销我的账号</button></form>`;
  return page(
    '注销账号',
    html`${backLink('/my/data', '我的信息和授权')}
<h1>注销账号</h1>
${problemBox(problem)}
<h2>马上删除的</h2>
<ul><li>手机号、称呼、您登记的社区和其他身份</li><li>所有登录，每一台手机和电脑都会退出</li></ul>
<h2>依法还要保存的</h2>
<ul><li>备案、登记的办理档案和社区的台账：按档案规定保存，里面的申请人只剩一个编号和“用户”加手机尾号的称呼</li><li>说过的需求、活动报名和志愿服务的记录：由办理的社区、办活动的组织和志愿服务队保存，要删除请向他们提出</li><li>操作记录：366 天，到期清除（网络安全法要求网络日志至少留存六个月）</li><li>同意和撤回的记录：三年，只有编号和时间，没有手机号</li></ul>
<p>想留一份的，请先<a href="/my/data/file?form=xlsx">下载我的信息</a>。以后用同一个手机号可以重新开户，但看不到从前的内容。</p>
${form}`,
    { ...frame, path: '/my/close' },
  );
}

export async function closeAccount(visit: PersonRequest, ownData: readonly OwnDataPart[]): Promise<FastifyReply> {
  if (visit.typed['sure'] !== 'yes') {
    const { text, status } = accountErrors.CLOSING_NOT_CONFIRMED;
    return sendPage(visit.reply, await closingPage(visit, ownData, text), status);
  }
  try {
    await closeOwnAccount(visit.context, ownData);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, await closingPage(visit, ownData, error.message), error.status);
  }
  const done = html`<h1>账号已注销</h1><div class="panel done" role="status"><p>手机号和您登记的内容已经删除。谢谢您用过沃土。</p></div><p><a class="button plain" href="/">回到首页</a></p>`;
  return sendPage(visit.reply, page('账号已注销', done));
}
