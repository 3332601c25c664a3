import { Button, Modal } from 'antd';
import { useState } from 'react';
import { momentText } from '#ui/figures/dates.ts';
import type { PlanAnswer } from './plan-page.tsx';

/** Which version is in force and what changed before. */
export function VersionList({ answer }: { answer: PlanAnswer }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>第 {answer.version} 版 · 修改记录</Button>
      <Modal open={open} title="方案修改记录" footer={null} onCancel={() => setOpen(false)}>
        <ol style={{ display: 'grid', gap: 12 }}>
          {answer.versions.map((version) => (
            <li key={version.version}>
              <b>
                第 {version.version} 版{version.inForce ? '（现行）' : ''}
              </b>
              <br />
              {version.reason}
              <br />
              <small>
                {version.createdBy}，{momentText(version.createdAt)}
              </small>
            </li>
          ))}
        </ol>
      </Modal>
    </>
  );
}
