import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import styles from './exchange.module.css';

/** The sender's first step. Nothing goes out yet. */
export function JoinAgreement({ onClose }: { onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const navigate = useNavigate();
  const viewer = useViewer();
  const [address, setAddress] = useState('https://');
  const [code, setCode] = useState('');
  const [name, setName] = useState(viewer.divisionName === '全国' ? '' : `${viewer.divisionName}平台`);
  const join = useMutation({
    mutationFn: () => call(exchangeRoutes.join, { body: { address: address.trim(), code, name: name.trim() } }),
    onSuccess: async (made) => {
      await refresh(client, exchangeRoutes.list);
      await navigate({ to: '/exchange/$id', params: { id: String(made.id) } });
    },
  });
  return (
    <Modal
      open
      title="使用上级平台的配对码"
      okText="取得约定的内容"
      cancelText="取消"
      okButtonProps={{ disabled: !isAddress(address.trim()) || code.trim() === '' || name.trim().length < 2 }}
      confirmLoading={join.isPending}
      onOk={() => join.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {join.error && <ProblemNotice error={join.error} />}
        <Field
          label="上级平台的网址"
          htmlFor={`${id}-address`}
          hint="以 https:// 或 http:// 开头。内网地址或非 443 端口要先由运维人员登记在 WOTU_OUTGOING_ALLOW 里。请尽量使用 https：用 http 时途中能看到内容。"
          required
        >
          <Input id={`${id}-address`} value={address} maxLength={200} onChange={(event) => setAddress(event.target.value)} />
        </Field>
        <Field label="配对码" htmlFor={`${id}-code`} hint="只能用一次，72 小时内有效。" required>
          <Input id={`${id}-code`} value={code} maxLength={120} autoComplete="off" onChange={(event) => setCode(event.target.value)} />
        </Field>
        <Field label="本平台叫什么" htmlFor={`${id}-name`} hint="上级平台会记下这个名称。" required>
          <Input id={`${id}-name`} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}

/** As the server takes it; what the browser's own parser cannot read is none. */
function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text);
}
