import { describe, expect, it } from 'vitest';
import type { BodyId } from '../../contract/workflow.ts';
import { deskToTell, reminderInWords, type ReminderKind } from './desk-to-tell.ts';

const HOME = 410402001003;

describe('a reminder goes', () => {
  it.each<[ReminderKind, BodyId | null, ReturnType<typeof deskToTell>]>([
    ['upcoming', 'committee', { office: 'committee', place: 410402001003, orAbove: false }],
    ['overdue', 'street', { office: 'street', place: 410402001000, orAbove: false }],
    ['upcoming', 'registrationAuthority', { office: 'civilAffairs', place: 410402000000, orAbove: false }],
    ['escalated', 'committee', { office: 'street', place: 410402001000, orAbove: true }],
    ['escalated', 'street', { office: 'civilAffairs', place: 410402000000, orAbove: true }],
    ['escalated', 'registrationAuthority', { office: 'civilAffairs', place: 410400000000, orAbove: true }],
    ['overdue', 'applicant', undefined],
    ['overdue', null, undefined],
  ])('%s, waiting for %s: to %o', (kind, whose, desk) => expect(deskToTell(kind, whose, HOME)).toEqual(desk));
});

describe('an office reads', () => {
  it.each([
    [{ upcoming: 3, overdue: 1, escalated: 0 }, '有 3 件申请快到办理期限，1 件申请已经逾期。请到“等我单位办”按期限办理。'],
    [{ upcoming: 0, overdue: 2, escalated: 0 }, '有 2 件申请已经逾期。请到“等我单位办”按期限办理。'],
    [{ upcoming: 0, overdue: 0, escalated: 4 }, '下级有 4 件申请逾期没有办，已经报到这里。请到“下级逾期报上来的”里查看并督促。'],
  ])('%o', (counts, words) => expect(reminderInWords(counts)).toBe(words));
});
