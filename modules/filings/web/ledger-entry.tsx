import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { DUPLICATE_REASONS, organizationRoutes } from '#modules/organizations/contract/routes.ts';
import { type Answer, call } from '#ui/api/call.ts';
import { messageOf, Problem } from '#ui/api/problem.ts';
import { refresh } from '#ui/api/use-call.ts';
import { LookFirst } from '#ui/feedback/look-first.tsx';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { useCan, useViewer } from '#ui/viewer.ts';
import type { Application, FilingForm } from '../contract/application.ts';
import { filingRoutes } from '../contract/routes.ts';
import styles from './filings.module.css';
import { FORM_FIELDS, type FormField, valueAt, withValue } from './form-fields.ts';
import { FieldInput } from './form/field-input.tsx';
import { keepPaperRoster, PaperRoster } from './paper-roster.tsx';

/** The five items of a ledger entry with what tells groups apart (SZ L33), in the order in which one is told of a group. */
const ORDER = ['name', 'category', 'leaderName', 'memberCount', 'businessScopes', 'venues', 'majorActivities', 'hasRoster'];
const FIELDS = ORDER.flatMap((path) => FORM_FIELDS.find((field) => field.path === path) ?? []);
/** What the next group of a list often shares with the last. */
const KEPT: readonly (keyof FilingForm)[] = ['category', 'venues', 'hasRoster'];

/** A group of the neighbourhood onto the ledger: one short form, one request, and the next. */
export function LedgerEntryScreen() {
  const { division, divisionName, level } = useViewer();
  const [done, setDone] = useState<Application[]>([]);
  if (division === null || level !== 'community')
    return (
      <Page title="登记入册">
        <EmptyState title="台账由居（村）委会登记">街道（乡镇）可以查看和指导，请在办理台里看各社区（村）的台账。</EmptyState>
      </Page>
    );
  return (
    <Page title="登记入册" lead={`${divisionName}的活动团队。填完按回车或点“登记入册”，接着登记下一个。`}>
      <div className={styles.columns}>
        <EntryForm division={division} onDone={(entry) => setDone([entry, ...done])} />
        <Panel title="刚刚登记的">
          {done.length === 0 ? <p className={styles.faint}>登记好的会列在这里，可以接着推荐备案。</p> : <DoneList entries={done} />}
        </Panel>
      </div>
    </Page>
  );
}

function EntryForm({ division, onDone }: { division: string; onDone: (entry: Application) => void }) {
  const frame = useRef<HTMLFormElement>(null);
  const entry = useEntry(division, onDone, () => frame.current?.querySelector('input')?.focus());
  return (
    <Panel title="团队">
      <form
        ref={frame}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void entry.record();
        }}
      >
        {FIELDS.map((field) => (
          <EntryField key={`${field.path}-${entry.round}`} field={field} form={entry.form} onChange={entry.setForm} />
        ))}
        {entry.mayKeepPhotos && <PaperRoster {...entry.paper} />}
        {entry.likely.length > 0 && <LikelyGroups likely={entry.likely} onGoOn={() => entry.record(true)} onClose={entry.forget} />}
        <div className={styles.wide}>{entry.error !== undefined && <ProblemNotice error={entry.error} />}</div>
        <div className={`${styles.row} ${styles.wide}`}>
          <Button type="primary" htmlType="submit" loading={entry.busy}>
            登记入册
          </Button>
          <span className={styles.faint}>五项：负责人、成员名册、业务范围、活动场所、重大活动。</span>
        </div>
      </form>
    </Panel>
  );
}

