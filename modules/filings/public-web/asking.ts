/** One question of an application, and on what it depends whether it is asked. */
import type { ApplicationUnderRules } from '../server/public.ts';
import type { Field } from './question-field.ts';

export type Asking = ApplicationUnderRules;

export interface Question {
  /** its address */
  id: string;
  title: string;
  hint?: string;
  fields(asking: Asking): readonly Field[];
  isAsked(asking: Asking): boolean;
}

const OPENING = ['ledgerOpening', 'filing', 'registration', 'directRegistration'];
const CHANGING = ['filingChange', 'registrationChange'];

export function isOpening({ application }: Asking): boolean {
  return OPENING.includes(application.procedure);
}

export function isChange({ application }: Asking): boolean {
  return CHANGING.includes(application.procedure);
}

/** Of a change only when there is a new leader. */
export function asksLeader(asking: Asking): boolean {
  return isOpening(asking) || (isChange(asking) && asking.application.form.changes?.leaderName !== undefined);
}
