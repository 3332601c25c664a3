import type { BodyId } from '../../contract/workflow.ts';

export type ReminderKind = 'upcoming' | 'overdue' | 'escalated';

/** The offices of one kind at one division. */
export interface DeskToTell {
  office: 'committee' | 'street' | 'civilAffairs';
  /** the division's key */
  place: number;
  /** where there is none, the nearest one above: counties without a city, cities of a province */
  orAbove: boolean;
}

const AT_STREET = 1000;
const AT_COUNTY = 1_000_000;
const AT_CITY = 100_000_000;

/** Who works on it, and who stands above and is told of what was left lying. */
const DESKS: Partial<Record<BodyId, Record<'own' | 'above', { office: DeskToTell['office']; span: number }>>> = {
  committee: { own: { office: 'committee', span: 1 }, above: { office: 'street', span: AT_STREET } },
  street: { own: { office: 'street', span: AT_STREET }, above: { office: 'civilAffairs', span: AT_COUNTY } },
  registrationAuthority: { own: { office: 'civilAffairs', span: AT_COUNTY }, above: { office: 'civilAffairs', span: AT_CITY } },
};

/**
 * Whose notices a reminder goes to. Applicants read theirs on their own page.
 * @param div home of the application
 * @returns undefined for what no office waits with
 */
export function deskToTell(kind: ReminderKind, whose: BodyId | null, div: number): DeskToTell | undefined {
  const desk = whose === null ? undefined : DESKS[whose]?.[kind === 'escalated' ? 'above' : 'own'];
  return desk && { office: desk.office, place: div - (div % desk.span), orAbove: kind === 'escalated' };
}

/** What an office reads: how many, never which. */
export function reminderInWords(counts: Readonly<Record<ReminderKind, number>>): string {
  const own = [counts.upcoming > 0 ? `${counts.upcoming} 件申请快到办理期限` : '', counts.overdue > 0 ? `${counts.overdue} 件申请已经逾期` : ''].filter(
    Boolean,
  );
  return [
    own.length > 0 ? `有 ${own.join('，')}。请到“等我单位办”按期限办理。` : '',
    counts.escalated > 0 ? `下级有 ${counts.escalated} 件申请逾期没有办，已经报到这里。请到“下级逾期报上来的”里查看并督促。` : '',
  ]
    .filter(Boolean)
    .join('');
}
