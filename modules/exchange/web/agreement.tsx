import { Link, useParams } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { AgreementDetail } from '../contract/agreement.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import { AgreementActions } from './agreement-actions.tsx';
import { stateOf, whoText } from './agreement-words.ts';
import { ComparisonTable } from './comparison-table.tsx';
import styles from './exchange.module.css';
import { FigureTable } from './figure-table.tsx';
import { PacketTable } from './packet-table.tsx';
import { RefusedTable } from './refused-table.tsx';

const EVERY_MS = 5000;

/** One agreement: what is sent, what arrived, what was refused, whether both sides hold the same. */
export function AgreementScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const detail = useCall(exchangeRoutes.get, { params: { id: Number(id) } }, { every: EVERY_MS });
  return (
    <Page
      title={detail.data ? whoText(detail.data.agreement) : '报送约定'}
      above={<Link to="/exchange">← 平台之间的报送</Link>}
      actions={detail.data && <AgreementActions agreement={detail.data.agreement} />}
    >
      <Loaded query={detail}>{(data) => <Parts detail={data} />}</Loaded>
    </Page>
  );
}

function Parts({ detail }: { detail: AgreementDetail }) {
  const { agreement, packets, refused, groups, figures, names } = detail;
  return (
    <>
      <Panel title="约定" actions={<StatusMark {...stateOf(agreement)} />}>
        <Terms detail={detail} />
      </Panel>
      <Panel title="核对" flush={groups.length > 0}>
        <ComparisonTable agreement={agreement} groups={groups} names={names} />
      </Panel>
      {refused.length > 0 && (
        <Panel title="退回的记录" flush>
          <RefusedTable refused={refused} names={names} />
        </Panel>
      )}
      {figures.length > 0 && (
        <Panel title="方案数字对照" flush>
          <FigureTable figures={figures} names={names} />
        </Panel>
      )}
      <Panel title="报送包" flush={packets.length > 0}>
        <PacketTable packets={packets} />
      </Panel>
    </>
  );
}

function Terms({ detail: { agreement, names, headings } }: { detail: AgreementDetail }) {
  const { state, side, terms, codeUntil, endedAt, endReason, settled } = agreement;
  return (
    <>
      {state === 'offered' && side === 'sender' && <Notice tone="warning">请先看下面约定的内容。点“确认并开始报送”之前，不会送出任何数据。</Notice>}
      {state === 'offered' && side === 'receiver' && codeUntil !== null && (
        <Notice tone="info">等对方使用配对码，{momentText(codeUntil)} 前有效。过期请结束这份约定，重新生成。</Notice>
      )}
      {state === 'ended' && endedAt !== null && (
        <Notice tone="info">{`${momentText(endedAt)} 结束：${endReason ?? ''}${settled === null ? '' : settled === 'kept' ? '。收到的记录留在本平台，没有再核对，台账的列表上有说明。' : '。收到的记录已从本平台移出。'}`}</Notice>
      )}
      <dl className={styles.terms}>
        {terms.registers.map(({ register }) => (
          <div key={register}>
            <dt>{names[register] ?? register}</dt>
            <dd>{(headings[register] ?? []).join('、')}</dd>
          </div>
        ))}
        {terms.plans.length > 0 && (
          <div>
            <dt>方案数字（只对照，不相加）</dt>
            <dd>{terms.plans.map((plan) => names[plan] ?? plan).join('、')}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
