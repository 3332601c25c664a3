import { formatNumber } from '#ui/figures/format-figure.ts';
import type { WorkUnderWay } from '../../contract/workbook.ts';

const STAGES: Record<Exclude<WorkUnderWay['stage'], 'counting'>, string> = { checking: '检查', writing: '写入', exporting: '导出' };
const MINUTE = 60;

/** 已检查“社区社会组织”3,000 行，每秒约 500 行，还需约 2 分钟 */
export function progressInWords({ work, stage, sheet, rows, rate, secondsLeft }: WorkUnderWay): string {
  if (stage === 'counting') return '已全部写入，正在更新各项目标的数字';
  if (sheet === '') return stage === 'exporting' ? '正在清点记录' : '正在读取文件';
  const speed = rate === null ? '' : `，每秒约 ${formatNumber(rate)} 行`;
  const left = secondsLeft === null ? '' : `，${timeLeftInWords(secondsLeft)}`;
  // a check goes the same way as the writing and leaves nothing
  const done = work === 'check' && stage === 'writing' ? '核对' : STAGES[stage];
  return `已${done}“${sheet}”${formatNumber(rows)} 行${speed}${left}`;
}

function timeLeftInWords(seconds: number): string {
  if (seconds < 5) return '马上完成';
  if (seconds < MINUTE) return `还需约 ${seconds} 秒`;
  return `还需约 ${formatNumber(Math.ceil(seconds / MINUTE))} 分钟`;
}
