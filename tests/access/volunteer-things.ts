/** A volunteer and a team at a place, through the product's own commands, and bodies to ask with. */
import { volunteerMeans } from '#apps/server/volunteer-means.ts';
import { confirmServices } from '#modules/volunteers/server/commands/confirm-services.ts';
import { issueCertificate } from '#modules/volunteers/server/commands/issue-certificate.ts';
import { recordServices } from '#modules/volunteers/server/commands/record-services.ts';
import { createTeam } from '#modules/volunteers/server/commands/create-team.ts';
import { changeMember } from '#modules/volunteers/server/commands/change-member.ts';
import { registerVolunteer } from '#modules/volunteers/server/commands/register-volunteer.ts';
import type { Context } from '#platform/context.ts';
import { markOf, type Person } from './canaries.ts';

export interface VolunteerThings {
  volunteer: number;
  team: number;
  /** a confirmed record of the volunteer */
  service: number;
  certificate: number;
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

export function serviceBody(content: string, teamId: number, volunteerIds: number[]) {
  const dated = { servedOn: '2023-11-01', from: '09:00', to: '10:00', kind: '关爱老人' as const, content, place: '' };
  return { ...dated, teamId, volunteerIds, unpaid: true as const };
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
  const [service = 0] = await recordServices(context, 'office', { ...serviceBody(name, team, [volunteer]), content: `${name}，联系${person.phone}` });
  await confirmServices(context, 'office', [service]);
  const period = { volunteerId: volunteer, fromOn: '2023-01-01', toOn: '2023-11-20' };
  return { volunteer, team, service, certificate: await issueCertificate(context, volunteerMeans, 'office', period) };
}
