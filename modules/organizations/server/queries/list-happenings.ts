import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { getRecord, type HistoryItem, type RecordDetail } from '#platform/registers/get-record.ts';
import { dayInChina, isDay } from '#shared/day.ts';
import type { Happening } from '../../contract/organization-page.ts';
import type { OrganizationMeans } from '../keeper.ts';
import { organizationSheet } from '../sheets.ts';
import { listMergesOf, type OrganizationMerge } from '../merge-store.ts';
import { listPartHappenings } from './list-part-happenings.ts';
import { listRelated } from './list-related.ts';

/** More than a page shows; the registers hold the rest. */
const MOST = 400;

/** Days that the record itself tells of, in words. */
const MILESTONES: Readonly<Record<string, string>> = {
  establishedOn: '成立',
  filedOn: '备案',
  registeredOn: '登记',
  hubSince: '认定为枢纽型组织',
  endedOn: '终止',
};

const ACTIONS: Record<HistoryItem['action'], string> = {
  created: '记入台账',
  updated: '修改档案',
  ended: '终止',
  deleted: '删除',
  undone: '撤销导入',
  merged: '合并重复档案',
};

/**
 * Everything that happened to an organization, the newest first: days of its record, changes of it, procedures, what other
 * registers know of it. Each part takes the right to see that part. @throws RECORD_NOT_FOUND
 */
export async function listHappenings(context: Context, means: OrganizationMeans, id: number): Promise<Happening[]> {
  const record = await getRecord(context, means.registers, organizationSheet.register, id);
  const keepers = means.keepers.filter(({ permission }) => can(context.actor, permission));
  const kept = await Promise.all(keepers.map((keeper) => keeper.happenings(context, id)));
  const related = await listRelated(context, means.registers, id);
  const parts = await listPartHappenings(context, id);
  const merges = await listMergesOf(context.platform.db, id);
  const changes = record.history.filter(({ action }) => action !== 'merged').map(changeOf);
  const all = [...milestonesOf(record, context.today), ...changes, ...merges.map(mergeOf), ...kept.flat(), ...related.flatMap(begunOf), ...parts];
  return all.sort(newestFirst).slice(0, MOST);
}

function milestonesOf({ values }: RecordDetail, today: string): Happening[] {
  return Object.entries(MILESTONES).flatMap(([field, title]) => {
    const on = values[field];
    if (typeof on !== 'string' || !isDay(on) || on > today) return [];
    const detail =
      field === 'filedOn' ? values['filingNumber'] : field === 'registeredOn' ? values['creditCode'] : field === 'endedOn' ? values['endReason'] : null;
    return [{ on, at: null, kind: 'milestone' as const, title, detail: typeof detail === 'string' ? detail : null, by: null, about: null }];
  });
}

function changeOf({ action, changedAt, changedBy, reason, importBatch, changes }: HistoryItem): Happening {
  const fields = changes.map(({ heading }) => heading).join('、');
  const detail = [reason, fields && `改了：${fields}`].filter(Boolean).join('；');
  return {
    on: dayInChina(new Date(changedAt)),
    at: changedAt,
    kind: 'record',
    title: importBatch === null ? ACTIONS[action] : `${ACTIONS[action]}（导入）`,
    detail: detail || null,
    by: changedBy,
    about: null,
  };
}

function mergeOf({ removedName, reason, moved, mergedAt, mergedBy }: OrganizationMerge): Happening {
  const followed = Object.entries(moved).flatMap(([what, count]) => (count > 0 ? [`${what} ${count} 件`] : []));
  const detail = [reason, followed.length > 0 ? `随之归来：${followed.join('、')}` : ''].filter(Boolean).join('；');
  return { on: dayInChina(mergedAt), at: mergedAt.toISOString(), kind: 'merge', title: `与“${removedName}”合并为一个组织`, detail, by: mergedBy, about: null };
}

function begunOf({ register, name, items }: Awaited<ReturnType<typeof listRelated>>[number]): Happening[] {
  return items.map(({ id, title, note, begins }) => ({
    on: begins,
    at: null,
    kind: 'activity' as const,
    title: `${name}：${title}`,
    detail: note || null,
    by: null,
    about: { type: 'record' as const, register, id },
  }));
}

/** Of one day those of a known instant stand by it; what knows only its day stands below. */
function newestFirst(one: Happening, other: Happening): number {
  if (one.on !== other.on) return one.on < other.on ? 1 : -1;
  return (other.at ?? '') < (one.at ?? '') ? -1 : (other.at ?? '') > (one.at ?? '') ? 1 : 0;
}
