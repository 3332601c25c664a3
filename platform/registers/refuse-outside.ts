import { codeOf, isWithin } from '#shared/division-code.ts';
import type { Actor } from '../access/actor.ts';
import type { ColumnDefinition, SheetDefinition } from '../imports/sheet.ts';
import { type Draft, divisionOf, finding } from './draft.ts';
import { homeColumn } from './table-layout.ts';

/**
 * Refuses rows and forms about a place outside the jurisdiction before anything is looked up there, so that the answer is
 * the same whatever is there. Divisions must be resolved.
 */
export function refuseOutside(definition: SheetDefinition, drafts: readonly Draft[], actor: Actor): void {
  const field = homeField(definition);
  for (const draft of drafts) {
    const home = divisionOf(draft, field);
    if (!home || isWithin(home.key, actor.range)) continue;
    draft.isOutside = true;
    draft.problems.push(outsideJurisdiction(columnToBlame(definition, draft), actor));
  }
}

function homeField(definition: SheetDefinition): string {
  const reference = definition.references?.find(({ store }) => store === definition.homedBy);
  return homeColumn(definition)?.field ?? reference?.divisionField ?? '';
}

/** The column with a division, else the first. */
export function columnToBlame(definition: SheetDefinition, draft: Draft): Pick<ColumnDefinition, 'field'> {
  const column = definition.columns.find((each) => each.type === 'division' && draft.divisions.has(each.field)) ?? definition.columns[0];
  if (!column) throw new Error(`${definition.register} has no columns`);
  return column;
}

export function outsideJurisdiction(column: Pick<ColumnDefinition, 'field'>, actor: Actor) {
  return finding(column, {
    rule: 'outside-jurisdiction',
    message: '这条记录所在的区划不在您的管辖范围内。',
    suggestion: `您只能填报 ${codeOf(actor.division)} 范围内的记录。`,
  });
}
