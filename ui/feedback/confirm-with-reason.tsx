import { Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { Field } from '../inputs/field.tsx';
import { ProblemNotice } from './notice.tsx';

interface ConfirmWithReasonProps {
  open: boolean;
  title: string;
  /** what will change, for how many */
  children?: ReactNode;
  /** the verb on the button */
  confirmText: string;
  reasonLabel?: string;
  danger?: boolean;
  /** @throws Problem, shown in the dialog; the reason typed stays */
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for a reason before something that is hard to take back. Closes by itself when done. */
export function ConfirmWithReason({ open, title, children, confirmText, reasonLabel = '理由', danger = false, onConfirm, onClose }: ConfirmWithReasonProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function confirm(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm(reason.trim());
      setReason('');
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  const buttons = { danger, disabled: reason.trim().length < 2, loading: busy };
  return (
    <Modal
      open={open}
      title={title}
      okText={confirmText}
      cancelText="取消"
      okButtonProps={buttons}
      onOk={() => void confirm()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div style={{ display: 'grid', gap: 12 }}>
        {children}
        <Field label={reasonLabel} htmlFor={id} hint="至少两个字，将写入记录" required>
          <Input.TextArea id={id} value={reason} rows={3} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Modal>
  );
}
