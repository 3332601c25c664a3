import { mayOpen, type Viewer } from '#ui/viewer.ts';

/** The console's menu: what can be reached and the verb that opens it. */
export interface MenuEntry {
  label: string;
  to: string;
  params?: Record<string, string>;
  permission: string;
  /** of the installation itself: only for those whose place is the whole of it */
  isWhole?: boolean;
}

export interface MenuGroup {
  title: string;
  entries: MenuEntry[];
}

const VOLUNTEER_ENTRIES: MenuEntry[] = [
  { label: '志愿者', to: '/volunteers', permission: 'volunteer.read' },
  { label: '志愿服务队', to: '/volunteer-teams', permission: 'volunteer.read' },
  { label: '服务记录', to: '/volunteer-services', permission: 'volunteer.read' },
  { label: '志愿服务统计', to: '/volunteer-figures', permission: 'volunteer.count' },
];

const NEED_ENTRIES: MenuEntry[] = [
  { label: '需求办理', to: '/needs', permission: 'need.read' },
  { label: '导入 12345 工单', to: '/needs/import', permission: 'need.handle' },
  { label: '需求统计', to: '/needs/figures', permission: 'need.read' },
  { label: '没有着落的需求', to: '/needs/unmet', permission: 'need.read' },
  { label: '个人信息更正', to: '/corrections', permission: 'correction.answer' },
];

/** What the post may open. @param plan the plan last looked at */
export function menuOf(plan: string | null, viewer: Pick<Viewer, 'permissions' | 'level'>): MenuGroup[] {
  const may = ({ permission, isWhole }: MenuEntry) => mayOpen(viewer, permission) && (!isWhole || viewer.level === 'nation');
  return everything(plan)
    .map((group) => ({ ...group, entries: group.entries.filter(may) }))
    .filter((group) => group.entries.length > 0);
}

function everything(plan: string | null): MenuGroup[] {
  const ofPlan = plan === null ? [] : planEntries(plan);
  return [
    { title: '规划与进展', entries: ofPlan },
    {
      title: '备案与登记',
      entries: [
        { label: '办理台', to: '/filings', permission: 'filing.read' },
        { label: '登记入册', to: '/filings/ledger', permission: 'ledger.keep' },
        { label: '年度报告（年检）', to: '/filings/annual', permission: 'filing.read' },
        { label: '办理统计', to: '/filings/statistics', permission: 'filing.read' },
        { label: '办理规则', to: '/filings/rules', permission: 'rules.read' },
      ],
    },
    { title: '居民需求', entries: NEED_ENTRIES },
    {
      title: '台账',
      entries: [
        { label: '登记台账', to: '/evidence', permission: 'evidence.read' },
        { label: '导入与导出', to: '/import', permission: 'evidence.import' },
      ],
    },
    {
      title: '活动',
      entries: [
        { label: '活动', to: '/activities', permission: 'activity.read' },
        { label: '年度活动计划', to: '/activity-plans', permission: 'activity.read' },
        { label: '重大活动报告', to: '/activity-reports', permission: 'activity.read' },
      ],
    },
    { title: '志愿服务', entries: VOLUNTEER_ENTRIES },
    { title: '文书', entries: [{ label: '文书与公告', to: '/documents', permission: 'filing.read' }] },
    { title: '报告', entries: [{ label: '季度与年度报告', to: '/reports', permission: 'report.read' }] },
    { title: '宣传', entries: [{ label: '宣传稿件', to: '/publicity', permission: 'publicity.read' }] },
    {
      title: '管理',
      entries: [
        { label: '行政区划', to: '/divisions', permission: 'division.read' },
        { label: '单位与账号', to: '/accounts', permission: 'account.read' },
        { label: '外来临时权限', to: '/temporary-accesses', permission: 'security.manage' },
        { label: '运行状况', to: '/operations', permission: 'operations.manage', isWhole: true },
        { label: '平台之间的报送', to: '/exchange', permission: 'operations.manage', isWhole: true },
        { label: '转来需求的程序', to: '/needs/programs', permission: 'account.manage' },
        { label: '审计记录', to: '/audit', permission: 'audit.read' },
        { label: '个人信息查看记录', to: '/personal-data', permission: 'audit.read' },
      ],
    },
  ];
}

function planEntries(plan: string): MenuEntry[] {
  const params = { plan };
  return [
    { label: '驾驶舱', to: '/plans/$plan', params, permission: 'plan.read' },
    { label: '差距清单', to: '/plans/$plan/gaps', params, permission: 'plan.read' },
    { label: '我的任务', to: '/gap-tasks', permission: 'plan.work' },
    { label: '文件与任务', to: '/plans/$plan/document', params, permission: 'plan.read' },
    { label: '大屏', to: '/plans/$plan/wall', params, permission: 'plan.read' },
  ];
}
