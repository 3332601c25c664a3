import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addDays } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { demonstrationForeigner, demonstrationPeople } from '../domain/demonstration-people.ts';
import type { VolunteerMeans } from '../means.ts';
import { changeMember } from './change-member.ts';
import { confirmServices } from './confirm-services.ts';
import { createTeam } from './create-team.ts';
import { issueCertificate } from './issue-certificate.ts';
import { recordServices } from './record-services.ts';
import { registerVolunteer } from './register-volunteer.ts';

const NOTE = '演示数据：本人到社区当面同意';
/** Days before today: confirmed, waiting, and past the day on which they were due. */
const CONFIRMED_AGO = [5, 33, 61];
const WAITING_AGO = 2;
const OVERDUE_AGO = 40;
const INSURED_DAYS = 200;

/**
 * Invented, marked volunteers of some communities with a team, minutes in every state and a certificate, made by the commands of everyday
 * work. Needs every right of an operator. @returns how many people
 */
export async function createDemonstrationVolunteers(context: Context, means: VolunteerMeans, communities: readonly number[]): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  let made = 0;
  for (const community of communities) made += await fillCommunity(context, means, community);
  return made;
}

async function fillCommunity(context: Context, means: VolunteerMeans, community: number): Promise<number> {
  const division = codeOf(community);
  const ids: number[] = [];
  const people = [...demonstrationPeople(community), demonstrationForeigner(community)];
  for (const [index, person] of people.entries()) {
    const insuredUntil = index % 2 === 0 ? addDays(context.today, INSURED_DAYS) : null;
    const id = await registerVolunteer(context, { ...person, insuredUntil, division, consentNote: NOTE }).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'VOLUNTEER_KNOWN') return undefined;
      throw error;
    });
    if (id !== undefined) ids.push(id);
  }
  const [leader, ...others] = ids;
  const foreigner = ids.at(-1);
  if (leader === undefined || foreigner === undefined) return 0;
  const blank = { isInternational: false, associationId: null, associationSince: null, organizationId: null };
  const foundedOn = addDays(context.today, -400);
  const team = await createTeam(context, {
    ...blank,
    name: '邻里守望志愿服务队',
    about: '探望独居老人，帮助困难家庭',
    markedOn: foundedOn,
    division,
    foundedOn,
  });
  for (const volunteerId of ids) await changeMember(context, 'office', { teamId: team, volunteerId, action: 'add' });
  await changeMember(context, 'office', { teamId: team, volunteerId: leader, action: 'lead' });
  await serve(context, team, others);
  await mark(context, ids, team);
  const abroad = {
    ...blank,
    isInternational: true,
    name: '社区国际志愿者服务队',
    about: '帮外籍邻居办事，一起办中外文化交流活动',
    markedOn: null,
    division,
    foundedOn,
  };
  const international = await createTeam(context, abroad);
  await changeMember(context, 'office', { teamId: international, volunteerId: foreigner, action: 'add' });
  await mark(context, [], international);
  const period = { fromOn: addDays(context.today, -90), toOn: context.today };
  if (others[0] !== undefined) await issueCertificate(context, means, 'office', { ...period, volunteerId: others[0] });
  return ids.length;
}

async function serve(context: Context, teamId: number, volunteerIds: number[]): Promise<void> {
  const dated = (ago: number) =>
    ({ servedOn: addDays(context.today, -ago), from: '09:00', to: '11:30', kind: '关爱老人', content: '探望独居老人', place: '社区' }) as const;
  for (const ago of CONFIRMED_AGO) {
    await confirmServices(context, 'office', await recordServices(context, 'office', { ...dated(ago), teamId, volunteerIds, unpaid: true }));
  }
  for (const ago of [WAITING_AGO, OVERDUE_AGO])
    await recordServices(context, 'office', { ...dated(ago), teamId, volunteerIds: volunteerIds.slice(0, 2), unpaid: true });
}

/** Only now are they told apart from people who exist. */
async function mark({ platform }: Context, ids: readonly number[], team: number): Promise<void> {
  await inTransaction(platform.db, async (tx) => {
    await sql`update volunteers set demonstration = true where id = any(${[...ids]}::bigint[])`.execute(tx);
    await sql`update volunteer_teams set demonstration = true where id = ${team}`.execute(tx);
    await sql`update volunteer_memberships set demonstration = true where team_id = ${team}`.execute(tx);
    await sql`update volunteer_services set demonstration = true where team_id = ${team}`.execute(tx);
  });
}
