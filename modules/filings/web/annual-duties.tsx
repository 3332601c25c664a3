import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { ANNUAL_RESULTS, type AnnualDuty, type AnnualInput } from '../contract/annual-return.ts';
import { filingRoutes } from '../contract/routes.ts';
import styles from './filings.module.css';
import { WrittenReport } from './written-report.tsx';

const YEARS_SHOWN = 4;

/** The yearly reports of registered organizations: who has handed in, what came out (X02 art.28). */
export function AnnualDutiesScreen() {
  const [values, set] = useSearchState();
  const { today } = useViewer();
  const last = Number(today.slice(0, 4)) - 1;
  const year = values['year'] ?? String(last);
  const years = Array.from({ length: YEARS_SHOWN }, (_, index) => String(last - index)).map((value) => ({ value, label: `${value} 年度` }));
  const pages = usePages(filingRoutes.annualDuties, { query: { year } });
  const [edited, setEdited] = useState<AnnualDuty | null>(null);
  const mayRecord = useCan('registration.decide');
  return (
    <Page title="年度报告（年检）" lead="已登记组织每年报送上一年度的报告：先报业务主管单位，再报登记管理机关；审查不合格的限期整改。">
      <div className={styles.row}>
        <Choice label="年度" value={year} options={years} onChange={(value) => set({ year: value })} />
      </div>
      <Panel title={`${year} 年度`} flush>
        <DataTable
          name="annual-duties"
          label="年度报告"
          columns={columnsOf(mayRecord ? setEdited : null)}
          pages={pages}
          rowKey={(duty) => duty.organizationId}
          counted="个组织"
          empty={<EmptyState title="没有须报这一年度报告的组织">当年上半年以前登记、没有注销的组织才须报送。</EmptyState>}
        />
      </Panel>
      {edited && <RecordDialog duty={edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

const LATE: readonly AnnualDuty['standing'][] = ['逾期未报', '整改逾期'];

function columnsOf(onEdit: ((duty: AnnualDuty) => void) | null): Column<AnnualDuty>[] {
  const day = (value: string | null) => (value === null ? '—' : dayInWords(value));
  return [
    {
      key: 'name',
      title: '组织',
      cell: ({ organizationId, name }) => (
        <Link to="/filings/organizations/$id" params={{ id: organizationId }}>
          {name}
        </Link>
      ),
    },
    {
      key: 'standing',
      title: '情况',
      cell: ({ standing }) => (
        <span className={styles.deadline} data-tone={LATE.includes(standing) ? 'late' : 'far'}>
          {LATE.includes(standing) ? `▲ ${standing}` : standing}
        </span>
      ),
    },
    { key: 'due', title: '应报日期', cell: ({ dueOn }) => day(dueOn) },
    { key: 'submitted', title: '报送', cell: ({ submittedOn }) => day(submittedOn) },
    { key: 'result', title: '结论', cell: ({ result }) => result ?? '—' },
    { key: 'rectify', title: '整改期限', cell: ({ rectifyBy }) => day(rectifyBy) },
    ...(onEdit ? [{ key: 'edit', title: '办理', cell: (duty: AnnualDuty) => <Button onClick={() => onEdit(duty)}>登记</Button> }] : []),
  ];
}

function RecordDialog({ duty, onClose }: { duty: AnnualDuty; onClose: () => void }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [input, setInput] = useState<Omit<AnnualInput, 'version'>>({});
  async function save(): Promise<void> {
    await call(filingRoutes.recordAnnual, { params: { id: duty.organizationId, year: String(duty.year) }, body: { version: duty.version, ...input } });
    await refresh(client, filingRoutes.annualDuties);
    toasts.done(`${duty.name} ${duty.year} 年度报告已登记。`);
  }
  return (
    <Confirm
      open
      title={`${duty.name}：${duty.year} 年度报告`}
      confirmText="登记"
      disabled={Object.keys(input).length === 0}
      onConfirm={save}
      onClose={onClose}
    >
      <div className={styles.stack}>
        <WrittenReport id={duty.organizationId} year={duty.year} />
        <DayField label="报业务主管单位" value={input.supervisorOn ?? duty.supervisorOn} onChange={(supervisorOn) => setInput({ ...input, supervisorOn })} />
        <DayField label="报登记管理机关" value={input.submittedOn ?? duty.submittedOn} onChange={(submittedOn) => setInput({ ...input, submittedOn })} />
        {(duty.submittedOn !== null || input.submittedOn !== undefined) && <ResultField input={input} duty={duty} onChange={setInput} />}
        {duty.rectifyBy !== null && (
          <DayField label="整改完成" value={input.rectifiedOn ?? duty.rectifiedOn} onChange={(rectifiedOn) => setInput({ ...input, rectifiedOn })} />
        )}
      </div>
    </Confirm>
  );
}

function DayField({ label, value, onChange }: { label: string; value: string | null; onChange: (day: string) => void }) {
  const id = useId();
  const { today } = useViewer();
  return (
    <Field label={label} htmlFor={id}>
      <DayPicker id={id} value={value} latest={today} onChange={(day) => day !== null && onChange(day)} />
    </Field>
  );
}

type Input = Omit<AnnualInput, 'version'>;

function ResultField({ input, duty, onChange }: { input: Input; duty: AnnualDuty; onChange: (input: Input) => void }) {
  const id = useId();
  const options = [{ value: '', label: '还没有审查' }, ...ANNUAL_RESULTS.map((value) => ({ value, label: value }))];
  return (
    <Field label="审查结论" htmlFor={id} hint="不是“合格”的，系统会给出整改期限">
      <Choice
        id={id}
        value={input.result ?? duty.result ?? ''}
        options={options}
        onChange={(value) => onChange({ ...input, result: ANNUAL_RESULTS.find((one) => one === value) })}
      />
    </Field>
  );
}
