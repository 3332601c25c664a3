import { html } from 'hono/html';
import type { CheckedCertificate } from '#modules/filings/server/public.ts';
import { dayInWords } from '#shared/day.ts';
import { type Frame, page, problemBox } from '#ui/portal/page.ts';

type Html = ReturnType<typeof html>;

/** Where somebody types the code that stands on a certificate. */
export function checkPage(frame: Frame, typed = '', problem?: string): string {
  return page(
    '证书核验',
    html`<h1>证书核验</h1>
${problemBox(problem)}
<p>扫描证书上的二维码，或者填写证书左下方的核验码，可以看到这个社区社会组织今天的状态，或者一份志愿服务证明是不是有效。</p>
<form method="get" action="/check" class="panel">
<label for="code">核验码（12 位字母和数字）</label><input id="code" name="code" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="例如 7K3M-Q9TX-4WVB" value="${typed}">
<button type="submit">核验</button>
</form>
<p>核验组织证书只显示组织的公开信息；核验志愿服务证明，姓名只显示姓。发现证书与核验结果不符的，请向发证机关反映。</p>`,
    frame,
    [],
  );
}

/** How the organization stands today, and how it came there. */
export function certificatePage(frame: Frame, certificate: CheckedCertificate, today: string): string {
  const { isValid, sentence, standing, history } = certificate;
  return page(
    '核验结果',
    html`<h1>核验结果</h1>
${certificate.demonstration ? html`<p><span class="mark">演示数据</span> <span class="quiet">这是为演示编的证书，不是真实的。</span></p>` : ''}
<div class="panel ${isValid ? 'done' : 'problem'}" role="status"><p class="verdict">${isValid ? '✓ 有效' : '✕ 无效'}</p><p>${sentence}</p></div>
<div class="panel"><dl class="facts">
${line('组织名称', standing?.name ?? certificate.issuedTo)}
${standing && standing.name !== certificate.issuedTo ? line('证书上的名称', certificate.issuedTo) : ''}
${line('现在的状态', certificate.status)}
${standing ? line('管理层级', standing.tier) : ''}
${standing ? line('组织类别', standing.category) : ''}
${line('证书', `${certificate.kindName}，${dayInWords(certificate.issuedOn)}发`)}
${certificate.number ? line(certificate.kindName === '备案证书' ? '备案编号' : '统一社会信用代码', certificate.number) : ''}
${line('发证机关', certificate.organ)}
${certificate.movedTo === null ? '' : line('现在的所在地', `${certificate.movedTo}。该组织发证以后迁来，编号不变`)}
${line('核验码', certificate.code)}
</dl></div>
${
  history.length > 0
    ? html`<h2>历史</h2>
<ol class="panel history">${history.map(({ on, what }) => html`<li><time datetime="${on}">${dayInWords(on)}</time> ${what}</li>`)}</ol>`
    : ''
}
<p>以上为 ${dayInWords(today)} 的记录。</p>
<p><a class="button plain" href="/check">核验另一份证书</a></p>`,
    frame,
    [{ href: '/check', text: '证书核验' }],
  );
}

/** Nothing is known by that code: said plainly, and what to do. */
export function unknownCodePage(frame: Frame, typed: string): string {
  return checkPage(
    frame,
    typed,
    '没有查到这个核验码。请对照证书再填一遍：核验码里没有数字 0、1，也没有字母 I、O。仍然查不到的，这份证书不是本平台发出的，请向发证机关核实。',
  );
}

export function line(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
