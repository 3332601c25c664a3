import type { Typed } from '#platform/http/forms.ts';
import { isDay } from '#shared/day.ts';
import { type NeedAct, serviceInputSchema } from '../contract/need.ts';
import type { TargetGroup } from '../contract/vocabulary.ts';
import type { ActionId } from '../contract/workflow.ts';
import { formOf, textOf } from './replies.ts';

const DOES: readonly ActionId[] = ['accept', 'decline', 'claim', 'record', 'finish'];

/** Whom a service reaches beside those the need is about. */
export const OTHER_GROUPS: readonly TargetGroup[] = ['everyone', 'elderly', 'children', 'disabled'];
export const peopleField = (group: TargetGroup): string => `people-${group}`;

const countOf = (text: string | undefined): number | undefined => (/^\d{1,6}$/.test((text ?? '').trim()) ? Number(text) : undefined);

/** What an organization does with a need. @returns undefined for what is no form of ours; what is not filled in is refused by the table */
export function groupActOf(typed: Typed, group: TargetGroup): { id: number; version: number; action: ActionId; input: NeedAct } | undefined {
  const form = formOf(typed);
  if (!form || !DOES.includes(form.action)) return undefined;
  const organization = /^\d{1,15}$/.test(typed['organization'] ?? '') ? [Number(typed['organization'])] : undefined;
  const others = OTHER_GROUPS.filter((one) => one !== group && (typed[peopleField(one)] ?? '').trim() !== '').map((one) => ({
    group: one,
    people: countOf(typed[peopleField(one)]),
  }));
  const service = isDay(typed['onDay'] ?? '')
    ? serviceInputSchema.safeParse({
        onDay: typed['onDay'],
        minutes: countOf(typed['minutes']),
        servers: countOf(typed['servers']),
        content: textOf(typed['content']) ?? '',
        beneficiaries: [{ group, people: countOf(typed['people']) }, ...others],
      }).data
    : undefined;
  return { ...form, input: { reason: textOf(typed['reason']), organizationIds: organization, service } };
}
