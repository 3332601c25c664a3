/** Documents that rules cite, as people call them (codes of the dossier). */
const DOCUMENTS: Record<string, string> = {
  PDS: '平顶山市实施方案',
  MCA: '全国方案（报道）',
  HN: '海南省实施方案',
  GZ: '广州市实施方案',
  SZ: '深圳市行动计划（征求意见稿）',
  X01: '民办发〔2020〕36号',
  X02: '社会团体登记管理条例',
  X03: '民办非企业单位登记管理暂行条例',
  X07: '民办非企业单位年度检查办法',
  X09: '粤民规字〔2022〕2号',
  X10: '广州市社区社会组织管理办法（试行）',
  X14: '豫民文〔2021〕235号',
  X16: '四川省社区社会组织登记备案管理暂行办法',
  X17: '岳阳市社区社会组织备案管理办法',
  X19: '都江堰市备案管理暂行办法',
  X20: '社区社会组织登记意见',
  X21: '取缔非法社会组织办法',
  X29: '社会组织党组织设置规定',
  X32: '社区社会组织统计报表',
};
const CITED = new RegExp(`\\b(${Object.keys(DOCUMENTS).join('|')})\\b( L\\d+| art\\.[\\d,-]+)?`, 'g');

/** `HN L42「…」` → `海南省实施方案「…」`, `X02 art.12` → `社会团体登记管理条例第12条`; `GK` is what no document names. */
export function clauseText(clause: string): string {
  return clause.replace(/\bGK\b/g, '没有文件规定，按默认做法').replace(CITED, (_whole, code: string, place: string | undefined) => {
    const article = /art\.([\d,-]+)/.exec(place ?? '')?.[1];
    return (DOCUMENTS[code] ?? code) + (article === undefined ? '' : `第${article.replaceAll(',', '、').replaceAll('-', '至')}条`);
  });
}
