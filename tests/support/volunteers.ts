/** People who volunteer in tests. */
import { enterByPhone, findPersonVisit, requestPhoneCode } from '#modules/accounts/server/public.ts';
import type { Registration } from '#modules/volunteers/server/commands/register-volunteer.ts';
import { grantsOf, NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';

export const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

/** A woman of that number, with a document that passes every check. */
export function fillIn(number: number, division: string, more: Partial<Registration> = {}): Registration & { idNumber: string } {
  const bornOn = more.bornOn ?? '1970-01-01';
  const first = `410402${bornOn.replaceAll('-', '')}${String(number * 2).padStart(3, '0')}`;
  return {
    division,
    name: `志愿者${number}`,
    sex: '女',
    bornOn,
    idKind: 'residentId',
    idNumber: first + idCheckCharacter(first),
    nationality: null,
    phone: `1380000${String(number).padStart(4, '0')}`,
    serviceKinds: ['关爱老人'],
    skills: [],
    languages: [],
    availability: ['周末'],
    insuredUntil: null,
    guardianName: null,
    guardianPhone: null,
    guardianAgreedOn: null,
    ...more,
  };
}

let visits = 0;

/** Somebody who signed in by telephone, as the public pages let them act. */
export async function personAt(operator: Context, phone: string): Promise<{ context: Context; accountId: number; token: string }> {
  let code = '';
  visits += 1;
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const stranger = { ...operator, actor: NOBODY, origin: `10.9.${visits % 250}.1`, platform: { ...operator.platform, messages } };
  await (await requestPhoneCode(stranger, phone)).sent;
  const { token } = await enterByPhone(stranger, { phone, code, agreed: true }, { userAgent: 'test', formerToken: null });
  const visit = await findPersonVisit(stranger, token);
  if (!visit) throw new Error('nobody signed in');
  const actor = {
    ...NOBODY,
    id: String(visit.id),
    name: visit.displayName,
    divisionLevel: 'nation' as const,
    range: rangeOf(NATION_KEY, 'nation'),
    grants: grantsOf(['filing.apply', 'volunteer.self']),
  };
  return { context: { ...operator, actor }, accountId: visit.id, token };
}
