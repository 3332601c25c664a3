import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, download } from '#ui/api/call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { evidenceRoutes } from '../../contract/routes.ts';
import type { ImportOutcome } from '../../contract/workbook.ts';

export interface ImportWork {
  step: 'choose' | 'checking' | 'checked' | 'writing' | 'written' | 'failed';
  file: File | null;
  /** of the check, or of the writing */
  outcome: ImportOutcome | null;
  error: unknown;
  check(file: File): void;
  /** @param skipInvalid writes the rows without findings only */
  write(skipInvalid: boolean): void;
  /** the same workbook with a column of findings */
  fetchChecked(): Promise<void>;
  restart(): void;
}

interface State {
  step: ImportWork['step'];
  file: File | null;
  outcome: ImportOutcome | null;
  error: unknown;
}

const START: State = { step: 'choose', file: null, outcome: null, error: undefined };

/** The steps of one import. The file stays in the browser between check and writing. */
export function useImport(): ImportWork {
  const client = useQueryClient();
  const toasts = useToasts();
  const [state, setState] = useState<State>(START);
  async function run(file: File, step: 'checking' | 'writing', query: { dryRun: string; skipInvalid: string }): Promise<void> {
    setState({ step, file, outcome: null, error: undefined });
    try {
      const outcome = await call(evidenceRoutes.importWorkbook, { query, file });
      setState({ step: step === 'checking' ? 'checked' : 'written', file, outcome, error: undefined });
      if (step === 'writing') await client.invalidateQueries();
    } catch (error) {
      setState({ step: 'failed', file, outcome: null, error });
    }
  }
  return {
    ...state,
    check: (file) => void run(file, 'checking', { dryRun: 'true', skipInvalid: 'false' }),
    write: (skipInvalid) => {
      if (state.file) void run(state.file, 'writing', { dryRun: 'false', skipInvalid: String(skipInvalid) });
    },
    fetchChecked: async () => {
      if (state.file) await download(evidenceRoutes.checkedWorkbook, { file: state.file }).catch(toasts.failed);
    },
    restart: () => setState(START),
  };
}
