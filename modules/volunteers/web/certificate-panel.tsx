import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { addressOf, call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { Certificate } from '../contract/certificate.ts';
import { certificateRoutes } from '../contract/routes.ts';
import type { Volunteer } from '../contract/volunteer.ts';
import { durationText } from './duration.ts';
import styles from './volunteers.module.css';

/** Certificates of one volunteer; revoked ones stay with their number and reason. */
export function CertificatePanel({ volunteer }: { volunteer: Volunteer }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const pages = usePages(certificateRoutes.listCertificates, { query: { volunteer: volunteer.id } });
  const [isIssuing, setIssuing] = useState(false);
  const [revoked, setRevoked] = useState<Certificate | null>(null);
  async function revoke(reason: string): Promise<void> {
    await call(certificateRoutes.revokeCertificate, { params: { id: revoked?.id ?? '' }, body: { reason } });
    await refresh(client, certificateRoutes.listCertificates);
    toasts.done('已撤销，核验时显示无效。');
  }
  return (
    <Panel title="志愿服务证明" actions={volunteer.mayKeep ? <Button onClick={() => setIssuing(true)}>出具证明</Button> : undefined}>
      {pages.items?.length === 0 && <p className={styles.faint}>还没有出具过。按已确认的时长出具，免费，有编号和核验码。</p>}
      <ul className={styles.list}>
        {pages.items?.map((one) => (
          <li key={one.id}>
            <strong>{one.number}</strong> {dayInWords(one.fromOn)}至{dayInWords(one.toOn)}，{one.services} 次，{durationText(one.minutes)}{' '}
            {one.revokedOn === null ? (
              <span className={styles.row}>
                <a href={addressOf(certificateRoutes.certificateFile, { params: { id: one.id }, query: { format: 'docx' } })}>Word</a>
                <a href={addressOf(certificateRoutes.certificateFile, { params: { id: one.id }, query: { format: 'pdf' } })}>PDF</a>
                {volunteer.mayKeep && (
                  <Button size="small" danger onClick={() => setRevoked(one)}>
                    撤销
                  </Button>
                )}
              </span>
            ) : (
              <span className={styles.faint}>
                {dayInWords(one.revokedOn)}撤销：{one.revokeReason}
              </span>
            )}
          </li>
        ))}
      </ul>
      {isIssuing && <IssueDialog volunteer={volunteer} onClose={() => setIssuing(false)} />}
      <ConfirmWithReason
        open={revoked !== null}
        title={`撤销 ${revoked?.number ?? ''}`}
        confirmText="撤销"
        danger
        onConfirm={revoke}
        onClose={() => setRevoked(null)}
      >
        编号和理由保留在登记册里，不再使用。
      </ConfirmWithReason>
    </Panel>
  );
}

function IssueDialog({ volunteer, onClose }: { volunteer: Volunteer; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const { today } = useViewer();
  const [fromOn, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [toOn, setTo] = useState(today);
  async function issue(): Promise<void> {
    const made = await call(certificateRoutes.issueCertificate, { body: { volunteerId: volunteer.id, fromOn, toOn } });
    await refresh(client, certificateRoutes.listCertificates);
    toasts.done(`已出具 ${made.number}。`);
  }
  return (
    <Confirm open title={`给${volunteer.name}出具志愿服务证明`} confirmText="出具" onConfirm={issue} onClose={onClose}>
      <div className={styles.form}>
        <Field label="从哪天" htmlFor={`${id}-from`}>
          <DayPicker id={`${id}-from`} value={fromOn} latest={today} onChange={(day) => day !== null && setFrom(day)} />
        </Field>
        <Field label="到哪天" htmlFor={`${id}-to`}>
          <DayPicker id={`${id}-to`} value={toOn} latest={today} onChange={(day) => day !== null && setTo(day)} />
        </Field>
      </div>
    </Confirm>
  );
}
