/**
 * The closed vocabulary of procedures: rule sets combine these words and no others, and loading refuses the rest.
 * A new exception needs a word here and its meaning in `server/domain/`. T-numbers are those of the dossier (3.2).
 */

/** What an organization is, told by its record: tier, end and end reason. */
export const STATUSES = {
  none: '未登记在册',
  ledgered: '台账管理',
  filed: '已备案',
  registered: '已登记',
  ledgerClosed: '已撤出台账',
  filingCancelled: '已取消备案',
  deregistered: '已注销登记',
  registrationRevoked: '已撤销登记',
} as const;

export const PROCEDURES = {
  ledgerOpening: '建立台账',
  ledgerClosing: '撤出台账',
  filing: '备案',
  filingChange: '备案事项变更',
  filingCancellation: '申请取消备案',
  authorityCancellation: '依职权取消备案',
  filingDowngrade: '转为台账管理',
  registration: '成立登记',
  directRegistration: '直接登记',
  registrationChange: '变更登记',
  deregistration: '注销登记',
  revocation: '撤销登记',
  lawfulHandling: '依法处理',
  outlawing: '取缔非法社会组织',
} as const;

/** Where an application stands. `new` is before there is one. */
export const STATES = {
  new: '未开始',
  draft: '草稿',
  awaitingRecommendation: '待推荐',
  submitted: '待审核',
  supplementing: '待补正',
  consulting: '征求意见中',
  liquidating: '清算中',
  granted: '已办结',
  refused: '不予办理',
  withdrawn: '已撤回',
  lapsed: '逾期失效',
} as const;
export const END_STATES = ['granted', 'refused', 'withdrawn', 'lapsed'] as const;

export const ACTIONS = {
  start: '新建',
  edit: '填写',
  submit: '提交',
  recommend: '推荐',
  declineRecommendation: '不予推荐',
  requestSupplement: '一次性告知补正',
  supplement: '提交补正',
  consult: '征求意见',
  recordOpinion: '登记意见',
  closeConsultation: '意见收齐',
  reportLiquidation: '提交清算报告',
  record: '登记入册',
  grant: '准予',
  dissolve: '劝散',
  refuse: '不予',
  withdraw: '撤回',
  lapse: '逾期失效',
} as const;

/** Who acts. The verb of the right and the level of the post say who may stand for a body. */
export const BODIES = {
  applicant: '申请人',
  committee: '居（村）委会',
  street: '街道（乡镇）',
  registrationAuthority: '登记管理机关',
  supervisingAuthority: '业务主管单位',
  system: '系统',
} as const;

