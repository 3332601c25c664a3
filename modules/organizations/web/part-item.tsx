import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { clauseText } from '../contract/clause-text.ts';
import { partRoutes } from '../contract/part-routes.ts';
import type { Part, PartRecord } from '../contract/parts.ts';
import { organizationRoutes } from '../contract/routes.ts';
import { DocumentFiles } from './document-files.tsx';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';
import { PartForm } from './part-form.tsx';

interface PartItemProps {
  organization: ShownOrganization;
  part: Part;
  item: PartRecord;
}

const NUMBERS = ['idNumber', 'phone'];

/** One record of a part: what it says, whether it may be so, and what may be done with it. */
export function PartItem({ organization, part, item }: PartItemProps) {
  const [revealed, setRevealed] = useState<Record<string, string>>({});
  const long = item.texts.filter(({ field }) => field === 'content');
  return (
    <li data-current={item.isCurrent}>
      <div className={styles.itemHead}>
        <strong>{item.title}</strong>
        {!item.isCurrent && <small>已结束</small>}
        <ItemActions organization={organization} part={part} item={item} onReveal={setRevealed} />
      </div>
      <dl className={styles.values}>
        {item.texts
          .filter((text) => !long.includes(text))
          .map(({ field, heading, text }) => (
            <div key={field}>
              <dt>{heading}</dt>
              <dd className="figures">{revealed[field] ?? text}</dd>
            </div>
          ))}
      </dl>
      {long.map(({ field, heading, text }) => (
        <details key={field}>
          <summary>{heading}</summary>
          <p className={styles.prose}>{text}</p>
        </details>
      ))}
      {part.part === 'documents' && <DocumentFiles organization={organization} part={part} item={item} />}
      <Judgements item={item} />
    </li>
  );
}

const MARKS = { met: 'met', unmet: 'missed', unknown: 'atRisk' } as const;
const WORDS = { met: '符合', unmet: '不符合', unknown: '未核对' } as const;

/** Conditions with their clauses; what a charter lacks; who shares the address. */
function Judgements({ item: { eligibility, gaps, sharedWith } }: { item: PartRecord }) {
  const unsaid = gaps.filter(({ isDemanded }) => !isDemanded);
  if (eligibility.length + gaps.length + sharedWith.length === 0) return null;
  return (
    <ul className={styles.judgements}>
      {eligibility.map(({ label, clause, state, advice }) => (
        <li key={label}>
          <StatusMark status={MARKS[state]} word={WORDS[state]} />
          <span>
            {label}（{clauseText(clause)}）{state === 'unmet' && `：${advice}`}
          </span>
        </li>
      ))}
      {gaps
        .filter(({ isDemanded }) => isDemanded)
        .map(({ title, clause }) => (
          <li key={title}>
            <StatusMark status="missed" word="必须补写" />
            <span>
              {title}（{clauseText(clause)}）
            </span>
          </li>
        ))}
      {unsaid.length > 0 && (
        <li>
          <StatusMark status="atRisk" word="没有写明" />
          <span>{unsaid.map(({ title }) => title).join('、')}</span>
        </li>
      )}
      {sharedWith.length > 0 && (
        <li>
          <StatusMark status="shown" word="一址多用" />
          <span>
            同一地址还有{' '}
            {sharedWith.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && '、'}
                <Link to="/organizations/$id" params={{ id }}>
                  {name}
                </Link>
              </span>
            ))}
          </span>
        </li>
      )}
    </ul>
  );
}

function ItemActions({ organization, part, item, onReveal }: PartItemProps & { onReveal: (values: Record<string, string>) => void }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [dialog, setDialog] = useState<'edit' | 'remove' | 'reveal' | null>(null);
  const params = { id: organization.id, part: part.part, record: item.id };
  const hasNumbers = NUMBERS.some((field) => typeof item.values[field] === 'string');
  const close = () => setDialog(null);
  async function remove(reason: string): Promise<void> {
    await call(partRoutes.removePart, { params, body: { version: item.version, reason } });
    await refresh(client, partRoutes.part, organizationRoutes.happenings);
    toasts.done('已删除。修改记录仍然保留。');
  }
  async function reveal(reason: string): Promise<void> {
    onReveal((await call(partRoutes.revealPart, { params, body: { reason } })).values);
  }
  return (
    <span className={styles.buttons}>
      {part.abilities.reveal && hasNumbers && (
        <Button size="small" onClick={() => setDialog('reveal')}>
          查看完整号码
        </Button>
      )}
      {part.abilities.edit && (
        <>
          <Button size="small" onClick={() => setDialog('edit')}>
            修改
          </Button>
          <Button size="small" danger onClick={() => setDialog('remove')}>
            删除
          </Button>
        </>
      )}
      {dialog === 'edit' && <PartForm organization={organization} part={part} item={item} onClose={close} />}
      {dialog === 'remove' && (
        <ConfirmWithReason open danger title={`删除“${item.title}”`} confirmText="删除" onConfirm={remove} onClose={close}>
          <p>只用于删除录错的。已经结束的，请改为填写结束日期。</p>
        </ConfirmWithReason>
      )}
      {dialog === 'reveal' && (
        <ConfirmWithReason open title="查看完整的证件号和电话" confirmText="查看" onConfirm={reveal} onClose={close}>
          <p>您的姓名、时间和理由会记录在案，本人和审计管理员可以查到。只在办理业务需要时查看。</p>
        </ConfirmWithReason>
      )}
    </span>
  );
}
