import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { usePages } from '#ui/api/use-pages.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { EmptyState, Notice } from '#ui/feedback/notice.tsx';
import { dayInWords } from '#shared/day.ts';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import styles from './evidence.module.css';
import { pageOfRecord } from './page-of-record.ts';
import { recordColumns } from './record-columns.tsx';
import { listQueryOf } from './list-query.ts';
import { PlaceTiles } from './place-tiles.tsx';
import { ListTools } from './saved-views.tsx';
import { FilterChips, RecordFilters } from './record-filters.tsx';
import { NumberSearch } from './number-search.tsx';
import { NoRegister } from './no-register.tsx';
import { useRegister } from './use-register.ts';

/** One register: its records within one's jurisdiction. */
export function RecordListScreen() {
  const { query, register } = useRegister();
  return (
    <LoadedPage title="登记台账" query={query}>
      {() => (register ? <RecordList register={register} /> : <NoRegister />)}
    </LoadedPage>
  );
}

function RecordList({ register }: { register: Register }) {
  const [number, setNumber] = useState<string | undefined>();
  const hasNumbers = register.columns.some(({ type }) => type === 'idNumber' || type === 'phone');
  const crumbs = [
    { key: 'home', label: '登记台账', to: '/evidence' },
    { key: 'here', label: register.name },
  ];
  return (
    <Page title={register.name} above={<Breadcrumb label="位置" crumbs={crumbs} />} lead={register.note} actions={<ListActions register={register} />}>
      {register.keptFrom.map(({ who, endedOn }) => (
        <Notice
          key={`${who} ${endedOn}`}
          tone="warning"
        >{`其中有${who}报送来的记录：报送约定已于 ${dayInWords(endedOn)}结束，没有再与对方核对，改由本平台录入和修改。`}</Notice>
      ))}
      {number === undefined && <RecordFilters register={register} />}
      {hasNumbers && <NumberSearch number={number} onSearch={setNumber} />}
      {number === undefined && <ListTools register={register} />}
      {number === undefined ? <Records register={register} /> : <RecordsOfNumber register={register} number={number} />}
    </Page>
  );
}

function ListActions({ register }: { register: Register }) {
  const navigate = useNavigate();
  const mayEdit = useCan('evidence.edit');
  return (
    <div className={styles.filters}>
      {register.register === 'organizations' && <Link to="/organizations/duplicates">疑似重复</Link>}
      <Link to="/import">导入与导出</Link>
      {mayEdit && (
        <Button type="primary" onClick={() => void navigate({ to: '/evidence/$register/new', params: { register: register.register } })}>
          新增一条
        </Button>
      )}
    </div>
  );
}

function Records({ register }: { register: Register }) {
  const [values] = useSearchState();
  if (values['by'] === 'place') return <PlaceTiles register={register} />;
  return <RecordPagesOf register={register} />;
}

function RecordPagesOf({ register }: { register: Register }) {
  const [values] = useSearchState();
  const pages = usePages(evidenceRoutes.list, { params: { register: register.register }, query: listQueryOf(values) });
  return <RecordTable register={register} pages={pages} />;
}

function RecordsOfNumber({ register, number }: { register: Register; number: string }) {
  const pages = usePages(evidenceRoutes.findByNumber, { params: { register: register.register }, body: { number } });
  return <RecordTable register={register} pages={pages} />;
}

type RecordPages = ReturnType<typeof usePages<typeof evidenceRoutes.list>>;

function RecordTable({ register, pages }: { register: Register; pages: RecordPages }) {
  const navigate = useNavigate();
  const divisionNames = Object.assign({}, ...pages.answers.map((answer) => answer.divisionNames)) as Record<string, string>;
  return (
    <Panel title="记录" flush>
      <FilterChips register={register} />
      <DataTable
        name={`register-${register.register}`}
        label={`${register.name}的记录`}
        columns={recordColumns(register, divisionNames)}
        pages={pages}
        rowKey={(record) => record.id}
        onOpen={(record) => void navigate(pageOfRecord(register, record.id))}
        empty={<EmptyState title="没有符合条件的记录">可以放宽筛选条件，新增一条，或从 Excel 工作簿导入。</EmptyState>}
      />
    </Panel>
  );
}
