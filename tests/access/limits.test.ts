/** What one person brings in cannot keep the server busy for everybody. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { canaryPerson } from './canaries.ts';
import { type House, openHouse } from './open-house.ts';
import { type Question, get, upload } from './question.ts';

let house: House;
const COMMUNITIES = ['410402001001', '410402001002', '410402001003', '410402002001'];

beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

function clerk(question: Question) {
  const cookie = house.seats.find(({ role }) => role === 'districtCivilAffairsStaff')?.cookie;
  return house.app.inject({ ...question, headers: { ...question.headers, cookie } });
}

/** Long names that differ in a few characters only, all of one leader. */
const organization = (index: number) => ({
  名称: `${'曙光邻里守望老年人书画互助学习交流'.repeat(5)}${String.fromCodePoint(0x4e00 + (index % 900), 0x5e00 + index, 0x6e00 + (index % 77))}`,
  所属区划代码: COMMUNITIES[index < 2000 ? 0 : 1 + (index % 3)] ?? '',
  管理层级: '台账',
  组织类别: '其他',
  成立日期: '2022-03-01',
  负责人姓名: '张春',
  负责人身份证号: canaryPerson(777).idNumber,
  成员人数: 5,
  是否枢纽型: '否',
});

describe('thousands of organizations that look alike', () => {
  let created = 0;
  beforeAll(async () => {
    const rows = Array.from({ length: 2600 }, (_, index) => organization(index));
    const reply = await clerk(upload('/imports', 'a.xlsx', await evidenceWorkbook({ 社区社会组织: rows })));
    created = reply.json().sheets[0].created;
  }, 60_000);

  it('are offered for decision in bounded time and number, page by page to the end', async () => {
    expect(created).toBe(2600);
    let [cursor, pages]: [string | null, number] = ['', 0];
    while (cursor !== null && pages < 10) {
      const before = performance.now();
      const page: { pairs: object[]; nextCursor: string | null } = (
        await clerk(get(`/organizations/duplicates${cursor === '' ? '' : `?cursor=${cursor}`}`))
      ).json();
      expect(page.pairs.length).toBeGreaterThan(0);
      expect(page.pairs.length).toBeLessThanOrEqual(500);
      expect(performance.now() - before).toBeLessThan(10_000);
      cursor = page.nextCursor;
      pages += 1;
    }
    expect(cursor).toBeNull();
    expect(pages).toBeGreaterThan(1);
    const { rows } = await sql<{ places: number }>`select count(distinct div)::int as places from organizations where name like '曙光邻里%'`.execute(
      house.owner,
    );
    expect(rows[0]?.places).toBe(4);
  }, 60_000);
});
