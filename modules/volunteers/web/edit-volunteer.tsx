import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { volunteerRoutes } from '../contract/routes.ts';
import { type Volunteer, volunteerInputSchema } from '../contract/volunteer.ts';
import { problemsOf } from './volunteer-form.tsx';
import { VolunteerFields } from './volunteer-fields.tsx';

/** Corrects a record; masked numbers stay as they are unless somebody types new ones. */
export function EditVolunteer({ volunteer, onClose }: { volunteer: Volunteer; onClose: () => void }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [value, setValue] = useState(() => volunteerInputSchema.parse(volunteer));
  const [error, setError] = useState<unknown>();
  async function save(): Promise<void> {
    setError(undefined);
    try {
      const { id, version, division } = volunteer;
      await call(volunteerRoutes.editVolunteer, { params: { id }, body: { ...value, division, version } });
    } catch (problem) {
      setError(problem);
      throw problem;
    }
    await refresh(client, volunteerRoutes.getVolunteer, volunteerRoutes.listVolunteers);
    toasts.done('已保存。');
  }
  return (
    <Confirm open title={`修改${volunteer.name}的登记信息`} confirmText="保存" onConfirm={save} onClose={onClose}>
      <VolunteerFields value={value} onChange={setValue} problems={problemsOf(error)} />
    </Confirm>
  );
}
