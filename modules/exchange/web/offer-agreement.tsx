import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Notice, ProblemNotice } from '#ui/feedback/notice.tsx';
import { Checks } from '#ui/inputs/checks.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { Choices } from '../contract/agreement.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import { CodeOnce } from './code-once.tsx';
import styles from './exchange.module.css';
import { PersonalColumns } from './personal-columns.tsx';

/** The receiver's first step: who sends what of which place. */
export function OfferAgreement({ choices, onClose }: { choices: Choices; onClose: () => void }) {
  const id = useId();
  const viewer = useViewer();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [partner, setPartner] = useState('');
  const [place, setPlace] = useState<{ code: string; name: string } | null>(null);
  const [registers, setRegisters] = useState<string[]>([]);
  const [plans, setPlans] = useState<string[]>([]);
  const [personal, setPersonal] = useState<string[]>([]);
  const chosen = choices.registers.filter(({ register }) => registers.includes(register));
  const offer = useMutation({
    mutationFn: () =>
      call(exchangeRoutes.offer, { body: { name, partner, division: place?.code ?? '', terms: { registers: agreedColumns(chosen, personal), plans } } }),
    onSuccess: () => refresh(client, exchangeRoutes.list),
  });
  if (offer.data) return <CodeOnce code={offer.data.code} onClose={onClose} />;
  const isReady = name.trim().length > 1 && partner.trim().length > 1 && place !== null && registers.length + plans.length > 0;
  return (
    <Modal
      open
      width={720}
      title="约定由下级平台报送"
      okText="生成配对码"
      cancelText="取消"
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={offer.isPending}
      onOk={() => offer.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {offer.error && <ProblemNotice error={offer.error} />}
        <Field label="本平台叫什么" htmlFor={`${id}-name`} hint="对方会看到这个名称。" required>
          <Input id={`${id}-name`} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="由谁报送" htmlFor={`${id}-partner`} hint="例如“新华区民政局平台”。" required>
          <Input id={`${id}-partner`} value={partner} maxLength={200} onChange={(event) => setPartner(event.target.value)} />
        </Field>
        <Field label="报送哪个地方的数据" htmlFor={`${id}-place`} required>
          <DivisionPicker
            id={`${id}-place`}
            label="报送哪个地方的数据"
            value={place}
            within={{ code: viewer.division ?? '', name: viewer.divisionName }}
            levels={['province', 'city', 'county', 'township', 'community']}
            onChange={setPlace}
          />
        </Field>
        <Checks legend="台账" options={choices.registers.map((one) => ({ value: one.register, label: one.name }))} value={registers} onChange={setRegisters} />
        <PersonalColumns registers={chosen} value={personal} onChange={setPersonal} />
        <Checks
          legend="方案数字"
          hint="只用来与本平台统计的数字对照，不会加进来。"
          options={choices.plans.map((one) => ({ value: one.id, label: one.name }))}
          value={plans}
          onChange={setPlans}
        />
        <Notice tone="warning">生成配对码之后，这个地方的这些台账只能由对方录入，本平台不能再录入或修改，以免重复统计。证件号和电话从不报送。</Notice>
      </div>
    </Modal>
  );
}

/** All general columns; personal ones where they must be or were ticked. */
function agreedColumns(registers: Choices['registers'], personal: readonly string[]): { register: string; columns: string[] }[] {
  return registers.map(({ register, columns }) => ({
    register,
    columns: columns.filter((one) => !one.isPersonal || one.isRequired || personal.includes(`${register}/${one.field}`)).map(({ field }) => field),
  }));
}
