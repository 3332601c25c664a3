import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { getRecord } from '#platform/registers/get-record.ts';
import { recordAsOf, type RecordThen } from '#platform/registers/record-as-of.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { type Day, dayInChina } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { organizationErrors } from '../../contract/errors.ts';
import type { OrganizationPage } from '../../contract/organization-page.ts';
import { standingOf, type Tier } from '../../contract/standing.ts';
import { fieldTexts } from '../field-texts.ts';
import { organizationSheet } from '../sheets.ts';

/** Told by the head of the page. */
const IN_HEAD = ['id', 'name', 'div'];

/**
 * One organization: what its record says, or said on a day, and every change of a field.
 * @throws RECORD_NOT_FOUND, DAY_TO_COME
 */
export async function getOrganizationPage(context: Context, registers: Registers, id: number, asked: Day | undefined): Promise<OrganizationPage> {
  const asOf = asked ?? context.today;
  if (asOf > context.today) throw refuse(organizationErrors.DAY_TO_COME);
  const now = await getRecord(context, registers, organizationSheet.register, id);
  const then = asOf === context.today ? now : await recordAsOf(context, registers, organizationSheet.register, id, asOf);
  const first = now.history.at(-1);
  return {
    id: now.id,
    code: now.code,
    version: now.version,
    demonstration: now.demonstration,
    asOf,
    enteredOn: first ? dayInChina(new Date(first.changedAt)) : String(now.values['establishedOn']),
    record: then && (await present(context, then, asOf)),
    formerNames: now.formerNames,
    history: now.history.map(({ importBatch, ...entry }) => ({ ...entry, isImport: importBatch !== null })),
    abilities: { edit: can(context.actor, 'evidence.edit'), reveal: can(context.actor, 'personal-data.reveal') },
  };
}

async function present(context: Context, record: RecordThen, asOf: Day): Promise<OrganizationPage['record']> {
  const { values } = record;
  const tier = String(values['tier']) as Tier;
  const text = (field: string) => (typeof values[field] === 'string' ? values[field] : null);
  const { word, isActive } = standingOf({ tier, endedOn: text('endedOn'), endReason: text('endReason') }, asOf);
  const div = Number(record.division);
  const path = (await getDivisionPaths(context.platform.db, [div], asOf)).get(div);
  return {
    name: String(values['name']),
    tier,
    standing: word,
    isActive,
    number: text('creditCode') ?? text('filingNumber'),
    isHub: values['isHub'] === true,
    division: record.division,
    place: path?.path.join(' ') ?? record.division,
    fields: fieldTexts(organizationSheet, record, IN_HEAD),
  };
}
