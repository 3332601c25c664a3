import { grantsOf } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { type ColumnDefinition, dataClassOf, type SheetDefinition } from '#platform/imports/sheet.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { isPersonal } from '#platform/registers/table-layout.ts';
import { spanOf } from '#engines/indicators/world.ts';
import { listPlans, type PlanSummary } from '#modules/plans/server/public.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Choices } from '../contract/agreement.ts';
import { exchangeErrors } from '../contract/errors.ts';
import type { Terms } from '../contract/terms.ts';

/** Numbers of people never leave; codes of records are each installation's own. */
export function sendableColumns(definition: SheetDefinition): ColumnDefinition[] {
  return definition.columns.filter((column) => !isPersonal(column) && column.type !== 'recordCode');
}

/** A register whose records cannot be without a number that never leaves is not sent. */
function isSendable(definition: SheetDefinition): boolean {
  return !definition.columns.some((column) => isPersonal(column) && column.required);
}

export function sendableRegisters(registers: Registers): SheetDefinition[] {
  return registers.inWritingOrder.filter(isSendable);
}

/** Plans are public documents: whoever looks after the installation may know which there are, without the right to read progress. */
function plansInForce(context: Context): Promise<PlanSummary[]> {
  return listPlans({ ...context, actor: { ...context.actor, grants: grantsOf(['plan.read']) } });
}

export async function choicesOf(context: Context, registers: Registers): Promise<Choices> {
  const plans = await plansInForce(context);
  return {
    registers: registers.definitions.filter(isSendable).map((definition) => ({
      register: definition.register,
      name: definition.sheet,
      columns: sendableColumns(definition).map((column) => ({
        field: column.field,
        heading: column.heading,
        isPersonal: definition.dataClass === 'personal' || dataClassOf(column) === 'personal',
        isRequired: column.required ?? false,
      })),
    })),
    plans: plans.map(({ id, shortName, division }) => ({ id, name: shortName, ...spanOf(Number(division)) })),
  };
}

/** The registers of some terms, those that others refer to first. @throws EXCHANGE_REGISTER_UNKNOWN */
export function registersOf(registers: Registers, terms: Terms): { definition: SheetDefinition; columns: readonly string[] }[] {
  const known = sendableRegisters(registers);
  const unknown = terms.registers.find(({ register }) => !known.some((definition) => definition.register === register));
  if (unknown) throw refuse(exchangeErrors.EXCHANGE_REGISTER_UNKNOWN, { register: unknown.register });
  return known.flatMap((definition) => {
    const agreed = terms.registers.find(({ register }) => register === definition.register);
    return agreed ? [{ definition, columns: agreed.columns }] : [];
  });
}

/** @throws EXCHANGE_NOTHING_AGREED, EXCHANGE_REGISTER_UNKNOWN, EXCHANGE_COLUMNS_UNKNOWN, EXCHANGE_COLUMNS_LACKING */
export function checkTerms(registers: Registers, terms: Terms): void {
  if (terms.registers.length === 0 && terms.plans.length === 0) throw refuse(exchangeErrors.EXCHANGE_NOTHING_AGREED);
  for (const { definition, columns } of registersOf(registers, terms)) {
    const known = sendableColumns(definition);
    const unknown = columns.filter((field) => !known.some((column) => column.field === field));
    if (unknown.length > 0) throw refuse(exchangeErrors.EXCHANGE_COLUMNS_UNKNOWN, { sheet: definition.sheet, columns: unknown.join('、') });
    const lacking = known.filter(({ field, required }) => (required || definition.key.includes(field)) && !columns.includes(field));
    if (lacking.length > 0)
      throw refuse(exchangeErrors.EXCHANGE_COLUMNS_LACKING, { sheet: definition.sheet, columns: lacking.map(({ heading }) => heading).join('、') });
  }
}

/** Of a plan elsewhere the sender could tell nothing, and would send nothing at all. @throws EXCHANGE_PLAN_ELSEWHERE */
export async function checkPlans(context: Context, { plans }: Terms, place: { key: number; name: string }): Promise<void> {
  const known = new Map((await plansInForce(context)).map((plan) => [plan.id, plan]));
  const elsewhere = plans.find((id) => !isWithin(place.key, spanOf(Number(known.get(id)?.division ?? Number.NaN))));
  if (elsewhere !== undefined) throw refuse(exchangeErrors.EXCHANGE_PLAN_ELSEWHERE, { plan: known.get(elsewhere)?.shortName ?? elsewhere, place: place.name });
}
