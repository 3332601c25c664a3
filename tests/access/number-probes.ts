/** Numbers stay masked wherever people write them, and screens are told what their holder may do with them. */
import { sql } from 'kysely';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { canariesIn, canaryPerson } from './canaries.ts';
import { askAs, differs } from './asking.ts';
import { holds } from './expected-rights.ts';
import type { House } from './open-house.ts';
import { SHUBEI, XINHUA } from './places.ts';
import type { Probe } from './probes.ts';
import { get, send, upload } from './question.ts';
import { replyText } from './reply-text.ts';

const CLERK = 'districtCivilAffairsStaff';
const [FIRST, SECOND] = [canaryPerson(800), canaryPerson(801)];
const ORGANIZATION = {
  名称: '密社八百',
  所属区划代码: SHUBEI.code,
  管理层级: '台账',
  组织类别: '其他',
  成立日期: '2022-03-01',
  负责人姓名: '王密',
  负责人身份证号: FIRST.idNumber,
  负责人手机号: FIRST.phone,
  成员人数: 5,
  是否枢纽型: '否',
};

/** Every table as text. */
async function clearInTables(house: House): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(house.owner);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.raw(name)} t`.execute(house.owner);
    found.push(...canariesIn(rows.map(({ line }) => line).join('\n'), [FIRST, SECOND]).map((number) => `${name} holds ${number} in clear`));
  }
  return found;
}

/** Numbers in reasons, file names, cells and history. */
async function wrongWithNumbers(house: House): Promise<string[]> {
  const said: string[] = [];
  const ask = async (question: ReturnType<typeof send>) => {
    const reply = await askAs(house, CLERK, question);
    said.push(await replyText(reply));
    return reply;
  };
  const talk = `致电 ${SECOND.phone}`;
  const books = async (name: string) =>
    upload('/imports', `${SECOND.idNumber} ${name}.xlsx`, await evidenceWorkbook({ 社区社会组织: [{ ...ORGANIZATION, 名称: name }] }));
  const { batch } = (await ask(await books('密社七百'))).json();
  await ask(send('POST', `/imports/${batch}/undo`, { reason: talk }));
  await ask(await books('密社八百'));
  const found = (await ask(send('POST', '/registers/organizations/records/by-number?limit=1', { number: FIRST.idNumber }))).json().items[0];
  const path = `/registers/organizations/records/${found?.id}`;
  await ask(send('PATCH', path, { version: 1, values: { leaderIdNumber: SECOND.idNumber, leaderPhone: SECOND.phone }, reason: talk }));
  // a record that keeps its masked number in a form keeps the number
  await ask(send('PATCH', path, { version: 2, values: { memberCount: 6 }, reason: talk }));
  await askAs(house, CLERK, send('POST', `${path}/reveal`, { reason: talk }));
  const clear = await replyText(await askAs(house, CLERK, get(`/exports/evidence?reason=${encodeURIComponent(talk)}`)));
  await ask(get('/exports/evidence?masked=true'));
  await ask(get('/imports'));
  const record = (await ask(get(path))).json();
  const audit = await replyText(await askAs(house, 'auditAdministrator', get('/audit-entries?limit=200')));
  const views = await replyText(await askAs(house, 'auditAdministrator', send('POST', '/personal-data/views', { number: SECOND.idNumber })));
  const filter = encodeURIComponent(JSON.stringify({ leaderPhone: { oneOf: [SECOND.phone] } }));
  const filtered = await askAs(house, CLERK, get(`/registers/organizations/records?filters=${filter}`));
  return [
    ...canariesIn([...said, audit, views].join('\n'), [FIRST, SECOND]).map((number) => `an answer holds ${number}`),
    ...(canariesIn(clear, [SECOND]).length === 2 ? [] : ['the numbers of the second person were not kept']),
    ...differs('a filter by telephone', filtered.json().code, 'FILTER_UNKNOWN'),
    ...differs('the masked number of the record', JSON.stringify(record).includes('*'), true),
    ...(await clearInTables(house)),
  ];
}

/** What the record's screen says that its reader may do. */
async function wrongAbilities(house: House): Promise<string[]> {
  const id = house.records.get('organizations')?.get(SHUBEI.code)?.[0];
  const wrong: string[] = [];
  for (const { role } of house.seats.filter((seat) => holds(seat.role, 'seeRecords') && SHUBEI.code.startsWith(seat.place.code.replace(/0+$/, '')))) {
    const { abilities } = (await askAs(house, role, get(`/registers/organizations/records/${id}`))).json();
    wrong.push(...differs(`abilities of ${role}`, abilities, { edit: holds(role, 'changeRecords'), reveal: holds(role, 'revealNumbers') }));
  }
  return wrong;
}

/** Another site's page makes the browser act. */
async function wrongFromElsewhere(house: House): Promise<string[]> {
  const question = send('POST', '/registers/trainings/records', { values: { name: '外站', div: XINHUA.code } });
  const from = async (headers: Record<string, string>) =>
    (await askAs(house, CLERK, { ...question, headers: { ...question.headers, ...headers } })).json().code;
  return [
    ...differs('another origin', await from({ origin: 'https://elsewhere.example' }), 'CROSS_SITE'),
    ...differs('another site', await from({ 'sec-fetch-site': 'cross-site' }), 'CROSS_SITE'),
  ];
}

export function numberProbes(): Probe[] {
  return [
    { name: 'requests of other sites', changes: false, run: wrongFromElsewhere },
    { name: 'abilities with records', changes: false, run: wrongAbilities },
    { name: 'numbers in words', changes: true, run: wrongWithNumbers },
  ];
}
