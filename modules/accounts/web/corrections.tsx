import { useState } from 'react';
import { usePages } from '#ui/api/use-pages.ts';
import { LoadedItems } from '#ui/feedback/loaded-items.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Correction, CORRECTION_DAYS, correctionRoutes } from '../contract/correction.ts';
import { AnswerCorrection } from './answer-correction.tsx';
import { CorrectionCard } from './correction-card.tsx';

const STANDINGS = [
  { value: 'waiting', label: '待答复' },
  { value: 'ended', label: '已办结' },
];

/** What people ask to be corrected about themselves, what is due first on top, and the answers. */
export function CorrectionsScreen() {
  const [values, set] = useSearchState();
  const standing = values['standing'] === 'ended' ? 'ended' : 'waiting';
  const pages = usePages(correctionRoutes.listCorrections, { query: { standing } });
  const [answering, setAnswering] = useState<Correction | null>(null);
  return (
    <Page
      title="个人信息更正"
      lead={`居民发现平台上关于自己的信息不对，在手机上提出更正。请核对身份和记录，在台账或申请里改好，再在这里答复；最迟 ${CORRECTION_DAYS} 天，不更正的要写明理由。`}
    >
      <Panel
        title={`${standing === 'waiting' ? '待答复' : '已办结'}${pages.total === null ? '' : `（${pages.total} 件）`}`}
        flush
        actions={<Segments label="状态" options={STANDINGS} value={standing} onChange={(next) => set({ standing: next === 'waiting' ? undefined : next })} />}
      >
        <LoadedItems
          pages={pages}
          lines={6}
          empty={
            <EmptyState title={standing === 'waiting' ? '没有待答复的更正申请' : '还没有办结过更正申请'}>居民登录后，在“我的信息和授权”里可以提出。</EmptyState>
          }
        >
          {(items) => items.map((one) => <CorrectionCard key={one.id} correction={one} onAnswer={() => setAnswering(one)} />)}
        </LoadedItems>
      </Panel>
      {answering && <AnswerCorrection correction={answering} onClose={() => setAnswering(null)} />}
    </Page>
  );
}
