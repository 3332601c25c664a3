/** Mobile numbers of mainland China: eleven digits, first 1, second 3 to 9. */

/** `+86 138-0013-8000` → `13800138000`; undefined when it is no mobile number. */
export function readMobilePhone(text: string): string | undefined {
  const digits = text.replace(/[\s\-－—]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}
