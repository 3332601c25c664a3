import { Button, Modal } from 'antd';
import { useToasts } from '#ui/feedback/toast.tsx';
import styles from './exchange.module.css';

/** The one-time code, shown once. */
export function CodeOnce({ code, onClose }: { code: string; onClose: () => void }) {
  const toasts = useToasts();
  async function copy(): Promise<void> {
    await navigator.clipboard
      .writeText(code)
      .then(() => toasts.done('配对码已复制。'))
      .catch(() => toasts.done('浏览器不允许自动复制，请选中配对码后手工复制。'));
  }
  return (
    <Modal open title="把配对码交给对方的系统管理员" onCancel={onClose} footer={<Button onClick={onClose}>我已交付</Button>}>
      <div className={styles.form}>
        <p>请当面或用可靠的方式交给对方，由其在“平台之间的报送”里点“使用配对码”。配对码只显示这一次，72 小时内有效，只能用一次。</p>
        <p className={styles.code}>{code}</p>
        <Button type="primary" onClick={() => void copy()}>
          复制配对码
        </Button>
      </div>
    </Modal>
  );
}
