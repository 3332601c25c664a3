/**
 * Fills the loaded divisions with invented records set-based: about 6 million organizations in 620,000 communities, skewed
 * per district as real ones are, and the other registers in the proportion of the demonstration data. With 32.3 activities and 8.06
 * volunteers a community it is the nation of issue 6: 20 million activities, 5 million volunteers.
 */
import type pg from 'pg';

/** Records per community on average. */
export interface NationSizes {
  /** 9.7 comes to 6 million in the nation */
  organizations: number;
  activities: number;
  volunteers: number;
  /** a number as the product seals it: every volunteer's opens to the same */
  sealed: { idNumber: string; phone: string };
}

export interface Filled {
  register: string;
  rows: number;
  seconds: number;
}

/**
 * Same numbers in every run, made from a row's own numbers: `r` between 0 and 1, `upto` a whole number below n,
 * `one` an item of a list.
 */
const FUNCTIONS = `
  create or replace function pg_temp.r(a bigint, b int) returns float8 language sql immutable parallel safe as
    $$ select (hashint8extended(a * 31 + b, 7) & 1048575) / 1048576.0 $$;
  create or replace function pg_temp.upto(n float8, a bigint, b int) returns int language sql immutable parallel safe as
    $$ select floor(n * ((hashint8extended(a * 31 + b, 7) & 1048575) / 1048576.0))::int $$;
  create or replace function pg_temp.one(items text[], a bigint, b int) returns text language sql immutable parallel safe as
    $$ select items[1 + floor(cardinality(items) * ((hashint8extended(a * 31 + b, 7) & 1048575) / 1048576.0))::int] $$`;

const STAMP = 'version, demonstration, created_at, created_by, updated_at, updated_by';
const STAMPED = `1, true, timestamptz '2026-01-01', 'bench', timestamptz '2026-01-01', 'bench'`;
/** id, district and place of the first columns of every register */
const ID = 'id, district, div, recorded_div';
const newId = (alias: string) => `${alias}.district * 1000000000::bigint + 100000000 + row_number() over (), ${alias}.district`;
const atHome = `${newId('d')}, d.key, d.key`;

/** A day between 2010 and 2025, most of them late; one in the campaign years. */
const day = (a: string, b: number) => `(date '2010-01-01' + (5800 * sqrt(pg_temp.r(${a}, ${b})))::int)`;
const campaignDay = (a: string, b: number) => `(date '2021-01-01' + pg_temp.upto(1800, ${a}, ${b}))`;

const homes = (filter: string) =>
  `(select key, (key / 1000000)::int as district, short_name as name, kind, level from divisions where valid_to is null and counted and ${filter}) d`;
const COMMUNITIES = homes('level = 5');
const TOWNSHIPS = homes('level = 4');
const COUNTIES = homes('level = 3');
const OFFICES = homes('level in (3, 4)');
const many = (count: string) => `cross join lateral generate_series(1, ${count}) n`;

type Statement = [table: string, sql: string];

/** Per community exponential, per district another factor, urban ones more than twice the rural ones. */
function organizations(perCommunity: number): Statement {
  const count = `round(${perCommunity} * 1.08 * (0.4 + 1.2 * pg_temp.r(d.key / 1000000, 8)) * -ln(1 - 0.98 * pg_temp.r(d.key, 9)) * case when d.kind = 'urban' then 1.9 else 0.77 end)::int`;
  const drawn = `select d.*, n, seed, pg_temp.one(array['合唱', '广场舞', '志愿服务', '议事', '互助', '书画'], seed, 1) as topic,
      case when pg_temp.r(seed, 2) < 0.28 then '台账' when pg_temp.r(seed, 2) < 0.93 then '备案' else '登记' end as tier,
      pg_temp.one(array['文体娱乐类', '公益慈善类', '社区事务类', '生活服务类'], seed, 1) as category,
      ${day('seed', 3)} as began, pg_temp.r(seed, 4) < 0.05 and ${day('seed', 3)} < date '2023-09-01' as ends, pg_temp.r(seed, 7) < 0.012 as hub
    from ${COMMUNITIES} ${many(count)} cross join lateral (select d.key * 1000 + n as seed) s`;
  return [
    'organizations',
    `insert into organizations (${ID}, name, tier, category, established_on, filed_on, registered_on, ended_on, end_reason, is_charity,
        leader_name, search_text, member_count, is_hub, hub_since, party_form, stage, ${STAMP})
      select ${newId('d')}, key, key, name || topic || n || '队', tier, category, began, case when tier <> '台账' then began + 60 end, case when tier = '登记' then began + 90 end,
        case when ends then began + 800 end, case when ends then case tier when '台账' then '撤出台账' when '备案' then '取消备案' else '注销' end end,
        pg_temp.r(seed, 5) < 0.03, '王' || n, name || topic || n || '队 王' || n, 5 + pg_temp.upto(60, seed, 6), hub, case when hub then began + 200 end, '无', '成长型', ${STAMPED}
      from (${drawn}) d`,
  ];
}

