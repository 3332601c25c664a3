import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import type { DivisionDetail } from '../contract/division.ts';
import type { OperationKind, operationSchema } from '../contract/operations.ts';

/** What the dialog asks for, of all kinds together; each kind reads what it needs. */
export interface OperationDraft {
  onDay: Day;
  reason: string;
  name: string;
  newCode: string;
  /** another division: where to move, what to merge into */
  other: { code: string; name: string } | null;
  /** names of the parts of a split, one a line */
  parts: string[];
  remains: boolean;
  committeeKind: string;
  counted: boolean;
}

export function emptyDraft(division: DivisionDetail, today: Day): OperationDraft {
  return { onDay: today, reason: '', name: '', newCode: '', other: null, parts: ['', ''], remains: true, committeeKind: '', counted: division.counted };
}

type OperationInput = z.input<typeof operationSchema>;
type CommitteeKind = '居' | '村' | '类居' | '类村' | '虚拟';

/**
 * The operation that a draft asks for. Children of a split are sent to the parts in `assigned` (child code → index of the
 * part); those not assigned stay.
 */
export function operationOf(kind: OperationKind, division: DivisionDetail, draft: OperationDraft, assigned: Record<string, number>): OperationInput {
  const common = { onDay: draft.onDay, reason: draft.reason };
  const code = division.code;
  const other = draft.other?.code ?? '';
  const newCode = draft.newCode || undefined;
  const committeeKind = (draft.committeeKind || undefined) as CommitteeKind | undefined;
  if (kind === 'rename') return { kind, ...common, code, name: draft.name };
  if (kind === 'move') return { kind, ...common, code, to: other, newCode };
  if (kind === 'merge') return { kind, ...common, codes: [code], into: other || { name: draft.name, code: newCode, committeeKind } };
  if (kind === 'create') return { kind, ...common, parent: code, name: draft.name, code: newCode, committeeKind, counted: draft.counted };
  if (kind === 'close') return { kind, ...common, code };
  if (kind === 'reclassify') return { kind, ...common, code, committeeKind, counted: draft.counted };
  const names = draft.parts.map((name) => name.trim()).filter(Boolean);
  const childrenOf = (part: number) => Object.keys(assigned).filter((child) => assigned[child] === part);
  return { kind, ...common, code, remains: draft.remains, parts: names.map((name, index) => ({ name, committeeKind, children: childrenOf(index) })) };
}
