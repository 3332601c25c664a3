/** 工作部署: which phase of the plan the period lies in, and what the plan sets for it. */
import { dayInWords } from '#shared/day.ts';
import { type DraftInput, listed } from './draft-input.ts';
import { periodInWords } from './report-period.ts';

export function draftDeployment(input: DraftInput): string {
  const { plan, period } = input;
  const number = plan.documentNumber === null ? '' : `（${plan.documentNumber}）`;
  const phases = plan.phases.filter((phase) => phase.from <= period.lastDay && phase.to >= period.firstDay);
  const names = phases.map((phase) => `“${phase.name}”（${dayInWords(phase.from)}至${dayInWords(phase.to)}）`);
  const place = names.length > 0 ? `${periodInWords(period)}处于${names.join('、')}` : `${periodInWords(period)}不在方案划定的阶段之内`;
  const tasks = phases.flatMap((phase) => phase.tasks.map((task) => task.text));
  return [
    `按照《${plan.name}》${number}的部署，${place}。`,
    ...(tasks.length > 0 ? [`本阶段的重点任务是：${tasks.map((task, index) => `（${index + 1}）${task}`).join('；')}。`] : []),
    ...handInsBelow(input),
  ].join('\n');
}

/** For an office with units below: who handed in. */
function handInsBelow({ accepted, awaited, period }: DraftInput): string[] {
  if (accepted.length + awaited.length === 0) return [];
  const missing = awaited.length > 0 ? `，尚未报送或尚未接收的有${awaited.length}个：${listed(awaited)}` : '，已全部接收';
  return [`所辖${accepted.length + awaited.length}个单位中，已接收${periodInWords(period)}报告的有${accepted.length}个${missing}。`];
}