const PLACES: Statement[] = [
  [
    'platforms',
    `insert into platforms (${ID}, name, level, kind, started_on, ${STAMP})
      select ${atHome}, name || '平台', case level when 3 then '区' else '街道' end, case level when 3 then '服务中心' else '支持平台' end, ${day('key', 1)}, ${STAMPED}
      from ${OFFICES} where pg_temp.r(key, 0) < case level when 3 then 0.9 else 0.4 end`,
  ],
  [
    'stations',
    `insert into stations (${ID}, name, started_on, ${STAMP}) select ${atHome}, name || '社工站', ${campaignDay('key', 2)}, ${STAMPED} from ${TOWNSHIPS} where pg_temp.r(key, 1) < 0.88`,
  ],
  [
    'care_facilities',
    `insert into care_facilities (${ID}, name, kind, covered_divs, started_on, ${STAMP})
      select ${atHome}, name || '养老设施', case when kind = 'urban' then '城市社区老年人日间照料中心' else '农村养老设施' end, array[key], ${day('key', 7)}, ${STAMPED}
      from ${COMMUNITIES} where pg_temp.r(key, 8) < 0.6`,
  ],
  [
    'facility_coverages',
    'insert into facility_coverages (district, div, recorded_div, facility_id, kind, started_on, ended_on) select district, div, div, id, kind, started_on, ended_on from care_facilities',
  ],
  [
    'party_organizations',
    `insert into party_organizations (${ID}, name, kind, established_on, ${STAMP})
      select ${atHome}, name || '党支部', case level when 4 then '总支' else '联合支部' end, ${campaignDay('key', 3)}, ${STAMPED}
      from ${homes('level >= 4')} where pg_temp.r(key, 9) < case level when 4 then 0.3 else 0.14 end`,
  ],
];

const PEOPLE: Statement[] = [
  [
    'station_workers',
    `insert into station_workers (${ID}, station_id, name, started_on, ${STAMP})
      select ${newId('s')}, s.div, s.div, s.id, '社工' || n, s.started_on + 30 * n, ${STAMPED} from stations s ${many('pg_temp.upto(5, s.div, 3)')}`,
  ],
  [
    'talents',
    `insert into talents (${ID}, name, started_on, ${STAMP})
      select ${atHome}, '人才' || n, ${campaignDay('key * 10 + n', 1)}, ${STAMPED} from ${COMMUNITIES} ${many(`pg_temp.upto(case when kind = 'urban' then 4 else 2.2 end, key, 4)`)}`,
  ],
];

const ORGANIZATION_SOCIAL_WORKERS: Statement = [
  'organization_social_workers',
  `insert into organization_social_workers (${ID}, organization_id, name, employment, started_on, ${STAMP})
    select ${newId('o')}, o.div, o.div, o.id, '社工' || n, '兼职', o.hub_since + 90, ${STAMPED} from organizations o ${many('pg_temp.upto(3, o.id, 1)')} where o.is_hub`,
];

const WORK: Statement[] = [
  [
    'trainings',
    `insert into trainings (${ID}, name, host_level, started_on, audiences, participants, ${STAMP})
      select ${atHome}, '培训' || n, case level when 3 then '区' else '街道' end, make_date(2021 + n % 6, 1 + pg_temp.upto(12, key + n, 2), 10),
        case when pg_temp.r(key + n, 3) < 0.5 then array['骨干'] else array['社区社会组织负责人', '志愿者'] end, 20 + pg_temp.upto(100, key + n, 4), ${STAMPED}
      from ${OFFICES} ${many('case level when 3 then 9 else pg_temp.upto(3, key, 5) end')}`,
  ],
  [
    'designations',
    `insert into designations (${ID}, kind, object_name, owner_name, issuer_div, designated_on, ${STAMP})
      select ${atHome}, (array['品牌组织', '品牌项目', '农村试点', '示范点', '农村典型'])[1 + n % 5], '对象' || n / 5, case when n % 5 = 1 then '对象' || n / 5 end,
        key / 100000000 * 100000000, ${campaignDay('key + n', 6)}, ${STAMPED}
      from ${COUNTIES} ${many('pg_temp.upto(22, key, 6)')}`,
  ],
  [
    'hand_ins',
    `insert into hand_ins (${ID}, kind, period, handed_in_on, state, themes, ${STAMP})
      select ${atHome}, '季度总结', y || 'Q' || q, make_date(y, q * 3, 25), case when pg_temp.r(key + y * 4 + q, 1) < 0.92 then '已接收' else '退回' end, '{}', ${STAMPED}
      from ${COUNTIES} cross join generate_series(2021, 2025) y cross join generate_series(1, 4) q`,
  ],
  [
    'extensions',
    `insert into extensions (${ID}, pilot_div, extended_on, ${STAMP}) select ${atHome}, 460100000000, ${campaignDay('key', 4)}, ${STAMPED} from ${COUNTIES} where pg_temp.r(key, 3) < 0.2`,
  ],
];