/** What must hold: its name, and what people read when it does not. */
export const GUARDS = {
  isUnfiled: { label: '尚未备案', unmet: '该组织已经备案。' },
  isFiled: { label: '已经备案', unmet: '该组织尚未备案。' },
  statusFits: { label: '组织现状允许', unmet: '组织现在的状态（{status}）不能办理此事。' },
  formComplete: { label: '基本信息完整', unmet: '基本信息未填完：{missing}。' },
  pledged: { label: '已作真实性承诺', unmet: '申请人尚未承诺材料真实、合法、有效。请勾选承诺。' },
  materialsComplete: { label: '材料齐全', unmet: '缺少材料：{missing}。' },
  ledgerItems: { label: '台账五项齐全', unmet: '台账须记录负责人、成员名册、业务范围、活动场所、重大活动，还缺：{missing}。' },
  membersEnough: { label: '成员达到条件', unmet: '成员、发起人或从业人员未达到条件：{missing}。' },
  fundsEnough: { label: '资金达到条件', unmet: '活动资金未达到条件：{missing}。' },
  leaderEligible: { label: '负责人符合条件', unmet: '负责人不符合条件：{missing}。' },
  cadreApproved: { label: '党政干部兼任已审批', unmet: '负责人是街道党政干部，须经审批，请填写批准文件。' },
  partyOrganizationReady: { label: '同步建立党组织', unmet: '正式党员达到 {minimum} 名，备案时应同步建立党组织：{missing}。' },
  partyClause: { label: '章程载入党建和核心价值观', unmet: '章程尚未载入党的建设和社会主义核心价值观的内容。' },
  directCategory: { label: '属于城乡社区服务类', unmet: '直接登记只适用于：{allowed}。' },
  insideCommunity: { label: '在社区内活动', unmet: '直接登记的组织须在社区内活动。' },
  supplementListed: { label: '列出补正清单', unmet: '请一次性列出全部需要补正的内容。' },
  supplementFirst: { label: '只告知一次', unmet: '补正内容已一次性告知过，不能再次要求补正。请根据现有材料准予或不予。' },
  supplementDone: { label: '补正内容已处理', unmet: '补正清单还有未处理的：{missing}。' },
  reasonGiven: { label: '写明理由', unmet: '请写明理由。' },
  groundGiven: { label: '写明依据', unmet: '请选择依据：{allowed}。' },
  opinionsAsked: { label: '列明征求意见的部门或专家', unmet: '请写明向谁征求意见。' },
  opinionsIn: { label: '意见已收齐', unmet: '还有意见没有收到：{missing}。' },
  objectionsAnswered: { label: '公示异议已答复', unmet: '这个组织的公示还有 {count} 件异议没有答复，请先办理异议，再作决定。' },
  changesGiven: { label: '写明变更事项', unmet: '请填写要变更的内容。' },
  changeInTime: { label: '在期限内申请变更', unmet: '变更决定作出已超过 {days} 日。' },
  creditCodeGiven: { label: '已赋统一社会信用代码', unmet: '请填写有效的统一社会信用代码。' },
  caseProven: { label: '已调查认定', unmet: '须有已办结、经调查认定属实的案件，才能作出此决定：{missing}。' },
  debtsSettled: { label: '债务和代管资金已结清', unmet: '还有未结清的款项：{missing}。' },
  liquidationInTime: { label: '清算结束后按期申请', unmet: '清算结束已超过 {days} 日。' },
  liquidationDone: { label: '清算已完成', unmet: '清算尚未完成：{missing}。' },
  twoOfficers: { label: '两名以上执法人员', unmet: '须由两名以上执法人员调查。' },
  legalReview: { label: '经法制审核', unmet: '决定须先经法制审核。' },
  notStreetManaged: { label: '不是街道管理的组织', unmet: '该组织由街道（乡镇）备案管理，不是非法社会组织。' },
  minorCase: { label: '情节轻微、劝散后解散', unmet: '只有情节轻微、经劝告后自行解散的才可不作取缔决定。' },
} as const;

export const MATERIALS = {
  applicationForm: '申请表',
  charter: '章程（草案）',
  leaderIdentity: '负责人基本情况和身份证明',
  roster: '成员（从业人员）名册',
  venueProof: '活动场所证明或使用同意书',
  fundsNote: '活动资金说明',
  communityOpinion: '社区意见',
  pledge: '真实性承诺书',
  cadreApproval: '党政干部兼任批准文件',
  supervisingConsent: '业务主管单位批准文件',
  capitalReport: '验资报告',
  bankDeposit: '银行存款证明',
  initiators: '发起人（举办者）情况',
  resolution: '会议决议',
  changeForm: '变更申请表',
  newCharter: '修改后的章程',
  settlement: '债务和代管资金结清证明',
  liquidationReport: '清算报告',
  certificateReturned: '交回证书、印章和财务凭证',
  caseFile: '案件卷宗',
  decision: '决定书',
  evidence: '证据材料',
} as const;

/** What a step hands out. Announcements are public; the others go to the applicant or the office named. */
export const NOTICES = {
  acceptance: { label: '受理通知书', audience: 'applicant' },
  supplementNotice: { label: '补正通知书', audience: 'applicant' },
  refusalNotice: { label: '不予办理通知书', audience: 'applicant' },
  filingCertificate: { label: '备案证书', audience: 'applicant' },
  changeNotice: { label: '变更通知书', audience: 'applicant' },
  registrationCertificate: { label: '登记证书', audience: 'applicant' },
  cancellationNotice: { label: '取消备案通知书', audience: 'applicant' },
  deregistrationNotice: { label: '准予注销登记通知书', audience: 'applicant' },
  consultationLetter: { label: '征求意见函', audience: 'office' },
  filingDisclosure: { label: '备案信息公开', audience: 'public' },
  cancellationAnnouncement: { label: '取消备案公告', audience: 'public' },
  establishmentAnnouncement: { label: '成立登记公告', audience: 'public' },
  changeAnnouncement: { label: '变更登记公告', audience: 'public' },
  deregistrationAnnouncement: { label: '注销登记公告', audience: 'public' },
  revocationAnnouncement: { label: '撤销登记公告', audience: 'public' },
  outlawingAnnouncement: { label: '取缔公告', audience: 'public' },
} as const;

