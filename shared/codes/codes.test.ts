import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber, dayNumber } from '../day.ts';
import { foldText } from '../fold-text.ts';
import { checkIdNumber, idCheckCharacter } from './id-number.ts';
import { readMobilePhone } from './mobile-phone.ts';
import { checkSocialCreditCode, creditCheckCharacter, organizationCheckCharacter } from './social-credit-code.ts';

const TODAY = '2023-11-20';

describe('unified social credit codes', () => {
  it.each([
    '53100000500021676K',
    '53100000500019795A',
    '53100000500009167K',
    '53100000500021326D',
    '12100000400009127B',
    '11341700003244799H',
    '91350100M000100Y43',
    '91110000802100433B',
    '91440300708461136T',
    '914403001922038216',
    '91350200MA2YJ1XR9G',
    '91350200776049653A',
    '51110105MJ0000018D',
    '51330106MJ87X2Y37D',
    '51440305500001237Y',
    '52110105MJ0000018A',
    '52330106MJ87X2Y37A',
    '52440305500001237U',
    '53110105MJ00000187',
    '53330106MJ87X2Y377',
    '53440305500001237Q',
    '54110105MJ00000184',
    '54330106MJ87X2Y374',
    '54440305500001237M',
    '55110105MJ00000181',
    '55330106MJ87X2Y371',
    '55440305500001237J',
    '59110105MJ0000018L',
    '59330106MJ87X2Y37L',
    '594403055000012376',
  ])('%s checks, inside and out', (code) => {
    expect(checkSocialCreditCode(code)).toEqual({ valid: true, innerValid: true });
  });

  it.each([
    ['53100000500020462H', 'check'],
    ['531000005000074012', 'check'],
    ['91350203M0001QAY9B', 'check'],
    ['51110105MJ000001OD', 'characters'],
    ['51110105MI0000018D', 'characters'],
    ['51110105MJ000001', 'length'],
    ['51110105MJ0000018DD', 'length'],
    ['51110105mj0000018d', 'characters'],
    ['', 'length'],
  ])('%s is refused: %s', (code, reason) => {
    expect(checkSocialCreditCode(code)).toEqual({ valid: false, reason });
  });

  it('lets a wrong inner check pass with a mark', () => {
    const first17 = '51110105MJ0000019';
    expect(checkSocialCreditCode(first17 + creditCheckCharacter(first17))).toEqual({ valid: true, innerValid: false });
  });

  it('detects every change of one character', () => {
    const code = '51110105MJ0000018D';
    for (let index = 0; index < 18; index += 1) {
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        const changed = code.slice(0, index) + other + code.slice(index + 1);
        expect(checkSocialCreditCode(changed).valid).toBe(changed === code);
      }
    }
  });

  it('gives the check character of an organization code', () => expect(organizationCheckCharacter('MJ000001')).toBe('8'));
});

describe('identity numbers', () => {
  it.each([
    '11010519491231002X',
    '440524188001010014',
    '34052419800101001X',
    '110105199001010010',
    '110105199001010061',
    '110105199001010002',
    '110105199001010053',
    '110105199001010184',
    '110105199001010045',
    '110105199001010096',
    '110105199001010037',
    '110105199001010088',
    '110105199001010029',
    '11010519900101007X',
    '110105200002290013',
    '810000199001010019',
    '820000199001010010',
    '830000199001010012',
  ])('%s is valid', (number) => {
    expect(checkIdNumber(number, TODAY)).toEqual({ valid: true });
  });

  it.each([
    ['110105190002290017', 'birth'],
    ['110105200002290017', 'check'],
    ['110105199001010011', 'check'],
    ['110105900101001', 'old'],
    ['11010519900101001', 'length'],
    ['11010519900101001A', 'characters'],
    ['1101051990010100100', 'length'],
    ['11010519491231002x', 'characters'],
  ])('%s is refused: %s', (number, reason) => {
    expect(checkIdNumber(number, TODAY)).toEqual({ valid: false, reason });
  });

  it('refuses a birthday after today', () => {
    const first17 = '11010520231121001';
    expect(checkIdNumber(first17 + idCheckCharacter(first17), TODAY)).toEqual({ valid: false, reason: 'birth' });
    expect(checkIdNumber(first17 + idCheckCharacter(first17), '2023-11-21')).toEqual({ valid: true });
  });

  it('accepts what it generates and detects every single wrong digit', () => {
    const birthdays = fc.integer({ min: dayNumber('1920-01-01'), max: dayNumber('2020-12-31') }).map((day) => dayFromNumber(day).replaceAll('-', ''));
    const numbers = fc.tuple(fc.integer({ min: 110101, max: 659009 }), birthdays, fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(numbers, fc.nat(17), fc.integer({ min: 1, max: 9 }), ([division, birth, sequence], place, shift) => {
        const first17 = `${division}${birth}${String(sequence).padStart(3, '0')}`;
        const number = first17 + idCheckCharacter(first17);
        expect(checkIdNumber(number, TODAY)).toEqual({ valid: true });
        const digit = number[place] === 'X' ? 10 : Number(number[place]);
        const changed = number.slice(0, place) + ((digit + shift) % 10) + number.slice(place + 1);
        expect(checkIdNumber(changed, TODAY).valid).toBe(changed === number);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('mobile numbers', () => {
  it.each(['13800138000', '+86 13800138000', '8613800138000', '138-0013-8000', '138 0013 8000'])('%s is read', (text) =>
    expect(readMobilePhone(text)).toBe('13800138000'),
  );
  it.each(['12800138000', '1380013800', '138001380000', '0375-2661234', 'abc', ''])('%s is refused', (text) => expect(readMobilePhone(text)).toBeUndefined());
});

describe('folding', () => {
  it.each([
    ['　ＡＢｃ１２ ', 'ABc12'],
    ['\u00a0爱心社\u3000', '爱心社'],
    ['（阳光）社', '（阳光）社'],
    ['\t\n', ''],
  ])('%j reads %j', (text, read) => expect(foldText(text)).toBe(read));
});
