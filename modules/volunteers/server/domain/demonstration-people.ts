/** Invented volunteers of one community: nobody real is meant, as no division has the prefix and no operator the numbers. */
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import type { VolunteerInput } from '../../contract/volunteer.ts';
import { AVAILABILITIES, SERVICE_KINDS } from '../../contract/words.ts';

const NO_PREFIX = '990000';
const NO_SERIES = '1540';
const NAMES = ['刘桂兰', '陈建国', '赵玉梅', '孙志强', '周丽华', '吴春生', '郑晓东', '王秀英'];
const SKILLS = ['理发', '急救', '修家电', '书法', '合唱', '电脑', '缝补', '种花'];

/** Of one person each, as communities of different districts end alike: who came to an activity is known by it. */
function phoneOf(place: number, index: number): string {
  const number = (Math.floor(place / 1_000_000) % 9973) * 991 + (place % 100_000) * 10 + index;
  return NO_SERIES + String(number).padStart(7, '0').slice(-7);
}

/** A neighbour from abroad (SZ-D33). */
export function demonstrationForeigner(place: number): VolunteerInput {
  const phone = phoneOf(place, NAMES.length);
  const document = { idKind: 'passport' as const, idNumber: `ZZ${String(place % 10_000_000).padStart(7, '0')}`, nationality: '法国' };
  const service = { serviceKinds: ['文体活动' as const], skills: ['烘焙'], languages: ['法语', '普通话'], availability: ['周末' as const] };
  const nobody = { insuredUntil: null, guardianName: null, guardianPhone: null, guardianAgreedOn: null };
  return { name: '安娜', sex: '女', bornOn: '1988-04-12', ...document, phone, ...service, ...nobody };
}

/** Some of them, as the list of an activity has them. */
export function demonstrationHelpers(place: number): { name: string; phone: string }[] {
  return demonstrationPeople(place)
    .slice(1, 4)
    .flatMap(({ name, phone }) => (phone === null ? [] : [{ name, phone }]));
}

/** @param place its key makes the numbers of each community its own */
export function demonstrationPeople(place: number): VolunteerInput[] {
  return NAMES.map((name, index) => {
    const year = 1950 + index * 5;
    const number = (place % 100) * 8 + index;
    const first = `${NO_PREFIX}${year}0${1 + (Math.floor(place / 100) % 9)}15${String(number % 1000).padStart(3, '0')}`;
    const kind = SERVICE_KINDS[index % SERVICE_KINDS.length] ?? '其他';
    return {
      name,
      sex: Number(first[16]) % 2 === 1 ? '男' : '女',
      bornOn: `${first.slice(6, 10)}-${first.slice(10, 12)}-${first.slice(12, 14)}`,
      idKind: 'residentId',
      idNumber: first + idCheckCharacter(first),
      nationality: null,
      phone: phoneOf(place, index),
      serviceKinds: [kind],
      skills: [SKILLS[index] ?? '理发'],
      languages: ['普通话'],
      availability: [AVAILABILITIES[index % AVAILABILITIES.length] ?? '周末'],
      insuredUntil: null,
      guardianName: null,
      guardianPhone: null,
      guardianAgreedOn: null,
    };
  });
}
