import { Button } from 'antd';
import { saveFile } from '#ui/api/call.ts';
import styles from './accounts.module.css';

/** Ten codes, shown this once: to print, to save, or to write down. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = `沃土恢复码（每个只能用一次，请妥善保管）\r\n\r\n${codes.join('\r\n')}\r\n`;
  return (
    <section className={styles.kept} aria-label="恢复码">
      <p>
        <strong>请保存这 10 个恢复码，它们只显示这一次。</strong>手机丢失时，用一个恢复码代替验证码登录；每个只能用一次。请打印或抄下来，不要存在同一部手机里。
      </p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.filters}>
        <Button onClick={() => saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), '沃土恢复码.txt')}>下载</Button>
        <Button type="primary" onClick={onKept}>
          我已保存
        </Button>
      </div>
    </section>
  );
}
