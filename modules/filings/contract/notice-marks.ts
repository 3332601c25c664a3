/** What a Word template may name in braces, such as {组织名称}: the one list for checking uploads, filling in and explaining. */
import type { NoticeId } from './workflow.ts';

const COMMON = {
  发文机关: '作出决定的街道（乡镇）、民政部门或居（村）委会的全称',
  文号: '发文字号，证书为备案编号或统一社会信用代码',
  受送达人: '申请人或被通知的组织',
  组织名称: '社区社会组织的名称',
  办理事项: '如“备案”“变更登记”',
  申请日期: '提交申请的日期',
  成文日期: '作出之日，如“2023年11月20日”',
  所在地: '组织所在的县（市、区）、街道（乡镇）、社区（村）',
} as const;

const MORE = {
  补正清单: '逐条列出的补正内容',
  补正期限: '补正的最后一日',
  理由: '经办人写明的理由',
  依据: '选定的法定情形',
  条款: '所依据规则的出处',
  变更内容: '逐项列出的变更',
  征求意见单位: '被征求意见的部门或专家',
  答复期限: '答复的最后一日',
  组织类别: '如“居民互助类”',
  管理层级: '备案或登记',
  备案编号: '备案编号，没有则写“未编号”',
  统一社会信用代码: '登记的组织才有，没有则写“未赋码”',
  业务范围: '业务范围',
  活动场所: '活动场所',
  负责人: '负责人姓名',
  异议截止日: '公示期的最后一日，没有公示期则为空',
  核验码: '公开核验用的短码',
  核验网址: '公开核验的网址',
  二维码: '扫码即可核验（图片）',
} as const;

export type NoticeMark = keyof typeof COMMON | keyof typeof MORE;
export const NOTICE_MARKS: Readonly<Record<NoticeMark, string>> = { ...COMMON, ...MORE };

type MoreMark = keyof typeof MORE;
const PROFILE: readonly MoreMark[] = ['组织类别', '管理层级', '备案编号', '统一社会信用代码', '业务范围', '活动场所'];
const CERTIFICATE: readonly MoreMark[] = [...PROFILE, '负责人', '核验码', '核验网址', '二维码'];
const DECISION: readonly MoreMark[] = [...PROFILE, '理由', '依据', '条款'];
/** Announcements are for everybody: they know neither persons nor codes. */
const ANNOUNCEMENT: readonly MoreMark[] = [...DECISION, '异议截止日'];

const MARKS_OF: Readonly<Record<NoticeId, readonly MoreMark[]>> = {
  acceptance: PROFILE,
  supplementNotice: ['补正清单', '补正期限'],
  refusalNotice: ['理由', '依据', '条款'],
  filingCertificate: CERTIFICATE,
  registrationCertificate: CERTIFICATE,
  changeNotice: [...DECISION, '变更内容'],
  cancellationNotice: DECISION,
  deregistrationNotice: DECISION,
  consultationLetter: ['征求意见单位', '答复期限', ...PROFILE],
  filingDisclosure: ANNOUNCEMENT,
  cancellationAnnouncement: ANNOUNCEMENT,
  establishmentAnnouncement: ANNOUNCEMENT,
  changeAnnouncement: [...ANNOUNCEMENT, '变更内容'],
  deregistrationAnnouncement: ANNOUNCEMENT,
  revocationAnnouncement: ANNOUNCEMENT,
  outlawingAnnouncement: ANNOUNCEMENT,
};

/** The marks a kind of notice knows. */
export function marksOf(kind: NoticeId): NoticeMark[] {
  return [...(Object.keys(COMMON) as NoticeMark[]), ...MARKS_OF[kind]];
}
