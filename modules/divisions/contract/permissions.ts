/** Verbs of this module with their Chinese names, for the permission catalogue. */
export const divisionPermissions = {
  'division.read': '查看区划',
  'division.manage': '管理区划（改名、划转、合并、拆分、新设、撤销、修改类型）',
} as const;
