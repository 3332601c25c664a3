import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { cutAt, type OwnDataPart, type OwnDataSet } from '#platform/personal-data/own-data.ts';
import { CHANNELS } from '../contract/vocabulary.ts';
import { STATES } from '../contract/workflow.ts';
import { NEED_COLUMNS, type StoredNeed } from './need-store.ts';
import { inClear } from './personal.ts';

/** What somebody stated while signed in; what a guest left is found by its number and telephone. */
export const needOwnData: OwnDataPart = {
  read: async (context, { accountId }, most) => [await stated(context, accountId, most)],
  unsettled: async ({ platform: { db } }, { accountId }) => {
    const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
    const { rows } = await sql<{ open: number }>`
      select count(*)::int as open from needs n where n.district = any(${districts}::int[]) and n.requester_id = ${accountId} and n.closed_on is null`.execute(
      db,
    );
    const open = rows[0]?.open ?? 0;
    return open > 0 ? [`还有 ${open} 件需求没有办完，请等办完，或在“我的”里撤回`] : [];
  },
  // what was said stays and is dealt with; that a party member said it is forgotten
  forget: async (tx, accountId, purpose) => {
    if (purpose !== 'partyMember') return;
    const districts = await whereaboutsOf(tx, { kind: 'account', key: accountId });
    await sql`update needs set channel = 'portal' where district = any(${districts}::int[]) and requester_id = ${accountId} and channel = 'partyMember'`.execute(
      tx,
    );
  },
};

async function stated(context: Context, accountId: string, most: number): Promise<OwnDataSet> {
  const { db } = context.platform;
  const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
  const { rows } = await sql<StoredNeed>`
    select ${NEED_COLUMNS} from needs n where n.district = any(${districts}::int[]) and n.requester_id = ${accountId} order by n.id desc limit ${most + 1}`.execute(
    db,
  );
  const { shown, hasMore } = cutAt(rows, most);
  return {
    title: '说过的需求',
    why: '办理您提出的需求、与您联系、回访。依据：您提出需求时的同意（个人信息保护法第十三条第一款第一项）',
    keptFor: '作为办理记录保存；姓名、电话、地址加密，只有办理的单位写明理由才能看到，结束三年后去掉',
    columns: ['编号', '来源', '需要什么', '反映的组织', '情况', '提出日期', '办结日期', '姓名', '电话', '地址', '补充说明'],
    rows: shown.map((need) => {
      const { name, phone, address, details } = inClear(context, need);
      return [
        need.number,
        CHANNELS[need.channel],
        need.title,
        need.aboutOrganizationName,
        STATES[need.state],
        need.receivedOn,
        need.closedOn,
        name,
        phone,
        address,
        details,
      ];
    }),
    hasMore,
  };
}
