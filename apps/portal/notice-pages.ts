import { html } from 'hono/html';
import { OBJECTION_LIMITS } from '#modules/filings/contract/objection.ts';
import type { ObjectionState, PublicAnnouncement } from '#modules/filings/server/public.ts';
import { dayInWords } from '#shared/day.ts';
import { acceptedBy, PAPER_KINDS } from '#shared/file-kind.ts';
import type { Typed } from '#platform/http/forms.ts';
import { type Frame, page, problemBox } from '#ui/portal/page.ts';

type Html = ReturnType<typeof html>;

const NOTICES = [{ href: '/notices', text: '公示与公告' }];

/** One announcement with its text, and the form for objections while its period runs; what was wrong with one is shown where the form is, not at the head of the text. */
export function noticePage(frame: Frame, notice: PublicAnnouncement, today: string, typed: Typed = {}, problem?: string): string {
  const [title = '', ...lines] = notice.lines;
  return page(
    title,
    html`${notice.demonstration ? html`<p><span class="mark">演示数据</span> <span class="quiet">这是为演示编的公告，不是真实的。</span></p>` : ''}<article class="panel official">
<p class="number">${notice.documentNumber ?? ''}</p>
<h1>${title}</h1>
${lines.map((line) => html`<p class="line">${line}</p>`)}
<p class="signed">${notice.organ}<br>${dayInWords(notice.issuedOn)}</p>
</article>
${objectionPart(notice, today, typed, problem)}
<p><a href="/notices">全部公示与公告</a></p>`,
    frame,
    NOTICES,
  );
}

function objectionPart({ id, objectionsUntil, organ }: PublicAnnouncement, today: string, typed: Typed, problem: string | undefined): Html {
  if (objectionsUntil === null) return html`${problemBox(problem)}`;
  if (objectionsUntil < today)
    return html`${problemBox(problem)}<p class="panel" id="objection">异议期已于 ${dayInWords(objectionsUntil)} 结束。仍有情况要反映的，请直接联系${organ}。<br><a href="/notices/objections">查询已提交的异议</a></p>`;
  return html`<h2 id="objection">提出异议</h2>
${problemBox(problem)}
<p>异议期至 ${dayInWords(objectionsUntil)}。不用登录；请写明事实和理由，办理单位会核实并答复。</p>
<form method="post" action="/notices/${id}/objections#objection" enctype="multipart/form-data" class="panel">
<label for="name">您的姓名</label><input id="name" name="name" required maxlength="${OBJECTION_LIMITS.name}" autocomplete="name" value="${typed['name'] ?? ''}">
<label for="phone">联系电话（手机号）</label><input id="phone" name="phone" type="tel" inputmode="numeric" required maxlength="${OBJECTION_LIMITS.phone}" autocomplete="tel-national" value="${typed['phone'] ?? ''}">
<label for="what">事实和理由</label><textarea id="what" name="content" required rows="6" minlength="${OBJECTION_LIMITS.leastContent}" maxlength="${OBJECTION_LIMITS.content}">${typed['content'] ?? ''}</textarea>
<label for="file">照片或文件（可以不附）</label>
<p class="hint" id="file-hint">能说明情况的照片、PDF、Word 或 Excel，最多 ${OBJECTION_LIMITS.files} 个，每个不超过 20 MB。</p>
<input id="file" name="file" type="file" multiple accept="${acceptedBy(PAPER_KINDS)}" aria-describedby="file-hint">
<p><small>姓名、电话和附件加密保存，只用于核实和答复，不公开，也不告诉被反映的组织。</small></p>
<button type="submit">提交异议</button>
</form>
<p><a href="/notices/objections">查询已提交的异议</a></p>`;
}

/** Received: the code to ask with. */
export function receiptPage(frame: Frame, receipt: string, notice: PublicAnnouncement, enclosed = 0): string {
  return page(
    '异议已收到',
    html`<h1>异议已收到</h1>
<div class="panel done" role="status"><p>您对《${notice.lines[0] ?? ''}》的异议已转给${notice.organ}${enclosed > 0 ? `，附了 ${enclosed} 个照片或文件` : ''}。</p>
<p>查询码：<strong class="receipt">${receipt}</strong></p>
<p>请记下查询码，办理结果只能凭它查询。</p></div>
<p><a class="button plain" href="/notices/objections?code=${receipt}">查询办理结果</a></p>`,
    // the code is shown once: whoever switches the display here must not lose it
    { ...frame, path: `/notices/objections?code=${receipt}` },
    NOTICES,
  );
}

export function objectionQueryPage(frame: Frame, typed = '', found?: ObjectionState, problem?: string): string {
  return page(
    '查询异议',
    html`<h1>查询异议</h1>
${problemBox(problem)}
${
  found
    ? html`<div class="panel ${found.outcome === null ? '' : 'done'}" role="status"><p>${dayInWords(found.receivedOn)}提交，关于<a href="/notices/${found.noticeId}">这份公示</a>。</p>
${
  found.outcome === null
    ? html`<p>正在办理，还没有答复。</p>`
    : html`<p><strong>${found.outcome}</strong>（${found.answeredOn === null ? '' : dayInWords(found.answeredOn)}答复）</p><p>${found.answer ?? ''}</p>`
}</div>`
    : ''
}
<form method="get" action="/notices/objections" class="panel">
<label for="code">查询码（12 位字母和数字）</label><input id="code" name="code" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" value="${typed}">
<button type="submit">查询</button>
</form>`,
    frame,
    NOTICES,
  );
}

export function noNoticePage(frame: Frame): string {
  return page(
    '没有这份公告',
    html`<h1>没有这份公告</h1><p class="panel">没有找到这份公示或公告，网址可能不完整。</p><p><a class="button" href="/notices">看公示与公告</a></p>`,
    frame,
    NOTICES,
  );
}
