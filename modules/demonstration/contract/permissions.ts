/** Verbs of this module with their Chinese names, for the permission catalogue. */
export const demonstrationPermissions = {
  'demonstration.manage': '生成、清除演示数据',
} as const;
