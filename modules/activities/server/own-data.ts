import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { isOneOf } from '#platform/db/few.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { cutAt, type OwnDataPart, type OwnDataSet } from '#platform/personal-data/own-data.ts';
import { dayInChina } from '#shared/day.ts';
import { PARTICIPANT_KINDS, type ParticipantKind, SIGN_UP_STATES, type SignUpState } from '../contract/occasion.ts';
import { SIGN_UP_NAME, SIGN_UP_PHONE } from './sign-up-store.ts';
import { timeInWords } from './time-in-words.ts';

/** What somebody signed up for. A place that is not given back keeps others waiting. */
export const activityOwnData: OwnDataPart = {
  read: async (context, { accountId }, most) => [await signUps(context, accountId, most)],
  unsettled: async ({ platform: { db }, now }, { accountId }) => {
    const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
    const { rows } = await sql<{ open: number }>`
      select count(*)::int as open from activity_sign_ups s join activity_occasions o on o.district = s.district and o.id = s.occasion_id
      where ${isOneOf(sql`s.district`, districts, 'int')} and s.account_id = ${accountId} and s.state <> 'cancelled' and o.state = 'open' and o.ends_at > ${now}`.execute(
      db,
    );
    const open = rows[0]?.open ?? 0;
    return open > 0 ? [`还报着 ${open} 次没有结束的活动，请先在“我的活动”里取消，把名额让给候补的人`] : [];
  },
};

interface SignUpRow {
  title: string;
  startsAt: Date;
  state: SignUpState;
  kind: ParticipantKind;
  signedUpAt: Date;
  checkedInAt: Date | null;
  nameCipher: string;
  phoneCipher: string | null;
}

async function signUps({ platform: { db, cipher } }: Context, accountId: string, most: number): Promise<OwnDataSet> {
  const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
  const { rows } = await sql<SignUpRow>`
    select o.title, o.starts_at as "startsAt", s.state, s.kind, s.signed_up_at as "signedUpAt", s.checked_in_at as "checkedInAt", s.name_cipher as "nameCipher", s.phone_cipher as "phoneCipher"
    from activity_sign_ups s join activity_occasions o on o.district = s.district and o.id = s.occasion_id
    where ${isOneOf(sql`s.district`, districts, 'int')} and s.account_id = ${accountId} order by s.id desc limit ${most + 1}`.execute(db);
  const { shown, hasMore } = cutAt(rows, most);
  return {
    title: '报名的活动',
    why: '办理活动报名、候补和签到。依据：您报名时的同意（个人信息保护法第十三条第一款第一项）',
    keptFor: '到活动结束一年；以后清除姓名、电话和账号，只留人数。姓名、电话加密，电话只有说明理由才能看到',
    columns: ['活动', '时间', '报名', '身份', '报名日期', '签到', '姓名', '电话'],
    rows: shown.map((row) => [
      row.title,
      timeInWords(row.startsAt),
      SIGN_UP_STATES[row.state],
      PARTICIPANT_KINDS[row.kind],
      dayInChina(row.signedUpAt),
      row.checkedInAt && timeInWords(row.checkedInAt),
      cipher.decrypt(row.nameCipher, SIGN_UP_NAME),
      row.phoneCipher === null ? null : cipher.decrypt(row.phoneCipher, SIGN_UP_PHONE),
    ]),
    hasMore,
  };
}
