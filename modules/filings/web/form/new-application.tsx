import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import { filingRoutes } from '../../contract/routes.ts';
import type { ProcedureId } from '../../contract/workflow.ts';
import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import styles from '../filings.module.css';

const HOMES = ['community', 'township'];

/** Where, and what: the rest is asked on the page of the draft. */
export function NewApplicationScreen() {
  const [values, set] = useSearchState();
  const { division, divisionName, level } = useViewer();
  const isHome = HOMES.includes(level);
  const code = values['division'] ?? (level === 'community' ? (division ?? undefined) : undefined);
  const here = useDivision(code ?? null);
  const crumbs = [
    { key: 'desk', label: '办理台', to: '/filings' },
    { key: 'here', label: '新建申请' },
  ];
  const id = useId();
  return (
    <Page title="新建申请" above={<Breadcrumb label="位置" crumbs={crumbs} />} lead="先选组织所在的社区（村），再选办什么。内容边填边存，关掉页面也不会丢失。">
      {division !== null && (
        <Panel title="组织在哪里">
          <Field label="所在的社区（村）" htmlFor={id} hint="在整个街道（乡镇）活动的，选街道（乡镇）">
            <DivisionPicker
              id={id}
              label="组织所在地"
              value={here.data ?? null}
              placeholder="选择社区（村）"
              within={{ code: division, name: divisionName }}
              levels={isHome && level === 'community' ? ['community'] : HOMES}
              onChange={(choice) => set({ division: choice.code })}
            />
          </Field>
        </Panel>
      )}
      {code !== undefined && <Procedures division={code} />}
      <Panel title="已经在台账里的组织">
        <FindOrganization />
      </Panel>
    </Page>
  );
}

/** Change, end, registration: of one that is on the ledger already, found as people search. */
function FindOrganization() {
  const id = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  return (
    <form
      role="search"
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ to: '/evidence/$register', params: { register: 'organizations' }, search: { q: text.trim() } as never });
      }}
    >
      <Field
        label="变更、取消备案、申请登记等，先找到这个组织"
        htmlFor={id}
        hint="写名称的一部分、拼音首字母或负责人。打开它的“办件”，可以办的事项列在那里，已有的内容不用重填。"
      >
        <Input id={id} type="search" value={text} maxLength={100} onChange={({ target }) => setText(target.value)} />
      </Field>
      <Button htmlType="submit" disabled={text.trim() === ''}>
        在台账里找
      </Button>
    </form>
  );
}

function Procedures({ division }: { division: string }) {
  const rules = useCall(filingRoutes.rulesAt, { query: { division } });
  return (
    <Panel title="办什么">
      <Loaded query={rules}>
        {({ procedures }) => {
          const possible = procedures.filter(({ enabled, startsFrom, procedure }) => enabled && (startsFrom.includes('none') || procedure === 'outlawing'));
          if (possible.length === 0) return <EmptyState title="当地没有启用新办事项">可在“办理规则”里查看当地规则。</EmptyState>;
          return (
            <ul className={styles.stack}>
              {possible.map((rule) => (
                <li key={rule.procedure}>
                  <StartButton procedure={rule.procedure} label={rule.label} division={division} />
                  <p className={styles.faint}>
                    需要 {rule.materials.filter(({ required }) => required).length} 项材料。依据：{clauseText(rule.clause)}
                  </p>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Panel>
  );
}

interface StartButtonProps {
  procedure: ProcedureId;
  label: string;
  /** home of a new organization, or the organization itself */
  division?: string;
  organizationId?: string;
}

/** Begins a draft and opens it. */
export function StartButton({ procedure, label, division, organizationId }: StartButtonProps) {
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function start(): Promise<void> {
    setBusy(true);
    setError(undefined);
    const about = organizationId === undefined ? { division } : { organizationId };
    await call(filingRoutes.start, { body: { procedure, ...about } })
      .then(({ id }) => navigate({ to: '/filings/$id', params: { id } }))
      .catch(setError);
    setBusy(false);
  }
  return (
    <>
      <Button loading={busy} onClick={() => void start()}>
        {label}
      </Button>
      {error !== undefined && <ProblemNotice error={error} />}
    </>
  );
}
