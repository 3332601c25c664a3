import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { ProblemNotice } from './notice.tsx';

interface ConfirmProps {
  open: boolean;
  title: string;
  /** what will change */
  children: ReactNode;
  /** the verb on the button */
  confirmText: string;
  /** nothing to confirm yet */
  disabled?: boolean;
  /** @throws Problem, shown in the dialog */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that one cannot take back oneself and that needs no reason. Closes by itself when done. */
export function Confirm({ open, title, children, confirmText, disabled = false, onConfirm, onClose }: ConfirmProps) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function confirm(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open={open}
      title={title}
      okText={confirmText}
      cancelText="取消"
      okButtonProps={{ loading: busy, disabled }}
      onOk={() => void confirm()}
      onCancel={onClose}
      destroyOnHidden
    >
      {children}
      {error !== undefined && <ProblemNotice error={error} />}
    </Modal>
  );
}
