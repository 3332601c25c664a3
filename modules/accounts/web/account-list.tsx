import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice, Segments } from '#ui/inputs/choice.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import { DUTY_NAMES } from '../contract/roles.ts';
import { accountRoutes } from '../contract/routes.ts';
import type { Account } from '../contract/schemas.ts';
import { STATE_NAMES } from './account-words.ts';
import styles from './accounts.module.css';
import { NewAccount } from './new-account.tsx';
import { NewOffice } from './new-office.tsx';
import { OfficeList } from './office-list.tsx';

const COLUMNS: Column<Account>[] = [
  {
    key: 'name',
    title: '账号',
    cell: (account) => (
      <Link to="/accounts/$id" params={{ id: String(account.id) }}>
        {account.name}
      </Link>
    ),
  },
  { key: 'displayName', title: '姓名', cell: (account) => account.displayName },
  { key: 'office', title: '单位', cell: (account) => account.office.name },
  { key: 'posts', title: '岗位', cell: (account) => postsText(account) },
  { key: 'duty', title: '用途', cell: (account) => DUTY_NAMES[account.duty] },
  { key: 'state', title: '状态', cell: (account) => STATE_NAMES[account.state] },
  { key: 'demonstration', title: '演示', hidden: true, cell: (account) => (account.demonstration ? '演示数据' : '') },
];

function postsText({ posts }: Account): string {
  const inForce = posts.filter((post) => post.inForce);
  return inForce.length === 0 ? '没有岗位' : inForce.map((post) => `${post.divisionName} ${post.roleName}`).join('、');
}

const STATES = [{ value: '', label: '全部状态' }, ...Object.entries(STATE_NAMES).map(([value, label]) => ({ value, label }))];

/** Accounts within one's jurisdiction. */
export function AccountListScreen() {
  const [adding, setAdding] = useState(false);
  const mayManage = useCan('account.manage');
  const [values, set] = useSearchState();
  const view = values['view'] === 'offices' ? 'offices' : 'accounts';
  return (
    <Page
      title="单位与账号"
      lead="一人一号，按岗位授权。系统管理员开设账号，安全管理员授予岗位，审计管理员查看记录，三者互不兼任。"
      actions={
        mayManage && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {view === 'offices' ? '新设单位' : '新设账号'}
          </Button>
        )
      }
    >
      <Segments
        label="看什么"
        value={view}
        options={VIEWS}
        onChange={(value) => set({ view: value === 'offices' ? value : undefined, q: undefined, state: undefined })}
      />
      {view === 'offices' ? <OfficeList /> : <Accounts />}
      {adding && (view === 'offices' ? <NewOffice onClose={() => setAdding(false)} /> : <NewAccount onClose={() => setAdding(false)} />)}
    </Page>
  );
}

const VIEWS = [
  { value: 'accounts', label: '账号' },
  { value: 'offices', label: '单位' },
];

function Accounts() {
  const [values, set] = useSearchState();
  const navigate = useNavigate();
  const state = STATES.find(({ value }) => value !== '' && value === values['state'])?.value as Account['state'] | undefined;
  const pages = usePages(accountRoutes.listAccounts, { query: { q: values['q'], state } });
  return (
    <Panel
      title="账号"
      flush
      actions={
        <div className={styles.filters}>
          <SearchBox label="按账号名或姓名查找" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />
          <Choice label="状态" value={values['state'] ?? ''} options={STATES} onChange={(value) => set({ state: value || undefined })} />
        </div>
      }
    >
      <DataTable
        name="accounts"
        label="账号"
        columns={COLUMNS}
        pages={pages}
        rowKey={(account) => String(account.id)}
        onOpen={(account) => void navigate({ to: '/accounts/$id', params: { id: String(account.id) } })}
        counted="个"
        empty={<EmptyState title="没有找到账号">请换一个条件；或新设账号，把一次性链接交给本人。</EmptyState>}
      />
    </Panel>
  );
}
