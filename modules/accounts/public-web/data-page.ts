import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import { readGathered } from '#platform/http/read-where-it-may-lag.ts';
import { sendFile } from '#platform/http/send-file.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import type { OwnDataPart, OwnDataSet } from '#platform/personal-data/own-data.ts';
import { refuse } from '#shared/errors.ts';
import { timeInWords } from '#shared/time-in-words.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink } from '#ui/portal/parts.ts';
import { CORRECTION_DAYS } from '../contract/correction.ts';
import { accountErrors } from '../contract/errors.ts';
import { isConsentId, type Purpose, type PurposeId, PURPOSES } from '../contract/purposes.ts';
import { exportOwnData, getOwnData, listOwnConsents, withdrawConsent } from '../server/public.ts';

const MOST_SHOWN = 20;

/** For what, on which ground, to what the person agreed; and everything that is held. */
export async function showData({ context, request, reply, frame }: PersonRequest, ownData: readonly OwnDataPart[]): Promise<FastifyReply> {
  const [consents, sets] = await Promise.all([
    listOwnConsents(context),
    readGathered(context, request, (own) => getOwnData(context, own, ownData, MOST_SHOWN)),
  ]);
  const given = new Map(consents.filter(({ withdrawnAt }) => withdrawnAt === null).map((one) => [one.purpose as PurposeId, one]));
  const body = html`${backLink('/my', '我的')}
<h1>我的信息和授权</h1>
<p>账号、申请、需求、活动报名、志愿服务和台账里存了您的哪些信息、为了什么、存多久、谁看过完整号码，都在这一页。只有您自己看得到。</p>
<h2>用来做什么</h2>
${(Object.entries(PURPOSES) as [PurposeId, Purpose][]).map(([id, purpose]) => purposePanel(id, purpose, given.get(id)))}
<h2>存了什么</h2>
${sets.map(setPanel)}
<h2>带走一份</h2>
<p>同样的内容，每类最多 1000 条。</p>
<div class="actions"><a class="button plain" href="/my/data/file?form=xlsx">下载 Excel 表格</a> <a class="button plain" href="/my/data/file?form=json">下载 JSON（给程序用）</a></div>
<h2>不对的，请更正</h2>
<p>住的社区自己就能<a href="/my/home">更换</a>。台账、申请、报名和服务记录里写错的，在这里提出来：登记它的社区或街道核对后更正，${CORRECTION_DAYS} 天内答复；也可以当面去说。</p>
<p><a class="button plain" href="/my/corrections">申请更正</a></p>
<h2>不用了</h2>
<p><a class="back" href="/my/close">注销账号</a></p>`;
  return sendPage(reply, page('我的信息和授权', body, frame));
}

function purposePanel(id: PurposeId, { name, data, why, ground, keptFor, consent }: Purpose, given: { textVersion: number; givenAt: Date } | undefined): Html {
  return html`<div class="panel"><h3>${name}</h3>
<dl class="facts"><div><dt>存什么</dt><dd>${data}</dd></div><div><dt>为什么</dt><dd>${why}</dd></div><div><dt>依据</dt><dd>${ground}</dd></div><div><dt>存多久</dt><dd>${keptFor}</dd></div></dl>
${
  given
    ? html`<p>✓ 您在 ${timeInWords(given.givenAt)} 同意了第 ${given.textVersion} 版说明。${consent?.withdrawal ?? ''}</p>${
        id === 'account'
          ? ''
          : html`<form method="post" action="/my/data/withdraw"><input type="hidden" name="purpose" value="${id}"><button type="submit" class="plain">撤回这项同意</button></form>`
      }`
    : consent
      ? html`<p class="quiet">您没有同意过，或已经撤回，现在没有存。</p>`
      : ''
}</div>`;
}

function setPanel({ title, why, keptFor, columns, rows, hasMore }: OwnDataSet): Html {
  return html`<details><summary>${title}（${rows.length}${hasMore ? ' 条以上' : ' 条'}）</summary><div class="panel"><p class="quiet">${why}。保存期限：${keptFor}。</p>
${
  rows.length === 0
    ? html`<p>没有。</p>`
    : rows.map(
        (row) => html`<dl class="facts">${columns.map((column, index) => (row[index] ? html`<div><dt>${column}</dt><dd>${row[index]}</dd></div>` : ''))}</dl>`,
      )
}${hasMore ? html`<p>这里只列最近的 ${MOST_SHOWN} 条，其余请下载查看。</p>` : ''}</div></details>`;
}

export async function downloadData({ context, request, reply, query }: PersonRequest, ownData: readonly OwnDataPart[]): Promise<FastifyReply> {
  const file = await exportOwnData(context, (read) => readGathered(context, request, read), ownData, query['form'] === 'json' ? 'json' : 'xlsx');
  return sendFile(request, reply, file);
}

export async function withdraw({ context, reply, typed }: PersonRequest, ownData: readonly OwnDataPart[]): Promise<FastifyReply> {
  const purpose = typed['purpose'] ?? '';
  if (!isConsentId(purpose)) throw refuse(accountErrors.CONSENT_NOT_GIVEN);
  await withdrawConsent(context, purpose, ownData);
  return reply.redirect('/my/data', 303);
}
