/** What is chosen from when somebody registers, and what a service is about. Browser-safe. */

/** Documents a volunteer identifies with; the last two are of foreigners (SZ-D33). */
export const ID_KINDS = {
  residentId: '居民身份证',
  residencePermit: '港澳台居民居住证',
  mainlandPass: '港澳居民来往内地通行证',
  taiwanPass: '台湾居民来往大陆通行证',
  foreignResident: '外国人永久居留身份证',
  passport: '外国护照',
} as const;
export type IdKind = keyof typeof ID_KINDS;
export const FOREIGN_KINDS: readonly IdKind[] = ['foreignResident', 'passport'];

export const SEXES = ['男', '女'] as const;

/** Kinds of service (X05 art.5; the eight groups and five kinds of care of 邻里守望 and the themes of the plans). */
export const SERVICE_KINDS = [
  '关爱老人',
  '关爱儿童',
  '扶残助残',
  '帮扶困难家庭',
  '文体活动',
  '环境卫生',
  '平安巡逻',
  '应急救援',
  '健康服务',
  '科普宣传',
  '便民服务',
  '其他',
] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export const AVAILABILITIES = ['工作日白天', '工作日晚上', '周末', '节假日', '随时'] as const;

export const CONSENTS = { self: '本人在手机上登记并同意', assisted: '他人代为登记，已征得同意' } as const;
export type Consent = keyof typeof CONSENTS;

export const TEAM_ROLES = { member: '队员', leader: '队长' } as const;
export type TeamRole = keyof typeof TEAM_ROLES;

export const MEMBERSHIP_STATES = { asked: '等待同意', member: '在队', refused: '未同意', ended: '已退出' } as const;
export type MembershipState = keyof typeof MEMBERSHIP_STATES;

/** PIPL art. 28: whoever is younger is protected more strictly. */
export const CHILD_YEARS = 14;
/** Whoever is younger takes part with a guardian's consent. */
export const ADULT_YEARS = 18;

/** Given as examples on the telephone. */
export const COMMON_LANGUAGES = ['普通话', '粤语', '海南话', '英语', '手语'] as const;
