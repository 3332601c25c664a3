/** Needs, volunteers, activities and articles of people with ID numbers and phones: what offices type, look for and give as a reason. */
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import { completeArticle } from '#tests/support/articles.ts';
import type { Person } from './canaries.ts';
import type { House } from './open-house.ts';
import { SHUBEI, SHUGUANG } from './places.ts';
import { get, type Question, send, thingsAt } from './question.ts';
import { volunteerBody } from './volunteer-things.ts';

interface Asked {
  role: RoleId;
  question: Question;
}

const STREET = 'streetStaff';
const COMMITTEE = 'neighborhoodCommitteeStaff';

/** Three questions each: something new, something to be found by a number, something with a number in the reason. */
export function numbersInEveryHand(house: House, people: readonly Person[]): Asked[] {
  return people.flatMap((person, index) => [...needsOf(house, person, index), ...volunteersOf(house, person, index), ...activitiesOf(house, person)]);
}

function needsOf(house: House, { phone, idNumber }: Person, index: number): Asked[] {
  const { need } = thingsAt(house, SHUGUANG);
  const place = { title: `要人帮忙第${index}件`, category: 'safety', channel: 'reception', division: SHUBEI.code };
  return [
    {
      role: STREET,
      question: send('POST', '/needs', { ...place, name: '王密', phone, address: '一号楼', consent: { way: 'relative', note: `女儿 ${phone}` } }),
    },
    { role: STREET, question: send('POST', '/needs', { ...place, name: '王密', phone: `${phone}9`, consent: { way: 'present' } }) },
    { role: STREET, question: get(`/needs?q=${phone}`) },
    { role: STREET, question: send('POST', `/needs/${need}/reveal`, { reason: `致电 ${phone}` }) },
    { role: STREET, question: send('POST', `/needs/${need}/actions`, { version: 1, action: 'return', reason: `本人 ${idNumber} 已搬走` }) },
  ];
}

function volunteersOf(house: House, person: Person, index: number): Asked[] {
  const { volunteer } = thingsAt(house, SHUBEI);
  const body = volunteerBody(`密志愿${index}`, SHUBEI.code, person);
  return [
    { role: COMMITTEE, question: send('POST', '/volunteers', { ...body, consentNote: `本人 ${person.phone} 到场同意` }) },
    // known already
    { role: COMMITTEE, question: send('POST', '/volunteers', { ...body, consentNote: '再来一次' }) },
    { role: COMMITTEE, question: send('POST', '/volunteers', { ...body, idNumber: `${person.idNumber}9`, consentNote: '写错了' }) },
    { role: COMMITTEE, question: get(`/volunteers?q=${person.idNumber}`) },
    { role: COMMITTEE, question: get('/volunteers') },
    { role: COMMITTEE, question: send('POST', `/volunteers/${volunteer}/reveal`, { reason: `致电 ${person.phone}` }) },
    { role: COMMITTEE, question: send('POST', `/volunteers/${volunteer}/withdrawal`, { version: 99, reason: `${person.idNumber} 搬走` }) },
  ];
}

function activitiesOf(house: House, { phone }: Person): Asked[] {
  const { occasion, signUp } = thingsAt(house, SHUGUANG);
  return [
    { role: STREET, question: send('POST', `/activities/${occasion}/sign-ups`, { name: '王密', phone, kind: 'volunteer' }) },
    { role: STREET, question: send('POST', `/activities/${occasion}/sign-ups`, { name: '王密', phone, kind: 'volunteer' }) },
    { role: STREET, question: get(`/activities/${occasion}/sign-ups`) },
    { role: STREET, question: send('POST', `/activities/${occasion}/sign-ups/${signUp}/reveal`, { reason: `致电 ${phone}` }) },
    { role: STREET, question: send('POST', `/activities/${occasion}/cancel`, { version: 99, reason: `${phone} 来电` }) },
    { role: 'districtCivilAffairsStaff', question: send('PATCH', '/publicity/articles/1', { version: 1, content: completeArticle('通知') }) },
  ];
}