/** What is typed of one group after the other; what the next one shares stays. */
function useEntry(division: string, onDone: (entry: Application) => void, toFirstField: () => void) {
  const toasts = useToasts();
  const client = useQueryClient();
  const [form, setForm] = useState<FilingForm>({});
  const [round, setRound] = useState(0);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [likely, setLikely] = useState<Likely>([]);
  const mayLook = useCan('evidence.read');
  const mayKeepPhotos = useCan('evidence.edit');
  const paper = usePaper();
  const again = useEffectEvent(toFirstField);
  useEffect(() => again(), [round]);
  async function isKnown(): Promise<boolean> {
    if (!mayLook || !form.name) return false;
    const found = await call(organizationRoutes.likely, { body: { name: form.name, division, leaderName: form.leaderName } });
    setLikely(found.likely);
    return found.likely.length > 0;
  }
  async function record(isLookedAt = false): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      if (!isLookedAt && (await isKnown())) return;
      setLikely([]);
      const body = { procedure: 'ledgerOpening' as const, division, draft: { form }, atOnce: { action: 'record' as const } };
      const entry = await call(filingRoutes.start, { body });
      const problem = await paper.keep(entry);
      if (problem === undefined) toasts.done(`${entry.subjectName}已登记入册。`);
      else setError(photosLeftOut(entry, problem));
      onDone(entry);
      setForm(Object.fromEntries(KEPT.flatMap((key) => (form[key] === undefined ? [] : [[key, form[key]]]))));
      setRound(round + 1);
      void refresh(client, filingRoutes.list);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return { paper, mayKeepPhotos, form, setForm, round, error, busy, record, likely, forget: () => setLikely([]) };
}

/** The photographed list: with the next group too where somebody says so. */
function usePaper() {
  const { today } = useViewer();
  const [photos, onChange] = useState<File[]>([]);
  const [isKept, onKeep] = useState(false);
  /** @returns what went wrong, in words: the entry stands all the same */
  async function keep({ organizationId }: Application): Promise<string | undefined> {
    if (photos.length === 0 || organizationId === null) return undefined;
    const problem = await keepPaperRoster(organizationId, photos, today).then(
      () => undefined,
      (error: unknown) => messageOf(error),
    );
    if (!isKept) onChange([]);
    return problem;
  }
  return { photos, onChange, isKept, onKeep, keep };
}

/** The entry is made; what is said is where the photographs can still go. */
function photosLeftOut({ subjectName }: Application, problem: string): Problem {
  return new Problem({
    status: 422,
    code: 'PHOTOS_LEFT_OUT',
    message: `${subjectName}已登记入册，但名单照片没有保存：${problem}可到它的档案“章程与制度”里补传。`,
  });
}

type Likely = Answer<typeof organizationRoutes.likely>['likely'];

/** Groups on the ledger that this may be already. */
function LikelyGroups({ likely, onGoOn, onClose }: { likely: Likely; onGoOn: () => Promise<void>; onClose: () => void }) {
  const items = likely.map(({ candidate: { id, name, divisionName, tier, leaderName, memberCount }, reasons }) => ({
    key: id,
    to: `/organizations/${id}`,
    name,
    why: reasons.map((reason) => DUPLICATE_REASONS[reason]).join('、'),
    detail: `${divisionName}，${tier}，负责人${leaderName}，${memberCount} 人`,
  }));
  return (
    <LookFirst
      title="台账里可能已有这个团队"
      lead="请先看一看。如果是同一个，不要重复登记。"
      items={items}
      goOnText="都不是同一个，仍然登记"
      onGoOn={onGoOn}
      onClose={onClose}
    />
  );
}

const REQUIRED: readonly string[] = ['name', 'category', 'leaderName', 'memberCount'];

interface EntryFieldProps {
  field: FormField;
  form: FilingForm;
  onChange: (form: FilingForm) => void;
}

function EntryField({ field, form, onChange }: EntryFieldProps) {
  const id = useId();
  // one line is enough here: Enter records
  const shown: FormField = field.kind === 'long' ? { ...field, kind: 'text' } : field;
  return (
    <Field label={field.label} htmlFor={id} required={REQUIRED.includes(field.path)}>
      <FieldInput id={id} field={shown} value={valueAt(form, field.path)} onChange={(value) => onChange(withValue(form, field.path, value))} />
    </Field>
  );
}

function DoneList({ entries }: { entries: readonly Application[] }) {
  return (
    <ul className={styles.plainList}>
      {entries.map((entry) => (
        <li key={entry.id}>
          {entry.organizationId ? (
            <Link to="/filings/organizations/$id" params={{ id: entry.organizationId }}>
              {entry.subjectName}
            </Link>
          ) : (
            entry.subjectName
          )}
          <small>
            负责人 {entry.form.leaderName}，成员 {entry.form.memberCount} 人
          </small>
        </li>
      ))}
    </ul>
  );
}
