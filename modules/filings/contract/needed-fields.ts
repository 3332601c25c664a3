/** Fields without which a procedure is not told what it needs; forms ask for them, guards judge them. */
import type { FilingForm } from './application.ts';
import type { ProcedureId } from './workflow.ts';

const BASIC: readonly (keyof FilingForm)[] = ['name', 'category', 'leaderName', 'memberCount'];
const FILED: readonly (keyof FilingForm)[] = [...BASIC, 'establishedOn', 'businessScopes', 'venues', 'serviceTargets'];
const REGISTERED: readonly (keyof FilingForm)[] = [...FILED, 'legalForm', 'purpose'];

/** What each procedure needs to be told (dossier 4.1, 4.2; X19 art.5, X02 art.12). */
export const NEEDED_FIELDS: Partial<Record<ProcedureId, readonly (keyof FilingForm)[]>> = {
  ledgerOpening: BASIC,
  filing: FILED,
  registration: REGISTERED,
  directRegistration: REGISTERED,
};
