import { sql } from 'kysely';
import { SHUBEI, SHUGUANG } from './places.ts';
import { send, thingsAt, upload } from './question.ts';
import { samplePicture } from '#tests/support/sample-files.ts';
import type { House } from './open-house.ts';
import type { Write } from './writes.ts';

const STREET = 'streetStaff';
const SYSTEM = 'systemAdministrator';

/** One that the street serves itself. */
async function servingNeed(house: House): Promise<number | undefined> {
  const street = house.seats.find(({ role }) => role === STREET)?.place.code;
  await sql`update needs set state = 'serving', handling_div = ${Number(street)} where id = ${thingsAt(house, SHUBEI).need}`.execute(house.owner);
  return thingsAt(house, SHUBEI).need;
}

export const needWrites: Write[] = [
  {
    operation: 'needs.enter',
    role: STREET,
    ask: () => send('POST', '/needs', { title: '楼道灯不亮', category: 'safety', channel: 'reception', division: SHUBEI.code }),
  },
  {
    operation: 'need-programs.addProgram',
    role: SYSTEM,
    ask: (house) =>
      send('POST', '/need-programs', { name: '智慧社区平台', channel: 'smartPlatform', division: house.seats.find(({ role }) => role === SYSTEM)?.place.code }),
  },
  ...(['rotation', 'disabling'] as const).map(
    (act): Write => ({
      operation: `need-programs.${act === 'rotation' ? 'rotateKey' : 'disableProgram'}`,
      role: SYSTEM,
      ask: async (house) => {
        const { rows } = await sql<{ id: number }>`select max(id) as id from need_programs`.execute(house.owner);
        return send('POST', `/need-programs/${rows[0]?.id}/${act}`);
      },
    }),
  ),
  {
    operation: 'needs.importTickets',
    role: STREET,
    ask: () => upload('/needs/imports', 'a.csv', new TextEncoder().encode(`工单编号,主要内容,来电时间,区划代码\nT-1,楼道灯不亮,2023-01-01,${SHUBEI.code}`)),
  },
  {
    operation: 'needs.undoTickets',
    role: STREET,
    ask: async (house) => {
      const { rows } = await sql<{ id: number }>`select max(id) as id from need_imports`.execute(house.owner);
      return send('POST', `/needs/imports/${rows[0]?.id}/undo`, { reason: '选错了文件' });
    },
  },
  {
    operation: 'needs.act',
    role: STREET,
    ask: (house) => send('POST', `/needs/${thingsAt(house, SHUGUANG).need}/actions`, { version: 1, action: 'sort' }),
  },
  {
    operation: 'needs.addPhoto',
    role: STREET,
    ask: async (house) => upload(`/needs/${await servingNeed(house)}/photos`, '现场.jpg', await samplePicture(40, 30)),
  },
  {
    operation: 'needs.removePhoto',
    role: STREET,
    ask: async (house) => {
      const id = await servingNeed(house);
      const { rows } = await sql<{
        id: number;
      }>`select id from files where purpose = 'needs.servicePhoto' and owner_id = ${id} order by id desc limit 1`.execute(house.owner);
      return send('DELETE', `/needs/${id}/photos/${rows[0]?.id}`);
    },
  },
  {
    operation: 'needs.reveal',
    role: STREET,
    ask: (house) => send('POST', `/needs/${thingsAt(house, SHUGUANG).need}/reveal`, { reason: '约上门时间' }),
  },
];
