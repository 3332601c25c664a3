import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Answer } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { ruleSetRoutes } from '../../contract/routes.ts';
import { RuleSetEditor } from './rule-set-editor.tsx';
import { RulesShown } from './rules-here.tsx';
import styles from './rules.module.css';

export type RuleSet = Answer<typeof ruleSetRoutes.getRuleSet>;

/** One rule set: what it means where it holds, its versions, and its editor for whoever keeps it. */
export function RuleSetScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [values] = useSearchState();
  const version = values['version'];
  const query = useCall(ruleSetRoutes.getRuleSet, { params: { id }, query: { version } });
  return (
    <LoadedPage title="办理规则" query={query}>
      {(ruleSet) => <OneRuleSet key={`${ruleSet.id}-${ruleSet.version}`} ruleSet={ruleSet} />}
    </LoadedPage>
  );
}

function OneRuleSet({ ruleSet }: { ruleSet: RuleSet }) {
  const [editing, setEditing] = useState(false);
  const isInForce = ruleSet.version === ruleSet.inForce;
  const crumbs = [
    { key: 'rules', label: '办理规则', to: '/filings/rules' },
    { key: 'here', label: ruleSet.content.name },
  ];
  const edit = ruleSet.mayEdit && isInForce && !editing && (
    <Button type="primary" onClick={() => setEditing(true)}>
      修改，形成新版本
    </Button>
  );
  return (
    <Page
      title={ruleSet.content.name}
      above={<Breadcrumb label="位置" crumbs={crumbs} />}
      lead={`第 ${ruleSet.version} 版${isInForce ? '，现行' : ''}。${ruleSet.content.note ?? ''}`}
      actions={edit}
    >
      {!isInForce && <Notice tone="warning">这是旧版本，现行的是第 {ruleSet.inForce} 版。按旧版本开始的申请仍按旧版本办完。</Notice>}
      {editing ? <RuleSetEditor ruleSet={ruleSet} onClose={() => setEditing(false)} /> : <RulesShown rules={ruleSet.resolved} />}
      <Versions ruleSet={ruleSet} />
    </Page>
  );
}

function Versions({ ruleSet: { versions, version, content } }: { ruleSet: RuleSet }) {
  const [, set] = useSearchState();
  return (
    <div className={styles.columns}>
      <Panel title="历次版本">
        <ul className={styles.list}>
          {versions.map((one) => (
            <li key={one.version}>
              <Button size="small" disabled={one.version === version} onClick={() => set({ version: String(one.version) })}>
                第 {one.version} 版
              </Button>
              <small>
                {momentText(one.publishedAt)}：{one.reason}
              </small>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="引用的文件">
        <ul className={styles.list}>
          {Object.entries(content.documents).map(([code, title]) => (
            <li key={code}>
              {title}
              <small>{code}</small>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
