import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { keyOfCall, refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Need, needActSchema } from '../contract/need.ts';
import { needRoutes } from '../contract/routes.ts';
import { ACTIONS, type ActionId } from '../contract/workflow.ts';

/** As it is sent: ids are texts. */
export type TypedAct = z.input<typeof needActSchema>;

/** One act on a need, with every list that shows it brought up to date. What was typed stays on a refusal; a changed need is read again. */
export function useAct(need: Pick<Need, 'id' | 'version' | 'title'>, onGone: () => void) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [busy, setBusy] = useState<ActionId | null>(null);
  const [error, setError] = useState<unknown>();
  /** @returns whether it was done */
  async function act(action: ActionId, input: TypedAct = {}): Promise<boolean> {
    const params = { id: need.id };
    setBusy(action);
    setError(undefined);
    try {
      const { need: after } = await call(needRoutes.act, { params, body: { version: need.version, action, input } });
      if (after) client.setQueryData(keyOfCall(needRoutes.get, { params }), after);
      void refresh(client, needRoutes.list, needRoutes.counts, needRoutes.matches, needRoutes.similar);
      toasts.done(`${need.title}：已${ACTIONS[action]}。`);
      if (!after) onGone();
      return true;
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 409) await refresh(client, needRoutes.get, needRoutes.list);
      setError(problem);
      return false;
    } finally {
      setBusy(null);
    }
  }
  return { act, busy, error };
}
