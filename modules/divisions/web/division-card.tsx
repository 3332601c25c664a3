import { Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { LEVEL_NAMES } from '#shared/division-code.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { type DivisionDetail, KIND_NAMES } from '../contract/division.ts';
import { OPERATION_NAMES, type OperationKind } from '../contract/operations.ts';
import { DivisionHistory } from './division-history.tsx';
import styles from './divisions.module.css';
import { OperationDialog } from './operation-dialog.tsx';

const KINDS = Object.keys(OPERATION_NAMES) as OperationKind[];

/** What a division is, and what can be done with it. */
export function DivisionCard({ division }: { division: DivisionDetail }) {
  const mayManage = useCan('division.manage');
  const [kind, setKind] = useState<OperationKind | null>(null);
  const isOpen = division.validTo === null;
  return (
    <div className={styles.stack}>
      <DivisionFacts division={division} />
      {mayManage && isOpen && (
        <Panel title="办理变更">
          <div className={styles.actions}>
            {KINDS.map((one) => (
              <Button key={one} onClick={() => setKind(one)}>
                {OPERATION_NAMES[one]}
              </Button>
            ))}
          </div>
        </Panel>
      )}
      <DivisionHistory division={division} />
      {kind && <OperationDialog key={kind} kind={kind} division={division} onClose={() => setKind(null)} />}
    </div>
  );
}

function DivisionFacts({ division }: { division: DivisionDetail }) {
  return (
    <Panel title={division.name}>
      <dl className={styles.meta}>
        <dt>区划代码</dt>
        <dd className="figures">
          {division.code}
          {division.officialCodes.some((code) => code !== division.code) && (
            <span className={styles.muted}>（官方代码 {division.officialCodes.join('、')}）</span>
          )}
        </dd>
        <dt>所属</dt>
        <dd>{division.path.join(' › ')}</dd>
        <dt>层级</dt>
        <dd>
          {LEVEL_NAMES[division.level]}
          {division.alsoCounty && '，同时作为区县级单位'}
        </dd>
        {division.kind && (
          <>
            <dt>类型</dt>
            <dd>
              {KIND_NAMES[division.kind]}（{division.committeeKind}）
            </dd>
          </>
        )}
        <dt>计入统计</dt>
        <dd>{division.counted ? '计入' : '不计入分母'}</dd>
        <dt>有效期</dt>
        <dd>
          {division.validFrom ? `${dayInWords(division.validFrom)}起` : '自始'}
          {division.validTo ? `，${dayInWords(division.validTo)}撤销` : '，现行'}
        </dd>
        <dt>来源</dt>
        <dd>{division.source}</dd>
      </dl>
    </Panel>
  );
}
