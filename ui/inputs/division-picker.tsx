import { Modal } from 'antd';
import { useState } from 'react';
import { DivisionBrowser } from './division-browser.tsx';
import styles from './division-picker.module.css';

interface DivisionPickerProps {
  id?: string;
  /** code and name of the division chosen; null before any choice */
  value: { code: string; name: string } | null;
  onChange: (choice: { code: string; name: string; level: string }) => void;
  /** only this division and what lies below it can be chosen */
  within: { code: string; name: string };
  /** only divisions of these levels can be chosen; all by default */
  levels?: readonly string[];
  label: string;
  placeholder?: string;
}

/** Chooses a division: by name, names from above to below, pinyin initials or code; or step by step through the tree. */
export function DivisionPicker({ id, value, onChange, within, levels, label, placeholder = '选择区划' }: DivisionPickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        id={id}
        type="button"
        className={styles.trigger}
        aria-haspopup="dialog"
        aria-label={`${label}：${value?.name ?? placeholder}`}
        onClick={() => setOpen(true)}
      >
        {value?.name ?? placeholder}
        <span aria-hidden="true">▾</span>
      </button>
      <Modal open={open} title={label} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <DivisionBrowser
          within={within}
          levels={levels}
          onChoose={(choice) => {
            setOpen(false);
            onChange(choice);
          }}
        />
      </Modal>
    </>
  );
}
