/** Themes of activities (dossier 5.3: PDS-D33, HN-D35): the words of the evidence workbook. */
export const ACTIVITY_THEMES = ['邻里守望', '共建共治共享', '共创平安', '文化铸魂', '助力乡村振兴', '特色社区', '其他'] as const;
export type ActivityTheme = (typeof ACTIVITY_THEMES)[number];
