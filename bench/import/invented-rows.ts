import { idCheckCharacter } from '#shared/codes/id-number.ts';

export const HEADINGS = [
  '名称',
  '所属区划代码',
  '管理层级',
  '组织类别',
  '成立日期',
  '负责人姓名',
  '负责人身份证号',
  '负责人手机号',
  '成员人数',
  '业务范围',
  '是否枢纽型',
];

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏韦傅方白邹孟熊秦',
];
const GIVEN = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国春梅海燕红玉凤志文'];
const WORDS = ['夕阳红', '邻里', '和谐', '春晖', '百合', '向阳', '同心', '爱心', '金秋', '乐龄', '青松', '七彩', '清泉', '常青', '红棉', '暖阳'];
const KINDS = [
  ['互助社', '居民互助类'],
  ['合唱队', '文体娱乐类'],
  ['志愿服务队', '公益慈善类'],
  ['议事会', '社区事务类'],
  ['便民服务站', '生活服务类'],
  ['太极拳队', '文体娱乐类'],
  ['种植技术协会', '农村生产技术服务类'],
  ['书画社', '文体娱乐类'],
] as const;
const SCOPES = ['助老、助残', '文艺演出', '邻里互助、纠纷调解', '环境整治', '关爱儿童、课后托管', '法律咨询'];

const one = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const two = (number: number) => String(number).padStart(2, '0');

function idNumber(index: number): string {
  const seventeen = `440106${1950 + (index % 50)}${two(1 + (index % 12))}${two(1 + (index % 28))}${String(index % 1000).padStart(3, '0')}`;
  return seventeen + idCheckCharacter(seventeen);
}

/** Organizations of a baseline census: no two of one name at a place, leaders with their own names, ID numbers and phones. */
export function* inventedOrganizations(count: number, communities: readonly string[]): Generator<(string | number)[]> {
  for (let index = 0; index < count; index += 1) {
    const spread = (index * 7919) % 1_000_003;
    const [kind, category] = one(KINDS, spread);
    yield [
      `${one(WORDS, spread >> 3)}${kind}${Math.floor(index / communities.length) + 1}`,
      one(communities, index),
      index % 20 === 0 ? '台账' : '备案',
      category,
      `${2010 + (index % 13)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`,
      `${one(SURNAMES, spread)}${one(GIVEN, spread >> 2)}${one(GIVEN, spread >> 7)}`,
      idNumber(index),
      13_800_000_000 + ((index * 104_729) % 99_999_999),
      12 + (index % 30),
      one(SCOPES, spread >> 4),
      index % 50 === 0 ? '是' : '否',
    ];
  }
}