/** Of every organization, as many as chance gives: none of many, twenty and more of some. */
const activities = ({ activities: perCommunity, organizations: organizationsEach }: NationSizes): Statement => [
  'activities',
  `insert into activities (${ID}, name, theme, organization_name, organization_id, started_on, participants, ${STAMP})
    select ${newId('o')}, o.div, o.div, '活动' || n, pg_temp.one(array['邻里守望', '共建共治共享', '共创平安', '文化铸魂', '其他'], o.id * 50 + n, 1), o.name, o.id,
      ${campaignDay('o.id * 50 + n', 2)}, 30, ${STAMPED}
    from organizations o ${many(`round(${perCommunity / organizationsEach} * -ln(1 - 0.9999 * pg_temp.r(o.id, 2)))::int`)}`,
];

/** Five years of registrations; the counters by place and year say the same. */
const volunteers = ({ volunteers: perCommunity, sealed }: NationSizes): Statement[] => [
  [
    'volunteers',
    `insert into volunteers (${ID}, name, sex, born_on, id_kind, id_number_cipher, id_number_index, phone_cipher, phone_index, service_kinds, skills, languages, availability,
        consent, registered_on, registered_by, registered_by_name, search_text, demonstration, version, updated_at, updated_by)
      select ${atHome}, '志愿者' || n, case when n % 2 = 0 then '女' else '男' end, date '1950-01-01' + pg_temp.upto(20000, key * 1000 + n, 1), 'residentId',
        '${sealed.idNumber}', encode(sha256(('i' || key || '/' || n)::bytea), 'base64'), '${sealed.phone}', encode(sha256(('p' || key || '/' || n)::bytea), 'base64'),
        array[pg_temp.one(array['关爱老人', '环境保护', '文化体育'], key * 1000 + n, 2)], '{}', '{}', '{}',
        'self', ${campaignDay('key * 1000 + n', 3)}, 'bench', 'bench', name || '志愿者' || n, true, 1, timestamptz '2026-01-01', 'bench'
      from ${COMMUNITIES} ${many(`pg_temp.upto(${2 * perCommunity + 1}, key, 7)`)}`,
  ],
  [
    'whereabouts',
    `insert into whereabouts (subject, district)
      select 'document ' || id_number_index, district from volunteers union select 'phone ' || phone_index, district from volunteers where phone_index is not null`,
  ],
  [
    'volunteer_figures',
    `insert into volunteer_figures (district, div, year, registered)
      select district, div, extract(year from registered_on)::int, count(*) from volunteers group by 1, 2, 3`,
  ],
];

/** Half of the work each, for two cores: what hangs on organizations, and all else. */
function halvesOf(sizes: NationSizes): [Statement[], Statement[]] {
  const ofPlaces = [...PLACES, ...PEOPLE, ...WORK, ...(sizes.volunteers > 0 ? volunteers(sizes) : [])];
  return [[organizations(sizes.organizations), ORGANIZATION_SOCIAL_WORKERS, activities(sizes)], ofPlaces];
}

/** Within minutes on two cores: two connections, one statement a table, its indexes built afterwards. */
export async function fillNation(clients: readonly [pg.ClientBase, pg.ClientBase], sizes: NationSizes, say: (line: string) => void): Promise<Filled[]> {
  const filled: Filled[] = [];
  const fill = async (client: pg.ClientBase, statements: readonly Statement[]) => {
    await client.query(FUNCTIONS);
    for (const [table, statement] of statements) {
      const start = performance.now();
      const rowCount = await withoutIndexes(client, table, async () => (await client.query(statement)).rowCount);
      await client.query(`analyze ${table}`);
      const seconds = (performance.now() - start) / 1000;
      filled.push({ register: table, rows: rowCount ?? 0, seconds });
      say(`${table}: ${rowCount} rows in ${seconds.toFixed(1)} s`);
    }
  };
  const halves = halvesOf(sizes);
  await Promise.all(clients.map((client, index) => fill(client, halves[index] ?? [])));
  return filled;
}

/** An index is several times quicker built at once than row by row; those of keys and unique columns stay, they check the rows. */
async function withoutIndexes<T>(client: pg.ClientBase, table: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    'select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass and not indisunique',
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  const done = await work();
  for (const { definition } of rows) await client.query(definition);
  return done;
}
