/** A process of its own: looks into one file and says what is kept of it. Ended by whoever started it. */
import { Refusal } from '#shared/errors.ts';
import { judgeContent } from './judge-content.ts';
import type { JudgeTask, Verdict } from './judge-file.ts';

process.once('message', (task: JudgeTask) => {
  void judgeContent(task).then(
    (judged) => answer({ judged }),
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      const { code, status, details, message } = error;
      answer({ refusal: { code, status, details, text: message } });
    },
  );
});
process.once('disconnect', () => process.exit());

function answer(verdict: Verdict): void {
  process.send?.(verdict);
}
