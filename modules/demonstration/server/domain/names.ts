/** Names of people and organizations by pattern: {community}{theme}{form}, as such groups are really called. */
import type { RandomSource } from '#shared/random-source.ts';

/** Surname and weight. */
export type Surnames = readonly (readonly [string, number])[];

const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文兰红玉梅玲鑫宇浩欣怡晨雪佳慧嘉志海波燕云飞鹏辉斌凤莲春生福林松柏根宝贵琴珍仁义和安康宁晓东南北新民',
];

/** A surname with one or two characters, as common as surnames are. */
export function personName(random: RandomSource, surnames: Surnames): string {
  return random.weighted(surnames) + random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : '');
}

export type Category = '文体娱乐类' | '公益慈善类' | '社区事务类' | '生活服务类' | '居民互助类' | '农村生产技术服务类' | '其他';

/** The four of the published assumption (45, 25, 18, 12), with a little room for the rest. */
const URBAN: readonly (readonly [Category, number])[] = [
  ['文体娱乐类', 44],
  ['公益慈善类', 24],
  ['社区事务类', 16],
  ['生活服务类', 11],
  ['居民互助类', 4],
  ['其他', 1],
];
const RURAL: readonly (readonly [Category, number])[] = [
  ['文体娱乐类', 40],
  ['公益慈善类', 20],
  ['社区事务类', 20],
  ['生活服务类', 8],
  ['居民互助类', 4],
  ['农村生产技术服务类', 7],
  ['其他', 1],
];

const THEMES: Record<Category, { themes: readonly string[]; forms: readonly string[] }> = {
  文体娱乐类: {
    themes: [
      '合唱',
      '广场舞',
      '太极拳',
      '书画',
      '戏曲',
      '舞蹈',
      '腰鼓',
      '棋牌',
      '摄影',
      '秧歌',
      '乒乓球',
      '诗词',
      '民乐',
      '健步走',
      '柔力球',
      '旗袍',
      '剪纸',
      '瑜伽',
    ],
    forms: ['队', '团', '社', '协会', '俱乐部'],
  },
  公益慈善类: {
    themes: ['志愿服务', '爱心帮扶', '红马甲志愿', '巾帼志愿', '党员志愿', '助残', '敬老', '青年志愿', '环保志愿', '应急救护志愿'],
    forms: ['服务队', '队', '会', '协会'],
  },
  社区事务类: {
    themes: ['议事', '平安巡逻', '红白理事', '环境监督', '矛盾调解', '物业监督', '楼长自治', '文明劝导', '安全宣传'],
    forms: ['会', '队', '理事会', '协会'],
  },
  生活服务类: { themes: ['为老服务', '便民维修', '助餐', '托管', '家政', '儿童陪伴', '心理关怀', '法律咨询'], forms: ['中心', '服务站', '服务队', '社'] },
  居民互助类: { themes: ['邻里互助', '老年人互助', '妈妈互助', '新居民互助', '养犬自律'], forms: ['会', '小组', '协会'] },
  农村生产技术服务类: { themes: ['种植技术', '养殖', '农机', '果蔬', '用水', '电商助农', '茶叶', '中药材'], forms: ['协会', '互助社', '服务队'] },
  其他: { themes: ['乡贤', '校友', '家风家训', '科普'], forms: ['会', '联谊会', '协会'] },
};

const BRANDS = ['夕阳红', '“小红砖”', '向阳花', '晨曦', '金色年华', '“蓝丝带”', '同心', '春雨', '暖阳', '“小蚂蚁”', '和美', '星火', '常青藤', '橄榄枝'];

export interface NamedGroup {
  name: string;
  category: Category;
}

/** @param taken names already given in this place; the new one is added */
export function groupName(random: RandomSource, place: { name: string; kind: 'urban' | 'rural' }, taken: Set<string>): NamedGroup {
  const category = random.weighted(place.kind === 'urban' ? URBAN : RURAL);
  const { themes, forms } = THEMES[category];
  for (let attempt = 0; ; attempt += 1) {
    const brand = attempt > 0 || random.chance(0.25) ? random.pick(BRANDS) : '';
    const number = attempt > 6 ? `第${attempt}` : '';
    const name = `${place.name}${brand}${random.pick(themes)}${number}${random.pick(forms)}`.replace('服务服务', '服务');
    if (taken.has(name)) continue;
    taken.add(name);
    return { name, category };
  }
}
