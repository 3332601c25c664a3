/** Unified social credit code, GB 32100-2015, with the organization code of GB 11714 inside. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const INNER_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export type CreditCodeResult =
  /** `innerValid` false: the organization code inside does not check; such codes were issued */
  { valid: true; innerValid: boolean } | { valid: false; reason: 'length' | 'characters' | 'check' };

/** @param code upper-case, trimmed and folded */
export function checkSocialCreditCode(code: string): CreditCodeResult {
  if (code.length !== 18) return { valid: false, reason: 'length' };
  if (!SHAPE.test(code)) return { valid: false, reason: 'characters' };
  if (creditCheckCharacter(code.slice(0, 17)) !== code[17]) return { valid: false, reason: 'check' };
  return { valid: true, innerValid: organizationCheckCharacter(code.slice(8, 16)) === code[16] };
}

/** The 18th character for the first 17. */
export function creditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(first17.charAt(index)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The 17th character for characters 9 to 16 (all letters count here, A = 10 … Z = 35). */
export function organizationCheckCharacter(eight: string): string {
  const sum = INNER_WEIGHTS.reduce((total, weight, index) => total + weight * Number.parseInt(eight.charAt(index), 36), 0);
  const rest = 11 - (sum % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
}

/** Legal forms by the first two characters, as civil-affairs offices issue them. */
export const CREDIT_CODE_FORMS: Readonly<Record<string, string>> = { '51': '社会团体', '52': '社会服务机构', '53': '基金会' };
