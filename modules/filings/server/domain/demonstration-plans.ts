/** Invented applications of one street, so that its desk, its committees and its district have something to look at. */
import type { Day } from '#shared/day.ts';
import type { RandomSource } from '#shared/random-source.ts';
import type { FilingForm } from '../../contract/application.ts';
import type { MaterialId, ProcedureId } from '../../contract/workflow.ts';
import { type Act, PLAIN_FORM } from './demonstration-path.ts';

export interface Place {
  key: number;
  name: string;
}

/** What is known of an invented organization that an application may be about. */
export interface Subject {
  id: number;
  div: number;
  name: string;
  tier: '台账' | '备案' | '登记';
  filedOn: Day | null;
}

export interface PlanInput {
  random: RandomSource;
  communities: readonly Place[];
  organizations: readonly Subject[];
  /** whether a committee recommends before the street decides */
  recommends: boolean;
  today: Day;
  /** names that are given already */
  taken: Set<string>;
}

export interface PlannedCase {
  procedure: ProcedureId;
  div: number;
  subject?: Subject;
  form: FilingForm;
  /** the leader's number and phone are there */
  hasNumbers: boolean;
  /** of those that the rules ask for, the ones left out */
  without: readonly MaterialId[];
  items: readonly { material?: MaterialId; content: string; isDone: boolean; reply?: string }[];
  path: readonly Act[];
  /** the day from which the path counts back */
  until: Day;
  /** the decision makes the organization's record, which is not there yet */
  founds?: boolean;
}

const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗'];
const GIVEN = ['桂兰', '建国', '秀英', '志强', '玉梅', '海燕', '国华', '丽娟', '永康', '春生', '文静', '明辉', '淑芬', '德才', '晓东'];
type Kind = Pick<FilingForm, 'category' | 'businessScopes' | 'serviceTargets' | 'venues' | 'majorActivities' | 'purpose'> & { ending: string };
const KINDS: readonly Kind[] = [
  {
    ending: '常青藤合唱团',
    category: '文体娱乐类',
    businessScopes: ['合唱排练与演出'],
    serviceTargets: ['老年人'],
    venues: ['社区党群服务中心二楼活动室'],
    majorActivities: '重阳节社区汇演',
    purpose: '丰富居民文化生活，陪伴老年人',
  },
  {
    ending: '邻里互助会',
    category: '居民互助类',
    businessScopes: ['邻里互助', '独居老人探访'],
    serviceTargets: ['老年人', '困难家庭'],
    venues: ['社区邻里客厅'],
    majorActivities: '每周探访独居老人',
    purpose: '邻里守望，互助解难',
  },
  {
    ending: '红马甲志愿服务队',
    category: '公益慈善类',
    businessScopes: ['便民志愿服务', '文明劝导'],
    serviceTargets: ['全体居民'],
    venues: ['新时代文明实践站'],
    majorActivities: '学雷锋便民服务日',
    purpose: '组织居民参与志愿服务',
  },
  {
    ending: '议事协商会',
    category: '社区事务类',
    businessScopes: ['居民议事', '矛盾调解'],
    serviceTargets: ['全体居民'],
    venues: ['居民议事厅'],
    majorActivities: '停车管理居民议事会',
    purpose: '组织居民议事，化解身边矛盾',
  },
  {
    ending: '便民维修服务队',
    category: '生活服务类',
    businessScopes: ['小家电维修', '水电检修'],
    serviceTargets: ['老年人', '残疾人'],
    venues: ['社区综合服务设施一楼'],
    majorActivities: '每月便民维修日',
    purpose: '为居民提供便民维修',
  },
  {
    ending: '太极拳健身队',
    category: '文体娱乐类',
    businessScopes: ['太极拳晨练与教学'],
    serviceTargets: ['老年人'],
    venues: ['文化广场'],
    majorActivities: '全民健身日展示',
    purpose: '带动居民科学健身',
  },
];

