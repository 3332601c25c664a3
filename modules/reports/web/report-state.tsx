import { StatusMark } from '#ui/figures/status-mark.tsx';
import type { Status } from '#ui/tokens.ts';
import type { ReportState } from '../contract/report.ts';

const STATUSES: Record<ReportState, Status> = { draft: 'notStarted', handedIn: 'onTrack', returned: 'atRisk', accepted: 'met' };

/** State of a report as mark, colour and word. */
export function ReportStateMark({ state, name }: { state: ReportState; name: string }) {
  return <StatusMark status={STATUSES[state]} word={name} />;
}

const STANDINGS: Record<string, Status> = { 未起草: 'noData', 起草中: 'notStarted', '已报送，待审收': 'onTrack', 已退回: 'atRisk', 已接收: 'met' };

/** How a unit stands with a period; overdue is said besides. */
export function StandingMark({ standing, isOverdue }: { standing: string; isOverdue: boolean }) {
  return <StatusMark status={isOverdue ? 'missed' : (STANDINGS[standing] ?? 'noData')} word={isOverdue ? `${standing}，已逾期` : standing} />;
}
