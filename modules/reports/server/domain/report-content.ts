import type { FrozenFigures, ReportKind, ReportPart } from '../../contract/report.ts';

/** Everything a report shows on paper, stored or made for the moment. */
export interface ReportContent {
  planName: string;
  planVersion: number;
  kind: ReportKind;
  /** 2023年第二季度 */
  periodName: string;
  /** 平顶山市新华区 */
  divisionName: string;
  division: string;
  asOf: string;
  /** the period had not ended on `asOf` */
  isPreliminary: boolean;
  /** calendar day on which the figures were frozen */
  frozenOn: string;
  /** the day the letter bears */
  datedOn: string;
  organ: string;
  addressee: string | null;
  documentNumber: string | null;
  frozen: FrozenFigures;
  texts: Record<ReportPart, string>;
}

export function titleOf({ organ, periodName, kind }: Pick<ReportContent, 'organ' | 'periodName' | 'kind'>): string {
  const what = kind === '季度总结' ? `${periodName}工作情况` : `${periodName}开展情况`;
  return `${organ}关于培育发展社区社会组织专项行动${what}的报告`;
}
