/**
 * For what people's own data are used (PIPL art. 13, 17): what, why, on which legal ground, how long, and the text they are asked to agree to.
 * Whoever changes a text raises its version: what somebody agreed to stays known by it.
 */
export interface Purpose {
  name: string;
  /** what is kept */
  data: string;
  why: string;
  ground: string;
  keptFor: string;
  /** undefined where the law asks for the data and no agreement is needed */
  consent: { version: number; text: string; withdrawal: string } | undefined;
}

export const PURPOSES = {
  account: {
    name: '登录和认出您',
    data: '手机号（加密保存）、登录的时间和网络地址、登录过的浏览器的标记（最多 5 个，180 天不用就删除）',
    why: '用短信验证码登录，让您看到自己的事，别人看不到',
    ground: '您的同意（个人信息保护法第十三条第一款第一项）',
    keptFor: '到您注销账号为止；注销时手机号立即删除',
    consent: {
      version: 2,
      text: '为了认出您，我们加密保存您的手机号，记录您登录的时间和地址，并在您登录过的浏览器里留一个标记，让别人乱试验证码时不影响您登录。只用于办理社区社会组织的事情，不给别人；您可以随时查看、导出、更正或注销。',
      withdrawal: '撤回这项同意就是注销账号。',
    },
  },
  residence: {
    name: '您住的社区',
    data: '您登记的社区（村），不含门牌',
    why: '把身边的组织、活动和办事单位先给您看，您反映的事转给自己的社区',
    ground: '您的同意（个人信息保护法第十三条第一款第一项）',
    keptFor: '到您撤回同意、更换社区或注销账号为止，撤回时立即删除',
    consent: {
      version: 1,
      text: '我们记下您住在哪个社区（村），不记门牌。只用来先给您看身边的组织和活动，并把您反映的事转给这个社区；不公开。您可以随时更换或撤回。',
      withdrawal: '撤回后不再知道您住在哪里，其他功能照常使用。',
    },
  },
  partyMember: {
    name: '党员身份',
    data: '您自己说明的党员身份和所在的社区（村）；您以党员身份反映的事带有“党员反映”的标记',
    why: '让社区知道反映组织问题、提建议的是党员，并为您算出党员志愿服务的时长',
    ground: '您的单独同意（个人信息保护法第十三条第一款第一项；政治面貌比照敏感个人信息，按第二十九条取得）',
    keptFor: '到您撤回同意或注销账号为止，撤回时身份和标记立即删除；同意和撤回的记录另存三年作为证明',
    consent: {
      version: 1,
      text: '我们记下您自己说明的党员身份和所在的社区（村）。只在您以党员身份反映问题、提建议时告诉办理的居（村）委会或街道（乡镇），并为您自己算党员志愿服务的时长；不公开，不告诉被反映的组织，不替您向党组织核实。您可以随时撤回。',
      withdrawal: '撤回后身份立即删除，以前反映的事不再标明是党员反映，照常办理；其他功能照常使用。',
    },
  },
  filing: {
    name: '备案、登记和年度报告',
    data: '您为组织填写的申请、负责人的姓名、身份证号和手机号',
    why: '街道办事处和民政部门依法办理备案和登记，核对负责人的条件',
    ground: '履行法定职责所必需，不需要另行同意（个人信息保护法第十三条第一款第三项、第三十四条）',
    keptFor: '作为办理档案保存，账号注销后仍保存',
    consent: undefined,
  },
  trail: {
    name: '操作记录',
    data: '谁在什么时候做了什么、从哪个网络地址',
    why: '防止冒用和篡改，出了问题能查清',
    ground: '履行法定义务所必需（网络安全法要求网络日志至少留存六个月）',
    keptFor: '366 天（由运行单位设定，不少于 184 天），到期整月清除',
    consent: undefined,
  },
} as const satisfies Record<string, Purpose>;

export type PurposeId = keyof typeof PURPOSES;
/** What somebody agrees to, and may take back. */
export type ConsentId = { [K in PurposeId]: (typeof PURPOSES)[K]['consent'] extends undefined ? never : K }[PurposeId];

export const CONSENT_IDS = ['account', 'residence', 'partyMember'] as const satisfies readonly ConsentId[];

export function isConsentId(text: string): text is ConsentId {
  return (CONSENT_IDS as readonly string[]).includes(text);
}
