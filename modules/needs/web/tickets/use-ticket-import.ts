import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, download } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { needRoutes } from '../../contract/routes.ts';
import type { TicketOutcome } from '../../contract/ticket.ts';

export interface TicketWork {
  step: 'choose' | 'busy' | 'checked' | 'written' | 'failed';
  file: File | null;
  outcome: TicketOutcome | null;
  error: unknown;
  check(file: File): void;
  write(options: { skipInvalid: boolean; joinAlike: boolean }): void;
  fetchChecked(): Promise<void>;
  restart(): void;
}

type State = Pick<TicketWork, 'step' | 'file' | 'outcome' | 'error'>;
const START: State = { step: 'choose', file: null, outcome: null, error: undefined };

/** One file of tickets: tried first, then written. It stays in the browser in between. */
export function useTicketImport(): TicketWork {
  const client = useQueryClient();
  const toasts = useToasts();
  const [state, setState] = useState<State>(START);
  async function run(file: File, after: 'checked' | 'written', query: { dryRun: string; skipInvalid: string; joinAlike: string }): Promise<void> {
    setState({ ...START, step: 'busy', file });
    try {
      const outcome = await call(needRoutes.importTickets, { query, file });
      setState({ step: after, file, outcome, error: undefined });
      if (after === 'written') await refresh(client, needRoutes.list, needRoutes.counts, needRoutes.ticketImports);
    } catch (error) {
      setState({ step: 'failed', file, outcome: null, error });
    }
  }
  return {
    ...state,
    check: (file) => void run(file, 'checked', { dryRun: 'true', skipInvalid: 'false', joinAlike: 'false' }),
    write: ({ skipInvalid, joinAlike }) => {
      if (state.file) void run(state.file, 'written', { dryRun: 'false', skipInvalid: String(skipInvalid), joinAlike: String(joinAlike) });
    },
    fetchChecked: async () => {
      if (state.file) await download(needRoutes.checkedTickets, { file: state.file }).catch(toasts.failed);
    },
    restart: () => setState(START),
  };
}
