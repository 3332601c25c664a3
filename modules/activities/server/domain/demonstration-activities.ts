/** Invented activities, people and plans, to look around with. */
import { addDays, type Day } from '#shared/day.ts';
import type { PlanItemInput } from '../../contract/activity-plan.ts';
import type { OccasionInput, ParticipantKind } from '../../contract/occasion.ts';

const GUESTS: readonly [name: string, kind: ParticipantKind][] = [
  ['陈桂兰', 'resident'],
  ['李建国', 'partyMember'],
  ['王小芳', 'volunteer'],
  ['赵秀英', 'resident'],
];
/** No operator has these numbers: nobody real is meant. */
const NO_SERIES = '1540000';

/** More than there are places, so that somebody waits. */
export function inventedGuests(seed: number): { name: string; phone: string; kind: ParticipantKind }[] {
  return GUESTS.map(([name, kind], index) => ({ name, kind, phone: NO_SERIES + String((seed + index) % 10_000).padStart(4, '0') }));
}

/** The days to come, one of each sort. */
export function inventedOccasions(today: Day, capacity: number): OccasionInput[] {
  const at = (days: number, from: string, to: string) => ({
    startsAt: `${addDays(today, days)}T${from}:00+08:00`,
    endsAt: `${addDays(today, days)}T${to}:00+08:00`,
    signUpUntil: null,
  });
  const usual = { guidedBy: '社区党支部', coHosts: [], isMajor: false, capacity, venue: '社区活动室' };
  return [
    { ...usual, ...at(3, '09:00', '11:00'), title: '免费理发日', theme: '邻里守望', kind: '生活照料', about: '为 60 岁以上老人理发、量血压。' },
    { ...usual, ...at(5, '19:00', '20:30'), title: '红歌排练', theme: '文化铸魂', kind: '歌咏', about: '一起学唱，欢迎新人。' },
    {
      ...usual,
      ...at(12, '18:30', '21:00'),
      title: '邻里灯会',
      theme: '文化铸魂',
      kind: '民俗活动',
      about: '猜灯谜、看演出。',
      venue: '社区广场',
      isMajor: true,
    },
    { ...usual, ...at(8, '15:00', '17:00'), title: '楼院环境议事会', theme: '共建共治共享', kind: '议事协商', about: '商量停车和垃圾桶怎么放。' },
  ];
}

export function inventedPlanItems(): PlanItemInput[] {
  const item = (month: number, theme: PlanItemInput['theme'], name: string): PlanItemInput => ({
    month,
    theme,
    kind: null,
    name,
    organizer: null,
    expectedPeople: 60,
  });
  return [
    item(3, '邻里守望', '学雷锋志愿服务月'),
    item(5, '共建共治共享', '楼院议事会'),
    item(8, '文化铸魂', '消夏文艺演出'),
    item(12, '共创平安', '冬季防火巡查'),
  ];
}

/** What is going on now, for whoever wants to see a door open; and what was held the other day. */
export function inventedNow(now: Date): OccasionInput {
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
  const words = { title: '社区义诊', about: '量血压、测血糖，讲怎样过冬。', venue: '社区活动室', guidedBy: '社区党支部', coHosts: [] };
  return { ...words, theme: '邻里守望', kind: '生活照料', startsAt: at(-20), endsAt: at(160), signUpUntil: at(150), capacity: null, isMajor: false };
}

export function inventedPast(today: Day): OccasionInput {
  const day = addDays(today, -3);
  const words = { title: '重阳敬老日', about: '给老人理发、包饺子，送到独居老人家里。', venue: '社区活动室', guidedBy: '社区党支部', coHosts: ['巧手社'] };
  const times = { startsAt: `${day}T09:00:00+08:00`, endsAt: `${day}T11:30:00+08:00`, signUpUntil: null };
  return { ...words, ...times, theme: '邻里守望', kind: '亲情陪伴', capacity: null, isMajor: false };
}

export const INVENTED_RESULT = {
  summary: '来了三十多位老人，理发 18 人，包饺子 40 斤，给 6 户独居老人送到家。',
  participants: 34,
  volunteers: 5,
  beneficiaries: [
    { group: '老年人', count: 29 },
    { group: '独居老人', count: 6 },
  ],
};
