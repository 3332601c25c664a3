/** Categories of organizations in the schemes of the five plans and others, mapped from one another (dossier 5.1). Browser-safe. */

/** The superset: one primary kind, told by 组织类别, and any number of tags. */
export const TAGS = [
  '家庭服务',
  '养老照护',
  '健康服务',
  '育幼服务',
  '社会工作',
  '志愿服务',
  '维权服务',
  '社区协商',
  '平安创建',
  '困难救助',
  '乡村振兴',
  '环境保护',
  '公共卫生',
  '农业技术推广',
  '传统节庆',
  '红色文化',
] as const;
export type Tag = (typeof TAGS)[number];

export interface Classified {
  /** 组织类别 of the ledger */
  category: string;
  tags: readonly string[];
  isHub: boolean;
}

interface Scheme {
  id: string;
  name: string;
  clause: string;
  /** first fitting word wins; the last stands for all others */
  kinds: readonly { word: string; categories?: readonly string[]; tags?: readonly string[]; hub?: true }[];
}

const SCHEMES: readonly Scheme[] = [
  {
    id: 'MCA-3',
    name: '民政部：服务性、公益性、互助性',
    clause: 'MCA L35；SZ L13',
    kinds: [
      { word: '公益性', categories: ['公益慈善类'] },
      { word: '互助性', categories: ['居民互助类'] },
      { word: '服务性', categories: ['生活服务类', '文体娱乐类', '农村生产技术服务类', '社区事务类'] },
    ],
  },
  {
    id: 'PDS-3',
    name: '平顶山：重点培育三类',
    clause: 'PDS L31',
    kinds: ['生活服务类', '公益慈善类', '居民互助类'].map((word) => ({ word, categories: [word] })),
  },
  {
    id: 'GZ-5',
    name: '广州：五类',
    clause: 'GZ L35',
    kinds: [
      { word: '生活服务性', categories: ['生活服务类'] },
      { word: '公益慈善性', categories: ['公益慈善类'] },
      { word: '居民互助性', categories: ['居民互助类'] },
      { word: '文体娱乐性', categories: ['文体娱乐类'] },
      { word: '农村生产技术服务性', categories: ['农村生产技术服务类'] },
    ],
  },
  {
    id: 'HN-ACCESS',
    name: '海南：降低准入门槛的活动',
    clause: 'HN L30',
    kinds: [
      { word: '养老照护', tags: ['养老照护'] },
      { word: '促进和谐', tags: ['平安创建', '社区协商'] },
      { word: '公益慈善', categories: ['公益慈善类'] },
      { word: '文体娱乐', categories: ['文体娱乐类'] },
      { word: '农村生产技术服务', categories: ['农村生产技术服务类'] },
      { word: '为民服务', categories: ['生活服务类', '居民互助类'] },
    ],
  },
  {
    id: 'SC-4',
    name: '四川：四类',
    clause: 'X16',
    kinds: [
      { word: '社区事务类', categories: ['社区事务类'], tags: ['社区协商', '平安创建'] },
      { word: '公益慈善类', categories: ['公益慈善类'] },
      { word: '文体活动类', categories: ['文体娱乐类'] },
      { word: '生活服务类', categories: ['生活服务类', '居民互助类', '农村生产技术服务类'] },
    ],
  },
  {
    id: 'YUEYANG-6',
    name: '岳阳：六类',
    clause: 'X17',
    kinds: [
      { word: '枢纽型', hub: true },
      { word: '社区协商类', tags: ['社区协商'] },
      { word: '社区和谐类', tags: ['平安创建'] },
      { word: '社区文体类', categories: ['文体娱乐类'] },
      { word: '社区服务类', categories: ['生活服务类', '公益慈善类', '居民互助类'] },
      { word: '其他' },
    ],
  },
  {
    id: 'X32',
    name: '统计报表：四类',
    clause: 'X32',
    kinds: [
      { word: '公益慈善类', categories: ['公益慈善类'] },
      { word: '社会服务类', categories: ['生活服务类', '居民互助类', '文体娱乐类', '社区事务类'] },
      { word: '其他类' },
    ],
  },
];

export interface SchemeKind {
  scheme: string;
  name: string;
  clause: string;
  /** null: the scheme has no place for it */
  kind: string | null;
}

/** What an organization is called in each scheme. */
export function classify({ category, tags, isHub }: Classified): SchemeKind[] {
  return SCHEMES.map(({ id, name, clause, kinds }) => {
    const fitting = kinds.find((kind) => {
      if (kind.hub) return isHub;
      if (kind.tags?.some((tag) => tags.includes(tag)) || kind.categories?.includes(category)) return true;
      return kind.tags === undefined && kind.categories === undefined;
    });
    return { scheme: id, name, clause, kind: fitting?.word ?? null };
  });
}
