import { Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { FileThumbs } from '#ui/files/file-thumbs.tsx';
import { FileViewer } from '#ui/files/file-viewer.tsx';
import type { Objection } from '../../contract/objection.ts';
import { objectionRoutes } from '../../contract/routes.ts';
import styles from './documents.module.css';
import { PublicNoticeLink } from './public-notice-link.tsx';

/** One objection: to what, by whom (masked), what it says, and what was answered. */
export function ObjectionCard({ objection, onAnswer }: { objection: Objection; onAnswer: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const [viewed, setViewed] = useState<string>();
  const [shown, setShown] = useState<{ name: string; phone: string } | null>(null);
  const { id, noticeId, subjectName, kindName, organ, content, files, receivedOn, objectionsUntil } = objection;
  const { outcomeName, answer, answeredOn, answeredBy, mayAnswer } = objection;
  const { name, phone } = shown ?? objection;
  const labelled = files.map((file) => ({ ...file, label: '异议附件' }));
  async function reveal(reason: string): Promise<void> {
    setShown(await call(objectionRoutes.revealObjector, { params: { id }, body: { reason } }));
  }
  return (
    <article className={styles.objection} aria-label={`对“${subjectName}”的异议`}>
      <div className={styles.name}>
        <strong>{subjectName}</strong>
        <PublicNoticeLink id={noticeId}>{kindName}</PublicNoticeLink>
        <span className={styles.whose}>{organ}</span>
        <span className={styles.whose}>{dayInWords(receivedOn)}收到</span>
        {objectionsUntil !== null && <span className={styles.whose}>异议期至 {dayInWords(objectionsUntil)}</span>}
      </div>
      <p>{content}</p>
      <FileThumbs label="异议" files={files} onOpen={(file) => setViewed(file.id)} />
      {viewed !== undefined && <FileViewer files={labelled} chosen={viewed} onChoose={setViewed} onClose={() => setViewed(undefined)} />}
      <div className={styles.actions}>
        <span className={styles.whose}>
          {name}　{phone}
        </span>
        {mayAnswer && !shown && (
          <Button size="small" onClick={() => setAsking(true)}>
            查看姓名和电话
          </Button>
        )}
        {mayAnswer && (
          <Button size="small" type="primary" onClick={onAnswer}>
            答复
          </Button>
        )}
        {outcomeName === null && !mayAnswer && <span className={styles.whose}>由{organ}答复</span>}
      </div>
      {outcomeName !== null && (
        <p className={styles.answer}>
          <strong>{outcomeName}</strong>（{answeredOn === null ? '' : dayInWords(answeredOn)}，{answeredBy}）：{answer}
        </p>
      )}
      <ConfirmWithReason open={isAsking} title="查看提出异议的人的姓名和电话" confirmText="查看" onConfirm={reveal} onClose={() => setAsking(false)}>
        只用于核实情况；查看的人、时间和理由记入审计。
      </ConfirmWithReason>
    </article>
  );
}
