import type { ProcedureId } from '../contract/workflow.ts';

/** Procedures as a leader calls them, and what each is for. */
export const PROCEDURE_WORDS: Partial<Record<ProcedureId, { title: string; does: string }>> = {
  ledgerOpening: { title: '登记到社区台账', does: '人不多、还没达到备案条件的活动小组。' },
  filing: { title: '申请备案', does: '向街道（乡镇）备案，办好后可以正式开展活动。没有法人资格。' },
  filingChange: { title: '变更备案内容', does: '换负责人、换场所、改名称、改章程等。' },
  filingCancellation: { title: '申请取消备案', does: '团队不再办下去了。' },
  registration: { title: '申请成立登记', does: '向民政部门登记为法人，可以自己签合同、开账户。' },
  directRegistration: { title: '申请直接登记', does: '城乡社区服务类，直接向民政部门登记为法人。' },
  registrationChange: { title: '变更登记内容', does: '换法定代表人、换住所、改名称、改章程等。' },
  deregistration: { title: '申请注销登记', does: '组织不再办下去了，清算后注销。' },
};
