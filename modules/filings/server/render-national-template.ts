import { EDITION, NATIONAL_TEMPLATES } from './domain/national-templates.ts';
import type { NoticeId } from '../contract/workflow.ts';

/** The national wording as a Word file with marks. The library takes long to load; only the first notice of a kind needs it. */
export async function renderNationalTemplate(kind: NoticeId): Promise<Uint8Array> {
  const text = NATIONAL_TEMPLATES[kind];
  const frame = { organ: '{发文机关}', date: '{成文日期}', edition: EDITION };
  if (text.form === 'letter') {
    const { renderLetterTemplate } = await import('#engines/documents/word/letter-template.ts');
    return renderLetterTemplate({ ...frame, ...text, number: '{文号}' });
  }
  const { renderCertificateTemplate } = await import('#engines/documents/word/certificate-template.ts');
  return renderCertificateTemplate({ ...frame, ...text, code: '{二维码}', codeLines: ['核验码：{核验码}', '扫码或登录网址核验', '{核验网址}'] });
}
