import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { keyOfCall, refresh } from '#ui/api/use-call.ts';
import type { ActionInput, Application, DraftInput } from '../contract/application.ts';
import { filingRoutes } from '../contract/routes.ts';
import type { ActionId } from '../contract/workflow.ts';

export interface Act {
  /** takes one step; on a refusal everything typed stays, and a changed case is read again so that a second try can succeed */
  act: (action: ActionId, input?: ActionInput, draft?: DraftInput) => Promise<Application>;
  busy: ActionId | null;
}

/** One step of an application, with every list that shows it brought up to date. */
export function useAct(application: Pick<Application, 'id' | 'version'>): Act {
  const client = useQueryClient();
  const [busy, setBusy] = useState<ActionId | null>(null);
  async function act(action: ActionId, input: ActionInput = {}, draft?: DraftInput): Promise<Application> {
    const params = { id: application.id };
    setBusy(action);
    try {
      const body = { version: application.version, action, input, ...(draft && { draft }) };
      const next = await call(filingRoutes.act, { params, body });
      client.setQueryData(keyOfCall(filingRoutes.get, { params }), next);
      void refresh(client, filingRoutes.list, filingRoutes.statistics, filingRoutes.timeline);
      return next;
    } catch (error) {
      if (error instanceof Problem && error.status === 409) await refresh(client, filingRoutes.get, filingRoutes.list);
      throw error;
    } finally {
      setBusy(null);
    }
  }
  return { act, busy };
}
