/** Records with numbers that stand in no register, and the papers of records, by the name that views of them are stored under. */
const OTHER_RECORDS: Readonly<Record<string, string>> = {
  volunteer: '志愿者',
  need: '居民需求',
  activitySignUp: '活动报名',
  noticeObjection: '公示异议',
  'filings.material': '申请材料',
  'filings.annual': '年度报告附件',
  'filings.objection': '公示异议附件',
  'organizations.document': '组织文件',
  'publicity.picture': '宣传图片',
  'activities.photo': '活动照片',
  'needs.servicePhoto': '服务照片',
};

/** What people call the kind of record; the stored name where nobody gave it one, for a view is never hidden. */
export function nameOfRecords(registers: { byRegister: ReadonlyMap<string, { sheet: string }> }, register: string): string {
  return registers.byRegister.get(register)?.sheet ?? OTHER_RECORDS[register] ?? register;
}
