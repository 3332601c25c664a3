import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';
import { clockText } from './span-text.ts';

const EVERY_MS = 15_000;

/** The code for checking in, shown on a screen at the door. */
export function DoorCodePanel({ id }: { id: string }) {
  const mayWork = useCan('activity.work');
  const [isShown, setShown] = useState(false);
  const query = useCall(occasionRoutes.doorCode, { params: { id } }, { enabled: isShown, every: EVERY_MS, keep: true });
  if (!mayWork) return null;
  return (
    <Panel title="现场签到码" actions={<Button onClick={() => setShown(!isShown)}>{isShown ? '收起' : '出示'}</Button>}>
      {query.error && <ProblemNotice error={query.error} retry={query.refetch} />}
      {isShown && query.data ? (
        <>
          <p className={styles.code}>{query.data.code}</p>
          <p className={styles.soft}>{clockText(query.data.validUntil)} 换新的，这里自己更新。报了名的人在手机“我的活动”里填写这 6 位数字。</p>
        </>
      ) : (
        <p className={styles.soft}>在现场的屏幕上出示，报了名的人自己签到；没有手机的，在下面的名单上签到。</p>
      )}
    </Panel>
  );
}
