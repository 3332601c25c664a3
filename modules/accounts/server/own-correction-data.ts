import { cutAt, type OwnDataPart } from '#platform/personal-data/own-data.ts';
import { CORRECTION_STATES, CORRECTION_SUBJECTS } from '../contract/correction.ts';
import { CORRECTION_RIGHT, CORRECTION_WRONG, readOwnCorrections } from './correction-store.ts';
import { requirePerson } from './require-person.ts';

const MOST_WAITING = 100;

/** What the person asked to have corrected, wherever it is written. */
export const correctionOwnData: OwnDataPart = {
  async read({ platform: { db, cipher } }, { accountId }, most) {
    const { shown, hasMore } = cutAt(await readOwnCorrections(db, Number(accountId), most + 1), most);
    return [
      {
        title: '更正申请',
        why: '核对和更正您说不对的信息。依据：您提出的请求（个人信息保护法第四十六条）',
        keptFor: '答复或撤回后保存三年，期满删除',
        columns: ['提出日期', '哪里的', '哪里不对', '应当是', '结果', '答复'],
        rows: shown.map((row) => [
          row.receivedOn,
          CORRECTION_SUBJECTS[row.about],
          cipher.decrypt(row.wrongCipher, CORRECTION_WRONG),
          cipher.decrypt(row.rightCipher, CORRECTION_RIGHT),
          CORRECTION_STATES[row.state],
          row.answer,
        ]),
        hasMore,
      },
    ];
  },
  async unsettled(context) {
    const person = await requirePerson(context, context.platform.db);
    const waiting = (await readOwnCorrections(context.platform.db, person.id, MOST_WAITING)).filter(({ state }) => state === 'waiting');
    return waiting.length > 0 ? [`有 ${waiting.length} 件更正申请在等答复：请等答复，或在“我的更正申请”里撤回`] : [];
  },
};