/** Everything of one street. The same randomness gives the same cases. */
export function planCases(given: Omit<PlanInput, 'taken'>): PlannedCase[] {
  const input: PlanInput = { ...given, taken: new Set(given.organizations.map(({ name }) => name)) };
  return [...decided(input), ...openFilings(input), ...drafts(input), ...ofFiled(input), ...announced(input)];
}

function openFilings(input: PlanInput): PlannedCase[] {
  const submitted = (daysAgo: number): Act[] => [
    { action: 'start', daysAgo: daysAgo + 1 },
    { action: 'submit', daysAgo },
  ];
  const complete = [9, 8, 6, 5, 3, 1, 12, 14].map((daysAgo) => newFiling(input, submitted(daysAgo)));
  const list = [
    { material: 'venueProof' as const, content: '活动场所证明缺少产权单位盖章，请补交使用同意书', isDone: false },
    { material: 'roster' as const, content: '成员名册缺少 3 名成员的联系方式，请补全', isDone: false },
  ];
  const asked: Act[] = [...submitted(8), { action: 'requestSupplement', daysAgo: 4 }];
  const back: Act[] = [...submitted(15), { action: 'requestSupplement', daysAgo: 13 }, { action: 'supplement', daysAgo: 3 }];
  return [
    ...complete,
    newFiling(input, submitted(7), { without: ['venueProof'] }),
    newFiling(input, submitted(2), { without: ['pledge', 'fundsNote'] }),
    newFiling(input, submitted(4), { form: { leaderIsStreetCadre: true } }),
    newFiling(input, asked, { without: ['venueProof'], items: list }),
    newFiling(input, back, { items: list.map((item) => ({ ...item, isDone: true, reply: '已补交' })) }),
    ...(input.recommends
      ? [8, 2].map((daysAgo) =>
          atFirst(input, [
            { action: 'start', daysAgo: daysAgo + 1 },
            { action: 'submit', daysAgo, waits: true },
          ]),
        )
      : []),
  ];
}

function drafts(input: PlanInput): PlannedCase[] {
  const start = (daysAgo: number, body: 'committee' | 'street'): Act[] => [{ action: 'start', daysAgo, body }];
  const half: FilingForm = { memberCount: undefined, venues: undefined, pledged: undefined };
  return [
    newFiling(input, start(3, 'street'), { form: half, hasNumbers: false, without: ['charter', 'roster', 'venueProof', 'fundsNote', 'pledge'] }),
    { ...atFirst(input, start(6, 'committee')), without: ['pledge'] },
    { ...newFiling(input, start(1, 'committee'), { form: { majorActivities: undefined }, hasNumbers: false }), procedure: 'ledgerOpening' },
  ];
}

/** Changes, exits and registrations of organizations that are filed. */
function ofFiled(input: PlanInput): PlannedCase[] {
  const { random, organizations, today } = input;
  const [changing, leaving, growing, maturing] = organizations.filter(({ tier }) => tier === '备案').slice(-4);
  const about = (procedure: ProcedureId, subject: Subject | undefined, daysAgo: number, form: FilingForm): PlannedCase[] =>
    subject
      ? [
          {
            procedure,
            subject,
            div: subject.div,
            form: { ...formOf(input, subject.name), ...form },
            hasNumbers: true,
            without: [],
            items: [],
            path: [
              { action: 'start', daysAgo: daysAgo + 2 },
              { action: 'submit', daysAgo },
            ],
            until: today,
          },
        ]
      : [];
  const association: FilingForm = {
    legalForm: '社会团体',
    memberCount: 62,
    individualMembers: 62,
    unitMembers: 0,
    activityFunds: 5_000_000,
    partyMemberCount: 2,
  };
  return [
    ...about('filingChange', changing, 5, { changes: { leaderName: personOf(random) }, reason: '换届选举产生新的负责人' }),
    ...about('filingCancellation', leaving, 7, { reason: '骨干成员搬离，经成员大会决定停止活动', hasNoDebts: true }),
    ...about('registration', growing, 25, association),
    ...about('registration', maturing, 4, association),
  ];
}

