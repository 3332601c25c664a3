/** A volunteer and a team at a place, through the product's own commands, and bodies to ask with. */
import { createTeam } from '#modules/volunteers/server/commands/create-team.ts';
import { changeMember } from '#modules/volunteers/server/commands/change-member.ts';
import { registerVolunteer } from '#modules/volunteers/server/commands/register-volunteer.ts';
import type { Context } from '#platform/context.ts';
import { markOf, type Person } from './canaries.ts';

export interface VolunteerThings {
  volunteer: number;
  team: number;
}

/** What an office types about somebody. */
export function volunteerBody(name: string, code: string, { idNumber, phone }: Person) {
  return {
    division: code,
    name,
    sex: Number(idNumber[16]) % 2 === 1 ? ('男' as const) : ('女' as const),
    bornOn: `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`,
    idKind: 'residentId' as const,
    idNumber,
    nationality: null,
    phone,
    serviceKinds: ['关爱老人' as const],
    skills: [],
    languages: [],
    availability: [],
    insuredUntil: null,
    guardianName: null,
    guardianPhone: null,
    guardianAgreedOn: null,
  };
}

export function teamBody(name: string) {
  return { name, about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null };
}

export async function enlist(context: Context, code: string, person: Person): Promise<VolunteerThings> {
  const name = markOf(code);
  const note = `本人${person.phone}到场同意`;
  const volunteer = await registerVolunteer(context, { ...volunteerBody(`${name}志愿者`, code, person), consentNote: note });
  const team = await createTeam(context, {
    ...teamBody(`${name}服务队`),
    about: `${name}，联系${person.phone}`,
    division: code,
    organizationId: null,
    foundedOn: '2022-01-01',
  });
  await changeMember(context, 'office', { teamId: team, volunteerId: volunteer, action: 'add' });
  return { volunteer, team };
}
