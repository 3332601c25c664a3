/** A gap's way from the office that gives it to its end, on the real divisions of 平顶山 and its plan. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { type Actor, grantsOf } from '#platform/access/actor.ts';
import { mergeOrganizations } from '#modules/organizations/server/commands/merge-organizations.ts';
import { listHappenings } from '#modules/organizations/server/queries/list-happenings.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { assignGap } from './commands/assign-gap.ts';
import { decideGapTask, finishGapTask } from './commands/change-gap-task.ts';
import { loadPlanFiles } from './commands/load-plan-files.ts';
import { insertTask } from './gap-task-store.ts';
import { findStandings } from './queries/find-standings.ts';
import { listGapTasks } from './queries/list-gap-tasks.ts';
import { listGaps } from './queries/list-gaps.ts';
import { describeRecords } from './record-names.ts';

const PLAN = 'pingdingshan-2021';
const XINHUA = '410402000000';
const { db } = await createTestDatabase();
const facts = createProductFacts();
const operator = testContext(db, { facts, now: '2023-11-20T04:00:00.000Z' });

function desk(division: number, level: DivisionLevel, permissions = ['plan.read', 'plan.assign', 'plan.work']): Context {
  const actor: Actor = {
    ...operator.actor,
    id: `account:${division}`,
    name: `工作人员${division}`,
    postId: 'p',
    division,
    divisionLevel: level,
    range: rangeOf(division, level),
    grants: grantsOf(permissions),
  };
  return { ...operator, actor };
}

const city = desk(410_400_000_000, 'city');
const xinhua = desk(410_402_000_000, 'county');
const weidong = desk(410_403_000_000, 'county');
const street = desk(410_402_001_000, 'township', ['plan.read', 'plan.work']);
const onlooker = desk(410_400_000_000, 'city', ['plan.read']);

/** The county has no platform. */
const GAP = { plan: PLAN, target: 'PDS-Q03', division: XINHUA, record: null, dueOn: '2023-12-15' };
const LIST = { side: 'mine', filter: 'underWay', limit: 50, withTotal: true } as const;

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410400'] });
  await loadPlanFiles(operator);
}, 120_000);

describe('giving a gap', () => {
  it.each([
    ['within the boundaries of a past day', city, { boundaries: 'then' as const }, 'GAP_PAST_BOUNDARIES'],
    ['until a day that is over', city, { dueOn: '2023-11-19' }, 'GAP_DUE_PAST'],
    ['of an unknown target', city, { target: 'PDS-Q99' }, 'TARGET_NOT_FOUND'],
    ['of an unknown plan', city, { plan: 'none-2021' }, 'PLAN_NOT_FOUND'],
    ['that is none: a count names no unit', city, { target: 'PDS-Q09' }, 'GAP_NOT_THERE'],
    ['of a record that is not judged', city, { record: 7 }, 'GAP_NOT_THERE'],
    ['to its own office', xinhua, {}, 'GAP_OWN_OFFICE'],
    ['of another county', weidong, {}, 'DIVISION_UNKNOWN'],
    ['without the right', onlooker, {}, 'PERMISSION_MISSING'],
  ])('%s is refused', async (_name, context, change, code) => {
    await expect(assignGap(context, { ...GAP, ...change })).rejects.toMatchObject({ code });
    expect((await sql`select from gap_tasks`.execute(db)).rows).toHaveLength(0);
  });

  it('names the office, keeps numbers of people out of the note, and is told in the gap list and to the office', async () => {
    const task = await assignGap(city, { ...GAP, note: '联系人电话13800138000' });
    expect(task).toMatchObject({
      state: 'open',
      responsible: '新华区民政部门',
      dueOn: '2023-12-15',
      isOverdue: false,
      abilities: { finish: false, decide: true },
    });
    expect(task.note).not.toContain('13800138000');
    const gapOf = async (context: Context) =>
      (await listGaps(context, { plan: PLAN, target: 'PDS-Q03', limit: 50, withTotal: false })).items.find(({ code }) => code === XINHUA);
    expect((await gapOf(city))?.task).toEqual({ id: task.id, state: 'open', dueOn: '2023-12-15' });
    expect((await gapOf(onlooker))?.task).toBeNull();
    const standing = async (context: Context) => (await findStandings(context, { plan: PLAN, target: 'PDS-Q03' }, [Number(XINHUA)])).size;
    expect([await standing(xinhua), await standing(weidong)]).toEqual([1, 0]);
    expect((await listGapTasks(xinhua, LIST)).items.map(({ id, abilities }) => [id, abilities.finish])).toEqual([[task.id, true]]);
    await expect(listGapTasks(onlooker, LIST)).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    // of the office above, but not there to decide
    const clerk = desk(410_400_000_000, 'city', ['plan.read', 'plan.work']);
    expect((await listGapTasks(clerk, { ...LIST, side: 'given' })).items.map(({ abilities }) => abilities.decide)).toEqual([false]);
    expect((await listGapTasks(weidong, LIST)).total).toBe(0);
    expect((await listGapTasks(city, { ...LIST, side: 'given' })).total).toBe(1);
  });

  it('is refused while somebody has it, also at the same moment', async () => {
    await expect(assignGap(city, GAP)).rejects.toMatchObject({ code: 'GAP_ALREADY_GIVEN' });
    const other = { ...GAP, division: '410403000000' };
    const outcomes = await Promise.allSettled([assignGap(city, other), assignGap(city, other), assignGap(city, other)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code?: string }).code] : []));
    expect(refused).toEqual(['GAP_ALREADY_GIVEN', 'GAP_ALREADY_GIVEN']);
  });

  it('of a community goes to its street', async () => {
    const { items } = await listGaps(xinhua, { plan: PLAN, division: '410402001000', limit: 200, withTotal: false });
    const gap = items.find(({ code }) => !code.endsWith('000'));
    const task = await assignGap(xinhua, {
      plan: PLAN,
      target: gap?.targetId ?? '',
      division: gap?.code ?? '',
      record: gap?.recordId ?? null,
      dueOn: '2023-11-20',
    });
    expect(task.responsible).toBe(gap?.responsible);
    expect((await listGapTasks(street, LIST)).items.map(({ id }) => id)).toEqual([task.id]);
  });
});

