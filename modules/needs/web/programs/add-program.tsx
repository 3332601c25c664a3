import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { useViewer } from '#ui/viewer.ts';
import { type Program, PROGRAM_NAMES, type ProgramChannel } from '../../contract/program.ts';
import { programKeyRoutes } from '../../contract/program-routes.ts';
import { Captioned } from '../captioned.tsx';
import styles from '../need.module.css';

const CHANNELS = Object.entries(PROGRAM_NAMES).map(([value, label]) => ({ value, label }));

interface Typed {
  name: string;
  channel: ProgramChannel;
  division: string;
}

interface AddProgramProps {
  onClose: () => void;
  onDone: (made: { program: Program; secret: string }) => void;
}

/** A program, where it comes from, and the place whose needs it may pass on. */
export function AddProgram({ onClose, onDone }: AddProgramProps) {
  const viewer = useViewer();
  const [typed, setTyped] = useState<Typed>({
    name: '',
    channel: 'communityPortal',
    division: viewer.division ?? '',
  });
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  async function add(): Promise<void> {
    setBusy(true);
    setError(undefined);
    await call(programKeyRoutes.addProgram, { body: typed }).then(onDone, setError);
    setBusy(false);
  }
  return (
    <Modal
      open
      title="登记一个程序"
      okText="登记，得到密钥"
      cancelText="取消"
      okButtonProps={{ loading: isBusy, disabled: typed.name.trim().length < 2 || typed.division === '' }}
      onOk={() => void add()}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <Fields typed={typed} onType={setTyped} />
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Modal>
  );
}

function Fields({ typed, onType }: { typed: Typed; onType: (typed: Typed) => void }) {
  const id = useId();
  const viewer = useViewer();
  const chosen = useDivision(typed.division === '' ? null : typed.division);
  return (
    <>
      <Field label="名称" htmlFor={`${id}-name`} required hint="写明是哪里的哪个程序，如“卫东区社区家园网”。">
        <Input id={`${id}-name`} maxLength={40} value={typed.name} onChange={({ target }) => onType({ ...typed, name: target.value })} />
      </Field>
      <Field label="来源" htmlFor={`${id}-channel`}>
        <Choice
          id={`${id}-channel`}
          options={CHANNELS}
          value={typed.channel}
          onChange={(channel) => onType({ ...typed, channel: channel as ProgramChannel })}
        />
      </Field>
      {viewer.division !== null && (
        <Captioned text="可以转来哪里的需求">
          <DivisionPicker
            label="可以转来哪里的需求"
            value={chosen.data ?? null}
            within={{ code: viewer.division, name: viewer.divisionName }}
            onChange={({ code }) => onType({ ...typed, division: code })}
          />
        </Captioned>
      )}
    </>
  );
}
