/** What people in China build passwords from, by rule: telephones, dates, lucky numbers, a name or a place in pinyin, the name of a district. */

const PHONE = '(?:\\+?86)?1[3-9]\\d{9}';
const ID_NUMBER = '\\d{17}[\\dx]';
const DATE = '(?:19|20)\\d{2}(?:[01]?\\d(?:[0-3]?\\d)?)?';
/** 一路发, 我爱你, 一生一世 and what the finger finds */
const LUCKY =
  `123456789 12345678 1234567 123456 12345 1234 123123 123321 123 987654321 654321 147258369 147258 159357 5201314 1314520 201314 1314 520 521 168 518 888 666 999 000 111 110 112233`.split(
    ' ',
  );
const PATTERN = new RegExp(`${ID_NUMBER}|${PHONE}|${DATE}|${LUCKY.join('|')}`, 'g');

const SYLLABLE =
  '(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i(?:ang|ong|an|ao|ng|e|n|u|a)?|u(?:ang|an|ai|ng|a|i|n|o|e)?|a(?:ng|i|n|o)?|e(?:ng|i|n|r)?|o(?:ng|u)?|v(?:an|e|n)?)';
/** A person has two to four syllables, a district with its level up to five. */
const PINYIN_NAME = new RegExp(`^(?:${SYLLABLE}){1,5}$`);
const DISTRICT = /^[\p{Script=Han}]{1,12}(?:省|市|区|县|旗|镇|乡|街道|社区|村|局|办|委)$/u;

/** How much of a password such a pattern must leave to chance. */
const CHANCE_LENGTH = 4;

/** Whether nothing of a password is left to chance once numbers that many people use and one name are taken away. */
export function isChineseHabit(password: string): boolean {
  const lower = password.toLowerCase().normalize('NFKC');
  const rest = lower.replaceAll(PATTERN, '');
  if (rest === lower) return false;
  const withoutNumbers = rest.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const letters = withoutNumbers.replaceAll(/\d/g, '');
  const digits = withoutNumbers.length - letters.length;
  const isName = letters === '' || PINYIN_NAME.test(letters) || DISTRICT.test(letters);
  return digits < CHANCE_LENGTH && (isName || [...withoutNumbers].length < CHANCE_LENGTH);
}
