import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import { planRoutes } from '#modules/plans/contract/routes.ts';
import { reportRoutes } from '../contract/routes.ts';
import { DraftReport } from './draft-report.tsx';
import { DutyTable } from './duty-table.tsx';
import { duePeriod, periodName, reportPeriods } from './report-periods.ts';
import { ReportTable } from './report-table.tsx';
import styles from './reports.module.css';

/** Who has to hand in what by when, how it stands, and the reports themselves. */
export function ReportListScreen() {
  const plans = useCall(planRoutes.list, {});
  return (
    <Page title="季度与年度报告" lead="数字从台账取出并冻结，文字按数字起草后由人修改；报送、退回、接收和是否按时都留有记录。">
      <Loaded query={plans}>{({ plans: all }) => <Reports plans={all} />}</Loaded>
    </Page>
  );
}

interface PlanChoice {
  id: string;
  shortName: string;
  division: string;
  period: { from: string; to: string };
}

function Reports({ plans }: { plans: PlanChoice[] }) {
  const [values, set] = useSearchState();
  const { today, division } = useViewer();
  const plan = plans.find(({ id }) => id === values['plan']) ?? plans.find((one) => division !== null && sharesProvince(one.division, division)) ?? plans[0];
  if (!plan) return <EmptyState title="还没有方案">载入方案后才能按方案报送。</EmptyState>;
  const periods = reportPeriods(plan.period, today);
  const period = periods.find(({ name }) => name === values['period']) ?? duePeriod(periods, today);
  if (!period) return <EmptyState title="方案还没有开始">开始后可以按季度、年度起草报告。</EmptyState>;
  return (
    <>
      <div className={styles.filters}>
        <Choice
          label="方案"
          value={plan.id}
          options={plans.map(({ id, shortName }) => ({ value: id, label: shortName }))}
          onChange={(id) => set({ plan: id, period: undefined })}
        />
        <Choice
          label="所属期"
          value={period.name}
          options={periods.map(({ name }) => ({ value: name, label: periodName(name) }))}
          onChange={(name) => set({ period: name })}
        />
        <DraftReport plan={plan} period={period.name} />
      </div>
      <Duties plan={plan.id} period={period.name} />
      <AllReports plan={plan.id} />
    </>
  );
}

/** Plans of one's own city come before others; the list itself is the server's. */
function sharesProvince(one: string, other: string): boolean {
  return one.slice(0, 4) === other.slice(0, 4) || (one.slice(0, 2) === other.slice(0, 2) && one.slice(2) === '0000000000');
}

function Duties({ plan, period }: { plan: string; period: string }) {
  const query = useCall(reportRoutes.duties, { query: { plan, period } }, { keep: true });
  return (
    <Panel title={`${periodName(period)}：各单位报送情况`} flush>
      <Loaded query={query}>
        {({ duties }) =>
          duties.length === 0 ? (
            <EmptyState title="这一期没有报送要求">方案没有要求所选单位在这一期报送；需要时仍可自行起草。</EmptyState>
          ) : (
            <DutyTable duties={duties} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function AllReports({ plan }: { plan: string }) {
  const query = useCall(reportRoutes.list, { query: { plan } }, { keep: true });
  return (
    <Panel title="已有的报告" flush>
      <Loaded query={query}>
        {({ reports }) =>
          reports.length === 0 ? (
            <EmptyState title="还没有报告">选好所属期，点“起草报告”，系统会取出数字并写出初稿。</EmptyState>
          ) : (
            <ReportTable reports={reports} />
          )
        }
      </Loaded>
    </Panel>
  );
}
