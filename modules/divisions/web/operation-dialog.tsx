import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { DivisionDetail } from '../contract/division.ts';
import { OPERATION_NAMES, type OperationKind } from '../contract/operations.ts';
import { divisionRoutes } from '../contract/routes.ts';
import { OperationEffectView } from './operation-effect.tsx';
import { OperationFields } from './operation-fields.tsx';
import { emptyDraft, operationOf } from './operation-draft.ts';

interface OperationDialogProps {
  kind: OperationKind;
  division: DivisionDetail;
  onClose: () => void;
}

/** Two steps: say what is to change, see what it touches; only then carry it out. */
export function OperationDialog({ kind, division, onClose }: OperationDialogProps) {
  const { today } = useViewer();
  const client = useQueryClient();
  const toasts = useToasts();
  const [draft, setDraft] = useState(() => emptyDraft(division, today));
  const [assigned, setAssigned] = useState<Record<string, number>>({});
  const body = operationOf(kind, division, draft, assigned);
  const preview = useMutation({ mutationFn: () => call(divisionRoutes.previewOperation, { body }) });
  const carryOut = useMutation({
    mutationFn: () => call(divisionRoutes.carryOutOperation, { body }),
    onSuccess: async () => {
      await client.invalidateQueries();
      toasts.done(`“${division.name}”已办理${OPERATION_NAMES[kind]}。`);
      onClose();
    },
  });
  const back = () => {
    preview.reset();
    carryOut.reset();
  };
  const error = preview.error ?? carryOut.error;
  const footer = preview.data
    ? [
        <Button key="back" onClick={back}>
          返回修改
        </Button>,
        <Button key="do" type="primary" danger loading={carryOut.isPending} onClick={() => carryOut.mutate()}>
          确认{OPERATION_NAMES[kind]}
        </Button>,
      ]
    : [
        <Button key="preview" type="primary" loading={preview.isPending} disabled={draft.reason.trim().length < 2} onClick={() => preview.mutate()}>
          先看影响
        </Button>,
      ];
  return (
    <Modal open title={`${OPERATION_NAMES[kind]}：${division.name}`} width={640} footer={footer} onCancel={onClose}>
      {error && <ProblemNotice error={error} />}
      {preview.data ? (
        <OperationEffectView effect={preview.data} />
      ) : (
        <OperationFields kind={kind} division={division} draft={draft} onChange={setDraft} assigned={assigned} onAssign={setAssigned} />
      )}
    </Modal>
  );
}
