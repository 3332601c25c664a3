import { expect, it } from 'vitest';
import { ROLE_IDS, type RoleId } from '#modules/accounts/contract/roles.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import { actorAs, PLACES } from '#tests/support/filings.ts';
import { bodiesOf } from './bodies.ts';

const HERE = PLACES.pingdingshan;
const PLACE_OF: [DivisionLevel, number][] = [
  ['community', HERE.community],
  ['township', HERE.street],
  ['county', HERE.county],
  ['city', HERE.city],
];

/** Which roles stand for which body, sitting at each level of an application's own line. */
function whoStands(level: DivisionLevel, division: number): Partial<Record<RoleId, string>> {
  const all = ROLE_IDS.map((role) => [role, [...bodiesOf(actorAs(role, division, level, 'x'), { div: HERE.community, applicantId: 'somebody' })].join()]);
  return Object.fromEntries(all.filter(([, bodies]) => bodies !== ''));
}

it('is decided by right and office: each body by its own roles at its own level, and consent by whoever supervises from above', () => {
  expect(Object.fromEntries(PLACE_OF.map(([level, division]) => [level, whoStands(level, division)]))).toEqual({
    community: { neighborhoodCommitteeStaff: 'committee', supervisingAuthority: 'supervisingAuthority' },
    township: { streetStaff: 'street', supervisingAuthority: 'supervisingAuthority' },
    // a city's bureau sits at a county's key where the city has no counties
    county: {
      cityCivilAffairsStaff: 'registrationAuthority',
      districtCivilAffairsStaff: 'registrationAuthority',
      supervisingAuthority: 'supervisingAuthority',
    },
    city: { supervisingAuthority: 'supervisingAuthority' },
  });
});

it('is nobody of another place, and the applicant only who applied with the right to', () => {
  const beside = PLACES.guangzhou;
  for (const role of ROLE_IDS)
    for (const [level, division] of [
      ['community', beside.community],
      ['township', beside.street],
      ['county', beside.county],
    ] as const)
      expect([...bodiesOf(actorAs(role, division, level, 'x'), { div: HERE.community, applicantId: 'somebody' })], role).toEqual([]);
  const own = (role: RoleId) => [...bodiesOf(actorAs(role, HERE.city, 'city', 'me'), { div: HERE.community, applicantId: 'me' })];
  expect([own('csoManager'), own('resident')]).toEqual([['applicant'], []]);
});
