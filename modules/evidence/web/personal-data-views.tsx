import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import type { PersonalDataView } from '../contract/personal-data.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import styles from './evidence.module.css';

const WAYS = { revealed: '逐条查看', exported: '导出' } as const;

const COLUMNS: Column<PersonalDataView>[] = [
  { key: 'at', title: '时间', cell: (view) => momentText(view.viewedAt) },
  { key: 'actor', title: '谁', cell: (view) => view.actorName },
  { key: 'way', title: '怎样看的', cell: (view) => WAYS[view.way] },
  { key: 'record', title: '哪条记录', cell: (view) => `${view.registerName} ${view.recordCode}` },
  { key: 'fields', title: '看了什么', cell: (view) => view.fields.join('、') },
  { key: 'reason', title: '理由', cell: (view) => view.reason },
  { key: 'request', title: '请求编号', hidden: true, cell: (view) => view.requestId },
];

/** Who saw a person's ID number or phone in clear. What is typed stays out of the address bar. */
export function PersonalDataViewsScreen() {
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState<string | undefined>();
  const pages = usePages(evidenceRoutes.personalDataViews, { body: { number } });
  function search(event: FormEvent): void {
    event.preventDefault();
    setNumber(typed.trim() === '' ? undefined : typed.trim());
  }
  return (
    <Page title="个人信息查看记录" lead="谁在什么时候、因为什么，看过哪条记录里完整的证件号和电话。">
      <Panel
        title={number === undefined ? '全部' : '此人的号码被谁看过'}
        flush
        actions={
          <form className={styles.filters} onSubmit={search}>
            <Input
              aria-label="完整的证件号或电话"
              placeholder="完整的证件号或电话"
              autoComplete="off"
              allowClear
              value={typed}
              maxLength={40}
              onChange={(event) => setTyped(event.target.value)}
              style={{ width: 220 }}
            />
            <Button htmlType="submit">查找</Button>
          </form>
        }
      >
        {pages.error ? (
          <ProblemNotice error={pages.error} />
        ) : (
          <DataTable
            name="personal-data-views"
            label="个人信息查看记录"
            columns={COLUMNS}
            pages={pages}
            rowKey={(view) => `${view.requestId}-${view.register}-${view.record}`}
            empty={
              <EmptyState title="没有查看记录">
                {number === undefined ? '还没有人看过完整的号码。' : '没有人看过此人完整的号码，或记录不在您的管辖范围内。'}
              </EmptyState>
            }
          />
        )}
      </Panel>
    </Page>
  );
}
