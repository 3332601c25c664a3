/** What may be done with a report in which state, and what becomes of it. */
import type { ReportState } from '../../contract/report.ts';

interface Step {
  from: readonly ReportState[];
  to: ReportState | 'same';
  /** for people: 不能…… */
  name: string;
}

export const REPORT_ACTIONS = {
  refreshed: { from: ['draft', 'returned'], to: 'same', name: '重新取数' },
  edited: { from: ['draft', 'returned'], to: 'same', name: '修改' },
  handedIn: { from: ['draft', 'returned'], to: 'handedIn', name: '报送' },
  returned: { from: ['handedIn'], to: 'returned', name: '退回' },
  accepted: { from: ['handedIn'], to: 'accepted', name: '接收' },
} as const satisfies Record<string, Step>;

export type ReportAction = keyof typeof REPORT_ACTIONS;

export const ACTION_NAMES: Record<ReportAction | 'drafted', string> = {
  drafted: '起草',
  refreshed: '重新取数',
  edited: '修改',
  handedIn: '报送',
  returned: '退回',
  accepted: '接收',
};

/** @returns the state after the action, or undefined when it is not allowed now */
export function stateAfter(state: ReportState, action: ReportAction): ReportState | undefined {
  const step: Step = REPORT_ACTIONS[action];
  if (!step.from.includes(state)) return undefined;
  return step.to === 'same' ? state : step.to;
}
