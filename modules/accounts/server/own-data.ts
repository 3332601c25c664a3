import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { cutAt, type OwnDataPart, type OwnDataSet } from '#platform/personal-data/own-data.ts';
import { timeInWords } from '#shared/time-in-words.ts';
import { HATS } from '../contract/hats.ts';
import { KNOWN_BROWSER_DAYS, KNOWN_BROWSERS } from '../contract/limits.ts';
import { PURPOSES } from '../contract/purposes.ts';
import { readConsents } from './consent-store.ts';
import { readKnownBrowsers } from './known-browser-store.ts';
import { PERSON_PHONE, readHats } from './person-store.ts';
import { requirePerson } from './require-person.ts';
import { readSessionsOf } from './session-store.ts';
import { sessionTimes } from './start-session.ts';

/** The account itself, as what the person comes, to what they agreed, where they are signed in. */
export const accountOwnData: OwnDataPart = {
  isNotCopied: true,
  async read(context, _subject, most) {
    const person = await requirePerson(context, context.platform.db);
    return [
      {
        title: '账号',
        why: whyOf('account'),
        keptFor: PURPOSES.account.keptFor,
        columns: ['显示的称呼', '手机号'],
        rows: [[person.displayName, context.platform.cipher.decrypt(person.phoneCipher, PERSON_PHONE)]],
        hasMore: false,
      },
      await hatsOf(context, person.id, most),
      await consentsOf(context, person.id, most),
      await sessionsOf(context, person.id, most),
      await browsersOf(context, person.id),
    ];
  },
  unsettled: async () => [],
};

const WHY_HATS = '居民、党员由您自己说明，依据您的同意；负责人、成员、志愿者随您办理的事记下，用来打开您自己的那些事（个人信息保护法第十三条）';

function whyOf(purpose: keyof typeof PURPOSES): string {
  const { why, ground } = PURPOSES[purpose];
  return `${why}。依据：${ground}`;
}

async function hatsOf({ platform: { db }, today }: Context, id: number, most: number): Promise<OwnDataSet> {
  const { shown, hasMore } = cutAt(await readHats(db, id, today), most);
  const paths = await getDivisionPaths(
    db,
    shown.map(({ div }) => div),
  );
  const rows = shown.map(({ hat, div, beginsOn }) => [HATS[hat], paths.get(div)?.path.join(' ') ?? '', beginsOn]);
  return {
    title: '身份',
    why: WHY_HATS,
    keptFor: '居民、党员到您撤回同意为止；负责人、成员、志愿者到不再担任或退出后，注销账号时一并删除',
    columns: ['身份', '地方', '开始日期'],
    rows,
    hasMore,
  };
}

async function consentsOf({ platform: { db } }: Context, id: number, most: number): Promise<OwnDataSet> {
  const { shown, hasMore } = cutAt(await readConsents(db, id), most);
  return {
    title: '同意记录',
    why: '证明您同意过什么、什么时候撤回的。依据：个人信息保护法第十四条、第十五条',
    keptFor: '注销账号后保存三年，用于说明处理有依据，期满删除',
    columns: ['用途', '说明的版本', '同意时间', '撤回时间'],
    rows: shown.map(({ purpose, textVersion, givenAt, withdrawnAt }) => [
      PURPOSES[purpose].name,
      `第 ${textVersion} 版`,
      timeInWords(givenAt),
      withdrawnAt && timeInWords(withdrawnAt),
    ]),
    hasMore,
  };
}

async function sessionsOf({ platform: { db }, now }: Context, id: number, most: number): Promise<OwnDataSet> {
  const { shown, hasMore } = cutAt(await readSessionsOf(db, id, sessionTimes(now)), most);
  const rows = shown.map(({ startedAt, seenAt, origin, userAgent }) => [timeInWords(startedAt), timeInWords(seenAt), origin, userAgent]);
  const columns = ['登录时间', '最近使用', '网络地址', '浏览器'];
  return { title: '正在登录的地方', why: whyOf('account'), keptFor: '退出登录或登录过期后当晚删除', columns, rows, hasMore };
}

async function browsersOf({ platform: { db }, now }: Context, id: number): Promise<OwnDataSet> {
  const rows = (await readKnownBrowsers(db, id, now)).map(({ madeAt, usedAt, expiresAt }) => [
    timeInWords(madeAt),
    timeInWords(usedAt),
    timeInWords(expiresAt),
  ]);
  return {
    title: '登录过的浏览器',
    why: '别人乱试验证码时，您在这些浏览器里照样能登录；标记本身打不开任何东西。依据：您的同意，也是保护账号安全所必需（个人信息保护法第五十一条）',
    keptFor: `最多 ${KNOWN_BROWSERS} 个，${KNOWN_BROWSER_DAYS} 天没有再登录、在别处让它退出或注销账号后删除`,
    columns: ['第一次登录', '最近登录', '保留到'],
    rows,
    hasMore: false,
  };
}
