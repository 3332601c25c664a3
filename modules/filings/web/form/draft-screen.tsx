import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { messageOf, Problem } from '#ui/api/problem.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import type { Ability, Application } from '../../contract/application.ts';
import { filingRoutes } from '../../contract/routes.ts';
import { Deadline } from '#ui/figures/deadline.tsx';
import { ActDialog } from '../desk/act-dialog.tsx';
import { CaseSide } from '../desk/case-side.tsx';
import { CaseView } from '../desk/case-view.tsx';
import { DecisionBar } from '../desk/decision-bar.tsx';
import desk from '../desk/desk.module.css';
import styles from '../filings.module.css';
import { useAct } from '../use-act.ts';
import { DraftForm } from './draft-form.tsx';
import { hintsOf } from './hints.ts';
import { MaterialChecklist } from './material-checklist.tsx';
import { asksNumbers, fieldsFor } from './needed-fields.ts';
import { type Draft, useDraft } from './use-draft.ts';

/** One application on a page of its own: filled in while it may be, else as it is. */
export function DraftScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(filingRoutes.get, { params: { id } });
  return (
    <LoadedPage title="申请" query={query}>
      {(application) => <OneApplication key={application.id} application={application} />}
    </LoadedPage>
  );
}

function OneApplication({ application }: { application: Application }) {
  const crumbs = [
    { key: 'desk', label: '办理台', to: '/filings', search: { view: 'open' } },
    { key: 'here', label: application.subjectName },
  ];
  const mayEdit = application.abilities.some(({ action, allowed }) => action === 'edit' && allowed);
  return (
    <Page
      title={`${application.procedureName}：${application.subjectName}`}
      above={<Breadcrumb label="位置" crumbs={crumbs} />}
      lead={
        <>
          {application.divisionName}；{application.stateName}，<Deadline due={application} none="没有期限" />
          {application.submittedOn && `，${dayInWords(application.submittedOn)}提交`}
        </>
      }
    >
      {mayEdit ? <Editor application={application} /> : <Shown application={application} />}
    </Page>
  );
}

function Shown({ application }: { application: Application }) {
  return (
    <div className={desk.single}>
      <div>
        <CaseView application={application} />
      </div>
      <div>
        <CaseSide application={application} />
      </div>
      <Steps application={application} />
    </div>
  );
}

function Editor({ application }: { application: Application }) {
  const draft = useDraft(application);
  const rules = useCall(filingRoutes.rulesAt, { query: { division: application.division } });
  const procedure = rules.data?.procedures.find(({ procedure: id }) => id === application.procedure);
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.stack}>
          {application.supplementItems.some(({ isDone }) => !isDone) && (
            <Notice tone="warning">
              需要补正：{application.supplementItems.flatMap(({ content, isDone }) => (isDone ? [] : [content])).join('；')}。改好后点“提交补正”。
            </Notice>
          )}
          {procedure && (
            <DraftForm draft={draft} fields={fieldsFor(procedure)} asksNumbers={asksNumbers(procedure)} hints={hintsOf(rules.data?.settings ?? [])} />
          )}
        </div>
        <div className={styles.stack}>
          <MaterialChecklist draft={draft} application={application} />
          <div className={desk.panel}>
            <CaseSide application={application} />
          </div>
        </div>
      </div>
      <Steps application={application} draft={draft} />
    </>
  );
}

function Steps({ application, draft }: { application: Application; draft?: Draft }) {
  const [ability, setAbility] = useState<Ability | null>(null);
  const act = useAct(application);
  const choose = async (chosen: Ability) => {
    await draft?.save();
    setAbility(chosen);
  };
  return (
    <div className={desk.pageBar}>
      <DecisionBar application={application} onChoose={(chosen) => void choose(chosen)} alone>
        {draft && <SaveState draft={draft} />}
      </DecisionBar>
      {ability && (
        <ActDialog application={application} ability={ability} act={act} draft={draft} onClose={() => setAbility(null)} onDone={() => setAbility(null)} />
      )}
    </div>
  );
}

/** Whether what was typed is safe. */
function SaveState({ draft: { state, save } }: { draft: Draft }) {
  if (state.kind === 'failed') {
    const wasChanged = state.error instanceof Problem && state.error.code === 'FILING_CHANGED';
    return (
      <Notice tone={wasChanged ? 'warning' : 'problem'} action={<Button onClick={() => void save()}>{wasChanged ? '保存我填写的内容' : '再保存一次'}</Button>}>
        {wasChanged ? '同事刚刚也修改了这件申请。您填写的内容还在，点“保存我填写的内容”，只会覆盖您改过的那几项。' : `还没有保存：${messageOf(state.error)}`}
      </Notice>
    );
  }
  const words = { saved: '已保存，关掉页面也不会丢失', waiting: '等待保存……', saving: '正在保存……' };
  return (
    <p className={styles.faint} role="status">
      {words[state.kind]}
    </p>
  );
}
