import { renderWordFile, type WordFormat } from '#platform/documents/render-word-file.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import type { StoredCertificate } from './certificate-store.ts';
import { CERTIFICATE_TEMPLATE } from './domain/certificate-text.ts';

/** Pixels at 96 to the inch: 3.4 cm on paper. */
const CODE_SIZE = 130;

/** A certificate as a file, with what it said on the day of issue. @param address of the public pages; without one the code alone is printed */
export async function renderCertificate(
  { content, checkCode, issuedOn, demonstration }: StoredCertificate,
  address: string | undefined,
  format: WordFormat,
): Promise<Uint8Array> {
  const [{ renderCertificateTemplate }, { fillTemplate }, { qrPng }] = await Promise.all([
    import('#engines/documents/word/certificate-template.ts'),
    import('#engines/documents/word-template/fill-template.ts'),
    import('#engines/documents/qr-code.ts'),
  ]);
  const place = address === undefined ? '' : `${address}/check/${checkCode}`;
  const word = await fillTemplate(await renderCertificateTemplate(CERTIFICATE_TEMPLATE), {
    ...content,
    核验码: groupCode(checkCode),
    核验网址: place || '本平台“证书核验”页',
    二维码: { png: qrPng(place || `核验码 ${groupCode(checkCode)}`), size: CODE_SIZE, description: '核验二维码' },
  });
  return renderWordFile(word, { title: CERTIFICATE_TEMPLATE.title, day: issuedOn, isInvented: demonstration }, format);
}
