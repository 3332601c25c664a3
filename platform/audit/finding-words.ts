import { codeOf } from '#shared/division-code.ts';
import type { AuditFinding } from './chain-checker.ts';

const PROBLEMS: Record<AuditFinding['problem'], string> = {
  changed: '内容被改动过，或密钥不是原来那一把',
  missing: '缺失',
  added: '是后来添加的，或次序被调换',
  headDiffers: '之后的记录被删除，或链头被改动',
  cutOff: '之后的记录与导出的链头对不上：记录被截断，或换回了旧的数据',
  checkpointForged: '的起点签名不对：被删除的月份不是由平台清理的',
  incomplete: '导出文件不完整，或被改动过',
};

/** 410402000000 的审计链第 12 条：缺失。 */
export function auditFindingInWords({ district, number, problem }: AuditFinding): string {
  if (problem === 'incomplete') return `${PROBLEMS.incomplete}。`;
  return `${district === 0 ? '全局' : codeOf(district * 1_000_000)} 的审计链第 ${number} 条：${PROBLEMS[problem]}。`;
}