/** The last that were filed, and a few that were not. */
function decided(input: PlanInput): PlannedCase[] {
  const { organizations, today } = input;
  const filed = organizations.flatMap((subject) => (subject.filedOn !== null && subject.filedOn <= today ? [{ subject, until: subject.filedOn }] : []));
  const granted = filed.slice(0, 12).map(({ subject, until }, index): PlannedCase => {
    const days = 2 + (index % 6);
    const path: Act[] = [
      { action: 'start', daysAgo: days + 1 },
      { action: 'submit', daysAgo: days },
      { action: 'grant', daysAgo: 0 },
    ];
    return { ...newFiling(input, path), subject, div: subject.div, form: formOf(input, subject.name), until };
  });
  const begun = (daysAgo: number): Act[] => [
    { action: 'start', daysAgo: daysAgo + 1 },
    { action: 'submit', daysAgo },
  ];
  const asked: Act = { action: 'requestSupplement', daysAgo: 50 };
  const list = [{ material: 'charter' as const, content: '章程草案没有写明宗旨和内部管理，请补充', isDone: false }];
  return [
    ...granted,
    newFiling(input, [...begun(30), { action: 'refuse', daysAgo: 24, ground: 'conditionsUnmet', reason: '没有相对固定的活动场所，成员均不在本街道居住。' }]),
    newFiling(input, [...begun(20), { action: 'withdraw', daysAgo: 17, body: 'applicant', reason: '与邻近社区的团队合并。' }]),
    newFiling(input, [...begun(55), asked, { action: 'lapse', daysAgo: 19 }], { items: list, without: ['charter'] }),
  ];
}

/** Granted so lately that everybody may still object to what was announced of them: nearly a week ago, and a day. */
function announced(input: PlanInput): PlannedCase[] {
  return [4, 1].map((daysAgo): PlannedCase => {
    const path: Act[] = [
      { action: 'start', daysAgo: daysAgo + 4 },
      { action: 'submit', daysAgo: daysAgo + 3 },
      { action: 'grant', daysAgo },
    ];
    return { ...newFiling(input, path), founds: true };
  });
}

/** Where the post of a committee stands: it has something to recommend. */
function atFirst(input: PlanInput, path: readonly Act[]): PlannedCase {
  return newFiling({ ...input, communities: input.communities.slice(0, 1) }, path);
}

function newFiling(input: PlanInput, path: readonly Act[], more: Partial<Pick<PlannedCase, 'form' | 'hasNumbers' | 'without' | 'items'>> = {}): PlannedCase {
  const place = input.random.pick(input.communities);
  const { form, ...rest } = more;
  return {
    procedure: 'filing',
    div: place.key,
    form: { ...formOf(input, place.name), ...form },
    hasNumbers: true,
    without: [],
    items: [],
    path,
    until: input.today,
    ...rest,
  };
}

const BRANDS = ['', '夕阳红', '晨曦', '同心', '向阳花', '暖阳', '春雨', '和美'];

/** No two of a street bear the same name. */
function nameFor({ random, taken }: PlanInput, place: string, ending: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const brand = attempt === 0 ? '' : attempt < BRANDS.length * 2 ? random.pick(BRANDS) : `第${attempt}`;
    const name = `${place}${brand}${ending}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function formOf(input: PlanInput, name: string): FilingForm {
  const { random, communities } = input;
  const { ending, ...kind } = random.pick(KINDS);
  const isPlace = communities.some((place) => place.name === name);
  const members = random.whole(16, 48);
  return {
    ...PLAIN_FORM,
    ...kind,
    name: isPlace ? nameFor(input, name, ending) : name,
    establishedOn: random.dayIn('2021-03-01', '2023-08-31'),
    memberCount: members,
    individualInitiators: random.whole(3, 7),
    unitInitiators: 0,
    staffCount: random.whole(2, 4),
    partyMemberCount: random.whole(0, 2),
    partyForm: '无',
    activityFunds: random.whole(1, 20) * 50_000,
    leaderName: personOf(random),
    leaderPolitics: random.chance(0.4) ? '中共党员' : '群众',
  };
}

function personOf(random: RandomSource): string {
  return random.pick(SURNAMES) + random.pick(GIVEN);
}
