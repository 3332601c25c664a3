import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { ProblemNotice } from '#ui/feedback/notice.tsx';

interface CodeDialogProps {
  title: string;
  explanation: string;
  confirmText: string;
  /** @throws Problem, shown in the dialog */
  onConfirm: (code: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for a code of the authenticator before the factor itself changes. */
export function CodeDialog({ title, explanation, confirmText, onConfirm, onClose }: CodeDialogProps) {
  const id = useId();
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function confirm(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm(code);
      onClose();
    } catch (problem) {
      setError(problem);
      setCode('');
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={confirmText}
      cancelText="取消"
      okButtonProps={{ disabled: code.trim().length < 6, loading: busy }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <p>{explanation}</p>
        <label htmlFor={id}>身份验证器现在显示的验证码，或一个恢复码</label>
        <Input id={id} value={code} maxLength={20} autoComplete="one-time-code" spellCheck={false} onChange={(event) => setCode(event.target.value)} />
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Modal>
  );
}
