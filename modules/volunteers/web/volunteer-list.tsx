import { Link, useNavigate } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import { volunteerRoutes } from '../contract/routes.ts';
import type { VolunteerSummary } from '../contract/volunteer.ts';
import styles from './volunteers.module.css';

const WHICH = [
  { value: 'active', label: '在册' },
  { value: 'minor', label: '未成年' },
  { value: 'foreign', label: '外籍' },
  { value: 'uninsured', label: '没有保险' },
  { value: 'withdrawn', label: '已注销' },
];
type Which = (typeof WHICH)[number]['value'];

function queryOf(which: Which) {
  if (which === 'withdrawn') return { standing: 'withdrawn' as const };
  return { standing: 'active' as const, ...(which === 'active' ? {} : { [which]: 'true' }) };
}

/** Volunteers of the jurisdiction: by a part of the name, by number, or by a whole ID number or telephone. */
export function VolunteerListScreen() {
  const [values, set] = useSearchState();
  const go = useNavigate();
  const mayKeep = useCan('volunteer.keep');
  const which = WHICH.find(({ value }) => value === values['which'])?.value ?? 'active';
  const pages = usePages(volunteerRoutes.listVolunteers, { query: { q: values['q'] || undefined, ...queryOf(which) } });
  return (
    <Page
      title="志愿者"
      lead="在本辖区登记的志愿者。证件号和手机号加密保存，平时只显示一部分。"
      actions={
        mayKeep ? (
          <Button type="primary" onClick={() => void go({ to: '/volunteers/new' })}>
            登记志愿者
          </Button>
        ) : undefined
      }
    >
      <NumberSearch />
      <Panel
        title={pages.total === null ? '志愿者' : `志愿者（${pages.total} 人）`}
        flush
        actions={
          <span className={styles.row}>
            <SearchBox label="姓名片段、拼音首字母或编号" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />
            <Choice label="哪些志愿者" options={WHICH} value={which} onChange={(next) => set({ which: next === 'active' ? undefined : next })} />
          </span>
        }
      >
        <DataTable
          name="volunteers"
          label="志愿者"
          columns={COLUMNS}
          pages={pages}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void go({ to: '/volunteers/$id', params: { id } })}
          counted="人"
          empty={<EmptyState title="没有符合条件的志愿者">居民可以用手机登记，也可以由社区代为登记，点“登记志愿者”。</EmptyState>}
        />
      </Panel>
    </Page>
  );
}

const COLUMNS: Column<VolunteerSummary>[] = [
  {
    key: 'name',
    title: '姓名',
    cell: ({ id, name }) => (
      <Link to="/volunteers/$id" params={{ id }}>
        {name}
      </Link>
    ),
  },
  { key: 'number', title: '编号', cell: ({ number }) => number },
  { key: 'age', title: '年龄', number: true, cell: ({ age }) => age },
  { key: 'place', title: '所在地', cell: ({ divisionName }) => divisionName.split(' ').slice(-2).join(' ') },
  { key: 'phone', title: '手机号', cell: ({ phone }) => phone ?? '—' },
  { key: 'kinds', title: '想做什么', cell: ({ serviceKinds }) => serviceKinds.join('、') || '—' },
  { key: 'insured', title: '保险', cell: ({ isInsured, insuredUntil }) => (isInsured ? `到 ${insuredUntil}` : '没有') },
  { key: 'registered', title: '登记日期', cell: ({ registeredOn }) => dayInWords(registeredOn) },
];

/** A whole number is sent in the body, so that it stands in no address. */
function NumberSearch() {
  const [found, setFound] = useState<VolunteerSummary[] | null>(null);
  const [error, setError] = useState<unknown>();
  async function search(number: string): Promise<void> {
    setError(undefined);
    try {
      setFound(number.trim() === '' ? null : (await call(volunteerRoutes.findVolunteer, { body: { number } })).items);
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <Panel title="按完整的证件号或手机号找">
      <Input.Search
        aria-label="完整的证件号或手机号"
        placeholder="完整的证件号或手机号"
        maxLength={40}
        enterButton="查找"
        onSearch={(text) => void search(text)}
        style={{ maxWidth: 420 }}
      />
      {error !== undefined && <ProblemNotice error={error} />}
      {found?.length === 0 && <p role="status">没有找到。号码要写完整，且志愿者在您的辖区内。</p>}
      {found && found.length > 0 && (
        <ul className={styles.list}>
          {found.map(({ id, name, number, divisionName }) => (
            <li key={id}>
              <Link to="/volunteers/$id" params={{ id }}>
                {name}
              </Link>{' '}
              {number} <span className={styles.faint}>{divisionName}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
