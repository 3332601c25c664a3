import { useEffect, useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { Notice } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { evidenceRoutes } from '../../contract/routes.ts';
import { progressInWords } from './progress-in-words.ts';

const SECOND = 1000;
const WORKS = { check: '检查', import: '导入', export: '导出' };

/** Says what is being done, where it is and how long it will take; leaving the page does not undo it. */
export function WorkOfFile({ file, text }: { file: File | null; text: string }) {
  const [seconds, setSeconds] = useState(0);
  const { data } = useCall(evidenceRoutes.workUnderWay, {}, { every: SECOND });
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), SECOND);
    return () => clearInterval(timer);
  }, []);
  const size = file ? `（${formatNumber(Math.ceil(file.size / 1024))} KB）` : '';
  const current = data?.works.find((entry) => entry.fileName === file?.name);
  return (
    <Notice tone="info">
      {text}
      {size}……已用 {seconds} 秒{current ? `，${progressInWords(current)}` : ''}。可以离开本页，回来时在这里看得到。
    </Notice>
  );
}

/** What goes on although its page was left is found again here. @param besides the file that the page speaks of itself */
export function WorkStillRunning({ besides }: { besides?: string | undefined }) {
  const { data } = useCall(evidenceRoutes.workUnderWay, {}, { every: 2 * SECOND });
  return data?.works
    .filter(({ fileName, work }) => work === 'export' || fileName !== besides)
    .map((entry) => (
      <Notice key={`${entry.startedAt}-${entry.fileName}`} tone="info">
        正在{WORKS[entry.work]}“{entry.fileName}”，已用 {entry.seconds} 秒，{progressInWords(entry)}
      </Notice>
    ));
}
