import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { Field } from '#ui/inputs/field.tsx';
import { safeAddress } from '../../contract/rich-text.ts';

/** Asks for the address that the selected words lead to. */
export function LinkTool({ onLink }: { onLink: (href: string) => void }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  function close(href?: string): void {
    setOpen(false);
    setTyped('');
    setProblem(undefined);
    if (href !== undefined) onLink(href);
  }
  function confirm(): void {
    const href = safeAddress(typed);
    if (href === undefined) setProblem('网址须以 http:// 或 https:// 开头，请从浏览器的地址栏复制。');
    else close(href);
  }
  return (
    <>
      <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => setOpen(true)}>
        链接
      </button>
      <Modal
        open={open}
        title="链接"
        onCancel={() => close()}
        destroyOnHidden
        footer={[
          <Button key="none" onClick={() => close('')}>
            去掉链接
          </Button>,
          <Button key="yes" type="primary" onClick={confirm}>
            加上链接
          </Button>,
        ]}
      >
        <Field label="网址" htmlFor={id} hint="先选中要加链接的文字；没有选中时，写上网址本身。" problem={problem}>
          <Input id={id} value={typed} placeholder="https://" onChange={(event) => setTyped(event.target.value)} onPressEnter={confirm} />
        </Field>
      </Modal>
    </>
  );
}
