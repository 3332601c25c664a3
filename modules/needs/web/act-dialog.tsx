import { Modal } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import type { Ability, Need } from '../contract/need.ts';
import { FIELDS_OF, FOLLOWS } from './act-fields.ts';
import { ActInputs } from './act-inputs.tsx';
import styles from './need.module.css';
import { type TypedAct, useAct } from './use-act.ts';

interface ActDialogProps {
  need: Need;
  ability: Ability;
  onClose: () => void;
  onGone: () => void;
}

/** Says what an act will do and asks for what it needs. A refusal stays in the window with everything typed. */
export function ActDialog({ need, ability, onClose, onGone }: ActDialogProps) {
  const [input, setInput] = useState<TypedAct>({});
  const { act, busy, error } = useAct(need, onGone);
  const fields = FIELDS_OF[ability.action] ?? [];
  return (
    <Modal
      open
      title={`${ability.label}：${need.title}`}
      okText={ability.label}
      cancelText="取消"
      okButtonProps={{ loading: busy !== null, danger: ability.action === 'close', autoFocus: fields.length === 0 }}
      onOk={() => void act(ability.action, input).then((isDone) => isDone && onClose())}
      onCancel={onClose}
      width={560}
    >
      <div className={styles.dialog}>
        {FOLLOWS[ability.action] !== undefined && <p>{FOLLOWS[ability.action]}</p>}
        <ActInputs need={need} label={ability.action === 'answer' ? '答复' : '理由'} fields={fields} input={input} onChange={setInput} />
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Modal>
  );
}
