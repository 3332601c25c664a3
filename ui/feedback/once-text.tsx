import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import styles from './once-text.module.css';
import { useToasts } from './toast.tsx';

interface OnceTextProps {
  title: string;
  /** what it is called: `配对码` */
  name: string;
  text: string;
  /** whom to give it, and until when it serves */
  children: ReactNode;
  onClose: () => void;
}

/** A code, link or key that is shown this once, to be handed over. */
export function OnceText({ title, name, text, children, onClose }: OnceTextProps) {
  const toasts = useToasts();
  async function copy(): Promise<void> {
    await navigator.clipboard
      .writeText(text)
      .then(() => toasts.done(`${name}已复制。`))
      .catch(() => toasts.done(`浏览器不允许自动复制，请选中${name}后手工复制。`));
  }
  return (
    <Modal open title={title} onCancel={onClose} mask={{ closable: false }} footer={<Button onClick={onClose}>我已交付</Button>}>
      <div className={styles.stack}>
        <p>{children}</p>
        <p className={styles.text}>{text}</p>
        <Button type="primary" onClick={() => void copy()}>
          复制{name}
        </Button>
      </div>
    </Modal>
  );
}
