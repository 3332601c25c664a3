import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Service } from '../contract/service.ts';
import { durationInWords, timeOf } from './domain/service-time.ts';
import type { StoredService } from './service-store.ts';
import { namesOfTeams } from './team-store.ts';
import { findNamed } from './volunteer-store.ts';

interface StoredChange {
  serviceId: number;
  changedAt: Date;
  changedByName: string;
  reason: string;
  before: ChangedValues;
  after: ChangedValues;
}

type ChangedValues = Pick<StoredService, 'servedOn' | 'began' | 'ended' | 'minutes' | 'state' | 'content'>;

interface StoredDispute {
  serviceId: number;
  content: string;
  raisedOn: string;
  outcome: 'upheld' | 'rejected' | null;
  answer: string | null;
  answeredOn: string | null;
}

/** Records with their corrections and disputes: four round trips for a page. The rows were judged. */
export async function presentServices({ today }: Context, db: Database | Transaction, rows: readonly StoredService[]): Promise<Service[]> {
  const { volunteers, teams } = await namesIn(db, rows);
  const ids = rows.map(({ id }) => id);
  const districts = [...new Set(rows.map(({ district }) => district))];
  const { rows: changes } = await sql<StoredChange>`
    select service_id as "serviceId", changed_at as "changedAt", changed_by_name as "changedByName", reason, before, after from volunteer_service_changes
    where district = any(${districts}::int[]) and service_id = any(${ids}::bigint[]) order by number`.execute(db);
  const { rows: disputes } = await sql<StoredDispute>`
    select service_id as "serviceId", content, raised_on as "raisedOn", outcome, answer, answered_on as "answeredOn" from volunteer_disputes
    where district = any(${districts}::int[]) and service_id = any(${ids}::bigint[]) order by id`.execute(db);
  const changesOf = Map.groupBy(changes, ({ serviceId }) => serviceId);
  const disputesOf = Map.groupBy(disputes, ({ serviceId }) => serviceId);
  return rows.map((row) => ({
    id: String(row.id),
    volunteerId: String(row.volunteerId),
    volunteerName: volunteers.get(row.volunteerId)?.name ?? '',
    teamId: String(row.teamId),
    teamName: teams.get(row.teamId) ?? '',
    kind: row.kind,
    content: row.content,
    place: row.place,
    servedOn: row.servedOn,
    from: timeOf(row.began),
    to: timeOf(row.ended),
    minutes: row.minutes,
    state: row.state,
    dueOn: row.dueOn,
    isOverdue: row.state === 'recorded' && row.dueOn < today,
    isFromCheckIn: row.checkInId !== null,
    recordedBy: row.recordedByName,
    recordedOn: row.recordedOn,
    confirmedBy: row.confirmedByName,
    confirmedOn: row.confirmedOn,
    version: row.version,
    changes: (changesOf.get(row.id) ?? []).map((change) => ({
      changedAt: change.changedAt.toISOString(),
      changedBy: change.changedByName,
      reason: change.reason,
      before: inWords(change.before),
      after: inWords(change.after),
    })),
    disputes: (disputesOf.get(row.id) ?? []).map(({ serviceId: _serviceId, ...dispute }) => dispute),
    demonstration: row.demonstration,
  }));
}

/** A volunteer may be at home in another district than the team. */
async function namesIn(db: Database | Transaction, rows: readonly StoredService[]) {
  const volunteers = await findNamed(
    db,
    rows.map(({ volunteerId }) => volunteerId),
  );
  const teams = await namesOfTeams(
    db,
    rows.map(({ teamId }) => teamId),
  );
  return { volunteers, teams };
}

function inWords({ servedOn, began, ended, minutes, state, content }: ChangedValues): string {
  return state === 'voided' ? '作废' : `${servedOn} ${timeOf(began)}–${timeOf(ended)}（${durationInWords(minutes)}）${content}`;
}
