import type { ContentProblem } from './check-content.ts';
import { type ArticleAction, ARTICLE_ACTIONS, ARTICLE_TRANSITIONS, type ArticleState, type ArticleTransition, transitionOf } from '../../contract/workflow.ts';
import type { ArticleAbility } from '../../contract/article.ts';

/** Whoever acts, as far as a step asks. */
export interface Hand {
  id: string;
  division: number;
  may(verb: ArticleTransition['verb']): boolean;
}

/** All that a step is judged by. */
export interface ArticleCase {
  state: ArticleState;
  /** the office that speaks */
  div: number;
  writers: readonly string[];
  missing: readonly ContentProblem[];
  /** whether the office has somebody to review it who did not write it */
  hasOtherReviewer: boolean;
}

export type StepRefused = 'impossible' | 'noRight' | 'otherOffice' | 'ownWork' | 'incomplete';

/** Why a row of the table cannot be taken now by this person; undefined when it can. A reason that comes with it is asked apart. */
function refusedBy(hand: Hand, article: ArticleCase, row: ArticleTransition): StepRefused | undefined {
  if (!hand.may(row.verb)) return 'noRight';
  if (row.office === 'own' && article.div !== hand.division) return 'otherOffice';
  if (row.needsComplete && article.missing.length > 0) return 'incomplete';
  if (row.needsSecondPerson && article.writers.includes(hand.id) && article.hasOtherReviewer) return 'ownWork';
  return undefined;
}

/**
 * Judges one step. Whoever wrote or changed an article since it was last published does not review it, unless the office has nobody else
 * who may: a committee of one person can speak, and the history says that it reviewed itself.
 */
export function judgeStep(hand: Hand, article: ArticleCase, action: ArticleAction): { row: ArticleTransition } | { refused: StepRefused } {
  const row = transitionOf(article.state, action);
  if (!row) return { refused: 'impossible' };
  const refused = refusedBy(hand, article, row);
  return refused ? { refused } : { row };
}

/** Whether somebody reviews what is the own work, for want of another. */
export function reviewsItself(hand: Hand, article: ArticleCase, row: ArticleTransition): boolean {
  return row.needsSecondPerson === true && article.writers.includes(hand.id);
}

const REASONS: Record<StepRefused, string> = {
  impossible: '',
  noRight: '您的岗位没有这项权限。',
  otherOffice: '由发布单位办理。',
  ownWork: '您写过或改过这篇稿件，请本单位其他同事审核。',
  incomplete: '',
};

/** Every step that the table knows from here; one that another office takes is left out. */
export function abilitiesOf(hand: Hand, article: ArticleCase): ArticleAbility[] {
  return ARTICLE_TRANSITIONS.filter((row) => row.from === article.state).flatMap((row): ArticleAbility[] => {
    const refused = refusedBy(hand, article, row);
    if (refused === 'otherOffice' || refused === 'noRight') return [];
    const reasons = refused === 'incomplete' ? article.missing.map(({ message }) => message) : refused ? [REASONS[refused]] : [];
    return [{ action: row.action, label: ARTICLE_ACTIONS[row.action], allowed: refused === undefined, reasons, needsReason: row.needsReason === true }];
  });
}
