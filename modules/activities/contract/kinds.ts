import type { ActivityTheme } from './themes.ts';

/** What an activity is, below its theme, with the clause that names it. Culture: GZ-D46, GZ-D47, SZ-D30; governance and safety: HN-D39, GZ-D45; rural: GZ-D51. */
export const ACTIVITY_KINDS: readonly { kind: string; theme: ActivityTheme; clause: string }[] = [
  ...kindsOf('邻里守望', 'HN L37', ['亲情陪伴', '生活照料', '心理疏导', '法律援助', '社会融入', '就业帮扶']),
  ...kindsOf('共建共治共享', 'HN-D39', ['议事协商', '垃圾分类', '环境整治', '商圈整治', '就业对接']),
  ...kindsOf('共创平安', 'GZ-D45', ['治安巡逻', '矛盾调解', '应急演练', '普法宣传']),
  ...kindsOf('文化铸魂', 'GZ-D46', ['歌咏', '读书', '书法', '朗诵', '科普']),
  ...kindsOf('文化铸魂', 'GZ-D47', ['文化演出', '非遗展示', '民俗活动', '文旅推广', '体育竞赛', '地名文化']),
  ...kindsOf('文化铸魂', 'HN-D40', ['移风易俗', '乡风文明']),
  ...kindsOf('文化铸魂', 'PDS-D39', ['红色文化']),
  ...kindsOf('助力乡村振兴', 'GZ-D51', ['厕所革命', '垃圾污水治理', '村容村貌', '产业帮扶']),
  ...kindsOf('特色社区', 'SZ-D30', ['社区博物馆', '社区故事']),
  ...kindsOf('特色社区', 'SZ-D34', ['外籍居民文化交流']),
];

function kindsOf(theme: ActivityTheme, clause: string, kinds: readonly string[]) {
  return kinds.map((kind) => ({ kind, theme, clause }));
}

/** Whether a kind belongs below a theme; any theme may go without. */
export function fitsTheme(kind: string, theme: ActivityTheme): boolean {
  return ACTIVITY_KINDS.some((known) => known.kind === kind && known.theme === theme);
}
