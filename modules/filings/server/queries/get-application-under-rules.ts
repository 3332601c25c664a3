import type { Context } from '#platform/context.ts';
import type { Application } from '../../contract/application.ts';
import type { Setting } from '../../contract/rule-set-file.ts';
import type { SettingId } from '../../contract/workflow.ts';
import type { FilingMeans } from '../means.ts';
import { rulesOf } from '../rule-store.ts';
import type { Side } from '../reach.ts';
import { getApplication } from './get-application.ts';

/** An application with what decides which questions are asked: everything its procedure looks at, and the numbers that hold. */
export interface ApplicationUnderRules {
  application: Application;
  /** conditions of any step of the procedure, advice included */
  conditions: ReadonlySet<string>;
  settings: ReadonlyMap<SettingId, Setting['value']>;
}

/** @throws FILING_NOT_FOUND, FILING_NO_RULES */
export async function getApplicationUnderRules(context: Context, means: FilingMeans, side: Side, id: number): Promise<ApplicationUnderRules> {
  const application = await getApplication(context, means, side, id);
  const rules = await rulesOf(context.platform.db, application.rules);
  const transitions = rules.procedures.get(application.procedure)?.table.transitions ?? [];
  return {
    application,
    conditions: new Set(transitions.flatMap(({ guards, advice }) => [...guards, ...(advice ?? [])])),
    settings: new Map([...rules.settings].map(([id, { value }]) => [id, value])),
  };
}
