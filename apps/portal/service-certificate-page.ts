import { html } from 'hono/html';
import { type CheckedServiceCertificate, durationInWords } from '#modules/volunteers/server/public.ts';
import { dayInWords } from '#shared/day.ts';
import { type Frame, page } from '#ui/portal/page.ts';
import { line } from './check-pages.ts';

/** What a certificate of service is worth today: no more of its holder than 张**. */
export function serviceCertificatePage(frame: Frame, certificate: CheckedServiceCertificate, today: string): string {
  const { revokedOn, fromOn, toOn } = certificate;
  const isValid = revokedOn === null;
  return page(
    '核验结果',
    html`<h1>核验结果</h1>
${certificate.demonstration ? html`<p><span class="mark">演示数据</span> <span class="quiet">这是为演示编的证明，不是真实的。</span></p>` : ''}
<div class="panel ${isValid ? 'done' : 'problem'}" role="status"><p class="verdict">${isValid ? '✓ 有效' : '✕ 无效'}</p><p>${
      isValid ? '这份志愿服务证明现在有效。' : `这份志愿服务证明已于${dayInWords(revokedOn ?? '')}撤销，不能再用。`
    }</p></div>
<div class="panel"><dl class="facts">
${line('编号', certificate.number)}
${line('志愿者', certificate.maskedName)}
${line('服务期间', `${dayInWords(fromOn)}至${dayInWords(toOn)}`)}
${line('服务时长', `${durationInWords(certificate.minutes)}（${certificate.services} 次）`)}
${line('出具单位', certificate.organ)}
${line('出具日期', dayInWords(certificate.issuedOn))}
${line('核验码', certificate.code)}
</dl></div>
<p>以上为 ${dayInWords(today)} 的记录。请与纸面上的编号和时长核对。</p>
<p><a class="button plain" href="/check">核验另一份证书</a></p>`,
    frame,
    [],
  );
}
