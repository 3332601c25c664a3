import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import type { Choices } from '../contract/agreement.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import { CodeOnce } from './code-once.tsx';
import styles from './exchange.module.css';
import { OfferFields, type OfferDraft } from './offer-fields.tsx';

const EMPTY: OfferDraft = { name: '', partner: '', place: null, registers: [], plans: [], personal: [] };

/** The receiver's first step: who sends what of which place. */
export function OfferAgreement({ choices, onClose }: { choices: Choices; onClose: () => void }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const { name, partner, place, registers, plans } = draft;
  const offer = useMutation({
    mutationFn: () =>
      call(exchangeRoutes.offer, { body: { name, partner, division: place?.code ?? '', terms: { registers: agreedColumns(choices, draft), plans } } }),
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
        <OfferFields choices={choices} draft={draft} onChange={setDraft} />
        {/* beside the button that was pressed: the form is longer than a screen */}
        {offer.error && <ProblemNotice error={offer.error} />}
      </div>
    </Modal>
  );
}

/** All general columns; personal ones where they must be or were ticked. */
function agreedColumns(choices: Choices, { registers, personal }: OfferDraft): { register: string; columns: string[] }[] {
  return choices.registers
    .filter(({ register }) => registers.includes(register))
    .map(({ register, columns }) => ({
      register,
      columns: columns.filter((one) => !one.isPersonal || one.isRequired || personal.includes(`${register}/${one.field}`)).map(({ field }) => field),
    }));
}
