import type { ReportPart } from '../../contract/report.ts';
import { draftDeployment } from './draft-deployment.ts';
import type { DraftInput } from './draft-input.ts';
import { draftProblems } from './draft-problems.ts';
import { draftProgress } from './draft-progress.ts';
import { draftSuggestions } from './draft-suggestions.ts';

/** The four texts of a report, drafted from its figures by rule; people edit them afterwards. */
export function draftTexts(input: DraftInput): Record<ReportPart, string> {
  return {
    deployment: draftDeployment(input),
    progress: draftProgress(input),
    problems: draftProblems(input),
    suggestions: draftSuggestions(input),
  };
}
