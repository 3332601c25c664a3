import { Button, Modal } from 'antd';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import styles from './accounts.module.css';

interface InvitationLinkProps {
  invitation: { path: string; expiresAt: string; account: { displayName: string } };
  onClose: () => void;
}

/** The one-time link, shown once. */
export function InvitationLink({ invitation, onClose }: InvitationLinkProps) {
  const toasts = useToasts();
  const address = new URL(invitation.path, window.location.origin).href;
  async function copy(): Promise<void> {
    await navigator.clipboard
      .writeText(address)
      .then(() => toasts.done('链接已复制。'))
      .catch(() => toasts.done('浏览器不允许自动复制，请选中链接后手工复制。'));
  }
  return (
    <Modal open title="把一次性链接交给本人" onCancel={onClose} footer={<Button onClick={onClose}>我已交付</Button>}>
      <div className={styles.form}>
        <p>
          请把下面的链接交给 {invitation.account.displayName} 本人，由其设置密码。链接只显示这一次，{momentText(invitation.expiresAt)} 前有效。
        </p>
        <p className={styles.link}>{address}</p>
        <Button type="primary" onClick={() => void copy()}>
          复制链接
        </Button>
      </div>
    </Modal>
  );
}