describe('a task', () => {
  const current = async () => (await listGapTasks(xinhua, LIST)).items[0];

  it('is finished by its office only, and by nobody twice', async () => {
    const id = Number((await current())?.id);
    await expect(finishGapTask(city, { id, version: 1 })).rejects.toMatchObject({ code: 'GAP_TASK_OTHER_OFFICE' });
    await expect(finishGapTask(weidong, { id, version: 1 })).rejects.toMatchObject({ code: 'GAP_TASK_NOT_FOUND' });
    await expect(finishGapTask(onlooker, { id, version: 1 })).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    await expect(finishGapTask(xinhua, { id, version: 9 })).rejects.toMatchObject({ code: 'GAP_TASK_CHANGED' });
    expect(await finishGapTask(xinhua, { id, version: 1, note: '已建成，问13800138000' })).toMatchObject({
      state: 'done',
      version: 2,
      abilities: { finish: false, decide: false },
    });
    await expect(finishGapTask(xinhua, { id, version: 2 })).rejects.toMatchObject({ code: 'GAP_TASK_STATE' });
  });

  it('is confirmed by an office above, or done again with a reason', async () => {
    const id = Number((await current())?.id);
    await expect(decideGapTask(xinhua, { id, version: 2, decision: 'confirmed' })).rejects.toMatchObject({ code: 'GAP_OWN_OFFICE' });
    await expect(decideGapTask(city, { id, version: 2, decision: 'reopened' })).rejects.toMatchObject({ code: 'GAP_TASK_NOTE_MISSING' });
    await decideGapTask(city, { id, version: 2, decision: 'reopened', note: '还没有挂牌' });
    await expect(decideGapTask(city, { id, version: 3, decision: 'confirmed' })).rejects.toMatchObject({ code: 'GAP_TASK_STATE' });
    await finishGapTask(xinhua, { id, version: 3 });
    const ended = await decideGapTask(city, { id, version: 4, decision: 'confirmed' });
    expect(ended.steps.map(({ action, note }) => [action, note])).toEqual([
      ['分派', expect.stringContaining('联系人电话')],
      ['办结', '已建成，问138****8000'],
      ['退回重办', '还没有挂牌'],
      ['办结', null],
      ['确认', null],
    ]);
    expect(await current()).toBeUndefined();
    const { rows } = await sql<{
      action: string;
    }>`select action from audit_entries where subject_type = 'gap-task' and subject_id = ${String(id)} order by at`.execute(db);
    expect(rows.map(({ action }) => action).sort()).toEqual(['plan.gapAssigned', 'plan.gapDecided', 'plan.gapDecided', 'plan.gapFinished', 'plan.gapFinished']);
  });

  it('that ended leaves its gap free to be given again, and is overdue the day after its day', async () => {
    const again = await assignGap(city, { ...GAP, dueOn: '2023-11-20' });
    expect(again.isOverdue).toBe(false);
    const tomorrow = { ...xinhua, today: '2023-11-21' };
    expect((await listGapTasks(tomorrow, LIST)).items[0]).toMatchObject({ id: again.id, isOverdue: true });
    expect(await decideGapTask(city, { id: Number(again.id), version: 1, decision: 'cancelled', note: '目标调整' })).toMatchObject({ state: 'cancelled' });
    expect((await listGapTasks(xinhua, { ...LIST, filter: 'all' })).total).toBe(2);
  });

  it('list page by page holds each once', async () => {
    const first = await listGapTasks(city, { ...LIST, side: 'given', filter: 'all', limit: 1 });
    const seen = [...first.items];
    for (let cursor = first.nextCursor; cursor; ) {
      const page = await listGapTasks(city, { ...LIST, side: 'given', filter: 'all', limit: 1, cursor });
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(first.total ?? 0);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });
});

describe('when divisions change', () => {
  it('tasks of two communities that become one go along, both', async () => {
    const [closed, heir] = ['410402001001', '410402001003'];
    const gapsOf = async (code: string) => {
      const { items } = await listGaps(xinhua, { plan: PLAN, division: code, limit: 200, withTotal: false });
      return items.filter((gap) => gap.code === code && gap.recordId === null);
    };
    const gaps = await gapsOf(heir);
    const targets = (await gapsOf(closed)).map(({ targetId }) => targetId).filter((target) => gaps.some(({ targetId }) => targetId === target));
    const target = targets[0] ?? '';
    const give = (division: string) => assignGap(xinhua, { ...GAP, target, division });
    // one of them may have been given before
    await Promise.allSettled([closed, heir].map(give));
    const before = await sql`select from gap_tasks where target_id = ${target} and div in (${Number(closed)}, ${Number(heir)}) and state = 'open'`.execute(db);
    expect(before.rows).toHaveLength(2);
    await carryOutOperation(operator, { kind: 'merge', onDay: '2023-11-01', reason: '批复', codes: [closed], into: heir });
    const held = (await listGapTasks(street, { ...LIST, filter: 'all' })).items.filter(({ code, targetId }) => code === heir && targetId === target);
    expect(held.map(({ state }) => state)).toEqual(['open', 'open']);
    await expect(give(heir)).rejects.toMatchObject({ code: 'GAP_ALREADY_GIVEN' });
  });
});

describe('when two organizations turn out to be one', () => {
  const hub = async (name: string) => {
    const values = { div: '410402001003', name, tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01', leaderName: '张春兰', memberCount: 9 };
    return (await createRecord(operator, productRegisters, 'organizations', { ...values, isHub: true })).id;
  };
  const give = async (recordId: number, id: number) => {
    const gap = {
      id,
      district: 410402,
      div: 410402001003,
      planId: PLAN,
      targetId: 'PDS-Q01',
      targetName: '社工',
      recordId,
      unitName: '枢纽',
      lacking: '差1人',
    };
    const task = { ...gap, responsibleDiv: 410402001000, dueOn: '2023-12-15', note: null, state: 'open' as const, version: 1 };
    await inTransaction(db, (tx) => insertTask(tx, operator, task));
  };
  const merge = (keep: number, remove: number) =>
    mergeOrganizations(operator, organizationMeans, { keep: { id: keep, version: 1 }, remove: { id: remove, version: 1 }, reason: '同一个' });
  const recordsOf = async (...ids: number[]) =>
    (await sql<{ record: number }>`select record_id as record from gap_tasks where id = any(${ids}::bigint[]) order by id`.execute(db)).rows.map(
      ({ record }) => record,
    );

  it('the task for the one that goes is for the one that stays, which is told in its history', async () => {
    const [keep, remove] = [await hub('乐龄中心'), await hub('社区乐龄中心')];
    await give(remove, 1);
    await merge(keep, remove);
    expect(await recordsOf(1)).toEqual([keep]);
    expect((await listHappenings(operator, organizationMeans, keep)).find(({ kind }) => kind === 'merge')?.detail).toContain('差距任务 1 件');
  });

  it('and both have one, each stays to be ended', async () => {
    const [keep, remove] = [await hub('助老中心'), await hub('社区助老中心')];
    await give(keep, 2);
    await give(remove, 3);
    await merge(keep, remove);
    expect(await recordsOf(2, 3)).toEqual([keep, remove]);
  });
});

it('names records of a figure for those who may see the registers only', async () => {
  const values = filedGroup('合唱队', '410403001001');
  const { id } = await createRecord(operator, productRegisters, 'organizations', values);
  const named = async (context: Context) => (await describeRecords(context, 'ledgeredOrganizations', [id])).get(id)?.name;
  expect([await named(desk(410_400_000_000, 'city', ['plan.read', 'evidence.read'])), await named(onlooker)]).toEqual(['合唱队', undefined]);
});