/** What a step does to the organization's record. */
export const EFFECTS = {
  openLedger: '记入台账',
  closeLedger: '撤出台账',
  file: '备案',
  cancelFiling: '取消备案',
  returnToLedger: '转为台账管理',
  register: '登记',
  deregister: '注销登记',
  revoke: '撤销登记',
  applyChanges: '变更组织信息',
} as const;

/** Refusal and exit grounds that a decision names. */
export const GROUNDS = {
  unlawfulPurpose: '宗旨、业务范围不符合法律法规',
  notNeeded: '同一区域内已有业务范围相同或相似的组织，没有必要成立',
  leaderUnfit: '负责人不具备条件',
  fraud: '弄虚作假',
  incomplete: '材料不齐全，补正后仍不符合',
  conditionsUnmet: '不具备条件',
  otherLaw: '有法律法规禁止的其他情形',
  againstCharter: '未按照章程开展活动',
  strongComplaints: '群众投诉反应强烈',
  suspectedUnlawful: '涉嫌违法违规',
  noActivity: '取得登记证书满一年未开展活动',
  inspectionFailed: '连续两年未参加年检或年检不合格',
  seriousBreach: '严重违反登记管理条例',
} as const;

/** Numbers and choices that rule sets give. Money is in fen. */
export const SETTINGS = {
  countsLedgered: '台账管理的团队是否计为社区社会组织',
  filingDecisionTerm: '备案审核期限',
  supplementRequestTerm: '告知补正期限',
  supplementTerm: '补正期限',
  recommendationTerm: '推荐期限',
  filingChangeTerm: '备案变更申请期限',
  cancellationDecisionTerm: '取消备案审核期限',
  registrationDecisionTerm: '登记审核期限',
  registrationChangeTerm: '变更登记申请期限',
  liquidationTerm: '清算结束后申请注销的期限',
  consultationTerm: '征求意见期限',
  reminderDays: '到期前几个工作日提醒',
  escalationDays: '逾期几个工作日后报上级',
  filingIndividualInitiators: '备案：自然人发起人下限',
  filingUnitInitiators: '备案：单位发起人下限',
  filingMembers: '备案：成员下限',
  filingStaff: '备案（服务机构）：从业人员下限',
  filingIndividualSponsors: '备案（服务机构）：自然人举办者下限',
  filingUnitSponsors: '备案（服务机构）：单位举办者下限',
  registrationIndividualMembers: '登记（社会团体）：个人会员下限',
  registrationUnitMembers: '登记（社会团体）：单位会员下限',
  registrationMixedMembers: '登记（社会团体）：混合会员下限',
  registrationFunds: '登记：活动资金下限（分）',
  partyOrganizationMembers: '应建党组织的正式党员人数',
  directCategories: '可直接登记的组织类别',
  loweredCategories: '降低门槛适用的组织类别',
  waivedConditions: '降低门槛免去的条件',
  filingNumberFormat: '备案编号格式',
  noticeNumberFormat: '通知和公告的文号格式',
  objectionTerm: '公示异议期限',
  objectionNotices: '设异议期的公告',
  annualReportMode: '年度检查方式',
  annualSupervisorDue: '年度报告报业务主管单位的截止日',
  annualAuthorityDue: '年度报告报登记管理机关的截止日',
  annualRectifyTerm: '年检整改期限',
  annualFirstYearBefore: '当年何日前登记的须报当年年度报告',
} as const;

/** Conditions that a rule set may waive for the categories it names. */
export const WAIVABLE = {
  members: '会员人数',
  funds: '活动资金',
  venueProof: '场所证明',
  capitalReport: '验资报告',
  supervisingConsent: '业务主管单位批准',
} as const;

export type Status = keyof typeof STATUSES;
export type ProcedureId = keyof typeof PROCEDURES;
export type StateId = keyof typeof STATES;
export type ActionId = keyof typeof ACTIONS;
export type BodyId = keyof typeof BODIES;
export type GuardId = keyof typeof GUARDS;
export type MaterialId = keyof typeof MATERIALS;
export type NoticeId = keyof typeof NOTICES;
export type EffectId = keyof typeof EFFECTS;
export type GroundId = keyof typeof GROUNDS;
export type SettingId = keyof typeof SETTINGS;

export function wordsOf<T extends object>(words: T): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(words) as [keyof T & string, ...(keyof T & string)[]];
}

export const PROCEDURE_IDS = wordsOf(PROCEDURES);
