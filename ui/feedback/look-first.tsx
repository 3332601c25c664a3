import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import styles from './look-first.module.css';
import { ProblemNotice } from './notice.tsx';

export interface LookedAt {
  key: string;
  to: string;
  name: string;
  /** why it is shown */
  why: string;
  detail: string;
}

interface LookFirstProps {
  title: string;
  lead: string;
  items: readonly LookedAt[];
  /** the verb on the button that goes on all the same */
  goOnText: string;
  onGoOn: () => Promise<unknown>;
  onClose: () => void;
}

/** Before something is entered: what may be the same already, to open beside; going on is said expressly. */
export function LookFirst({ title, lead, items, goOnText, onGoOn, onClose }: LookFirstProps) {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  async function goOn(): Promise<void> {
    setBusy(true);
    setError(undefined);
    await onGoOn().catch(setError);
    setBusy(false);
  }
  const footer = (
    <div className={styles.buttons}>
      <Button onClick={onClose}>返回修改</Button>
      <Button type="primary" loading={isBusy} onClick={() => void goOn()}>
        {goOnText}
      </Button>
    </div>
  );
  return (
    <Modal open title={title} footer={footer} onCancel={onClose}>
      <p>{lead}</p>
      <ul className={styles.list}>
        {items.map(({ key, to, name, why, detail }) => (
          <li key={key}>
            <Link to={to} target="_blank">
              {name}
            </Link>
            <span>{why}</span>
            <small>{detail}</small>
          </li>
        ))}
      </ul>
      {error !== undefined && <ProblemNotice error={error} />}
    </Modal>
  );
}
