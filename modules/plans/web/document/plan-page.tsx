import { useNavigate, useParams } from '@tanstack/react-router';
import type { Answer } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { dayInWords } from '#shared/day.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { clauseOfQuote } from '../../contract/clause-links.ts';
import type { PlanFile } from '../../contract/plan-file.ts';
import { planRoutes } from '../../contract/routes.ts';
import { DocumentPaper } from './document-paper.tsx';
import { PlanCards } from './plan-cards.tsx';
import styles from './plan-page.module.css';
import { VersionList } from './version-list.tsx';

export type PlanAnswer = Answer<typeof planRoutes.get>;

/** The policy as it was issued beside what was made of it; each sentence leads to its targets and duties, and back. */
export function PlanPageScreen() {
  const { plan } = useParams({ strict: false }) as { plan: string };
  const query = useCall(planRoutes.get, { params: { plan } });
  return (
    <LoadedPage title="文件与任务" query={query}>
      {(answer) => <PlanPage answer={answer} />}
    </LoadedPage>
  );
}

function lead({ issuer, documentNumber, issuedOn, period, status }: PlanFile): string {
  const parts = [issuer, documentNumber, issuedOn && `${dayInWords(issuedOn)}印发`, `实施期 ${dayInWords(period.from)}至${dayInWords(period.to)}`];
  return [...parts, status === 'consultationDraft' ? '征求意见稿' : null].filter(Boolean).join(' · ');
}

function PlanPage({ answer }: { answer: PlanAnswer }) {
  const [values] = useSearchState();
  const { plan } = answer;
  const here = clauseInAddress(plan, values);
  return (
    <Page
      title="文件与任务"
      heading={plan.name}
      lead={lead(plan)}
      actions={
        <>
          <PlanSwitcher plan={plan.id} />
          <VersionList answer={answer} />
        </>
      }
    >
      <div className={styles.columns}>
        <DocumentPaper plan={plan} here={here} />
        <PlanCards answer={answer} here={values['clause']} />
      </div>
    </Page>
  );
}

/** Every plan can be read by everybody. */
function PlanSwitcher({ plan }: { plan: string }) {
  const navigate = useNavigate();
  const query = useCall(planRoutes.list, {});
  const options = (query.data?.plans ?? []).map(({ id, shortName }) => ({ value: id, label: shortName }));
  return <Choice label="看哪个方案" value={plan} options={options} onChange={(id) => void navigate({ to: '/plans/$plan/document', params: { plan: id } })} />;
}

/** The clause in the address, or the main clause of the target or duty in it. */
function clauseInAddress(plan: PlanFile, values: Record<string, string | undefined>): string | undefined {
  if (values['clause']) return values['clause'];
  const target = plan.targets.find(({ id }) => id === values['target']);
  if (target) return clauseOfQuote(plan, target.clause)?.id;
  return plan.duties.find(({ id }) => id === values['duty'])?.clauses[0];
}
