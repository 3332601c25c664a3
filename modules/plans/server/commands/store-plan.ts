import { ensureMeasures, findUnknownFacts } from '#modules/indicators/server/public.ts';
import { spanOf } from '#engines/indicators/world.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { planErrors } from '../../contract/errors.ts';
import type { PlanFile } from '../../contract/plan-file.ts';
import { duePeriodsOf, figuresOf } from '../domain/target-figures.ts';
import { insertPlanVersion } from '../plan-store.ts';

/** Stores one version of a plan, puts it in force and has its figures counted, in the caller's transaction. @throws PLAN_FILE_INVALID */
export async function storePlan(tx: Transaction, context: Context, plan: PlanFile, origin: { reason: string; fileDigest: string }): Promise<void> {
  const figures = plan.targets.flatMap((target) => figuresOf(target.formula).map(({ formula }, part) => ({ targetId: target.id, part, formula })));
  const scope = spanOf(Number(plan.division));
  const unknown = figures.flatMap(({ targetId, formula }) =>
    findUnknownFacts(context.platform.facts, formula).map((name) => `${targetId} 用到了没有登记的数据“${name}”`),
  );
  if (unknown.length > 0)
    throw refuse(planErrors.PLAN_FILE_INVALID, { file: plan.id, problem: `${unknown.join('；')}。可用的数据见 docs/formula-language.md。` });
  const definitions = figures.map(({ formula }) => ({ formula, periods: duePeriodsOf(formula), scope }));
  const ids = await ensureMeasures(tx, context.platform.facts, definitions, context.now);
  const measures = figures.map(({ targetId, part }, index) => ({ targetId, part, measureId: ids[index] ?? 0 }));
  await insertPlanVersion(tx, { plan, fileDigest: origin.fileDigest, reason: origin.reason, createdAt: context.now, createdBy: context.actor.id, measures });
  await audit(tx, context, {
    action: 'plan.versionStored',
    subject: { type: 'plan', id: plan.id, district: 0 },
    details: { version: plan.version, reason: origin.reason },
    after: plan,
  });
}
