/** Text that may stand in XML: what XML 1.0 forbids is dropped, markup is escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const MARKUP = /[&<>"']/g;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export function withoutForbidden(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '');
}

export function escapeXml(text: string): string {
  return withoutForbidden(text).replace(MARKUP, (char) => ESCAPES[char] ?? char);
}
