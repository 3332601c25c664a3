import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../contract/errors.ts';
import { findApplication, type Reach, type StoredApplication } from './application-store.ts';
import { bodiesOf } from './bodies.ts';
import type { BodyId } from '../contract/workflow.ts';

/** How a request reaches applications: an office over its jurisdiction, or an applicant over its own. */
export type Side = 'office' | 'own';

/** The right itself, asked again behind the route: an applicant's own door has one right for everything. @throws PERMISSION_MISSING */
export function requireSide({ actor }: Context, side: Side, office: 'filing.read' | 'filing.enter'): void {
  requirePermission(actor, side === 'own' ? 'filing.apply' : office);
}

export function reachOf({ actor }: Context, side: Side): Reach {
  return side === 'office' ? { range: actor.range } : { applicantId: actor.id };
}

/** An applicant at its own door is the applicant and nobody else. */
export function standsFor({ actor }: Context, side: Side, application: { div: number; applicantId: string }): Set<BodyId> {
  return side === 'own' ? new Set(application.applicantId === actor.id ? ['applicant'] : []) : bodiesOf(actor, application);
}

/** The application, locked, in the version the caller saw. @throws FILING_NOT_FOUND, FILING_CHANGED */
export async function lockApplication(
  tx: Transaction,
  context: Context,
  side: Side,
  { id, version }: { id: number; version: number },
): Promise<StoredApplication> {
  const application = await findApplication(tx, id, reachOf(context, side), true);
  if (!application) throw refuse(filingErrors.FILING_NOT_FOUND);
  if (application.version !== version) {
    const who = application.updatedBy === context.actor.id ? '您自己（另一个窗口）' : '他人';
    throw refuse(filingErrors.FILING_CHANGED, { who, version: application.version });
  }
  return application;
}
