import { findOfficeByName } from '#modules/accounts/server/office-store.ts';
import { acceptInvitation } from '#modules/accounts/server/commands/accept-invitation.ts';
import { createAccount } from '#modules/accounts/server/commands/create-account.ts';
import { createOffice } from '#modules/accounts/server/commands/create-office.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import { type RoleId, ROLES } from '#modules/accounts/contract/roles.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';

export const PASSWORD = '山水Abc-2758';

/** A district of 平顶山 (新华区) with its towns and communities, and above it the city, the province and the nation. */
export async function loadTestDivisions(context: Context): Promise<void> {
  await loadDivisions(context, { scope: ['410402', '410403'] });
}

export interface TestAccount {
  name: string;
  role?: RoleId;
  /** 12-digit code of the division of office and post */
  division: string;
  beginsOn?: Day;
  endsOn?: Day;
  /** false leaves the account with its invitation only */
  password?: boolean;
}

/** An account as administrators would set it up, through the same commands. @param context the local operator's */
export async function openAccount(
  context: Context,
  { name, role, division, beginsOn, endsOn, password = true }: TestAccount,
): Promise<{ id: number; name: string; link: string }> {
  const officeName = `测试单位${division}`;
  const office = await findOfficeByName(context.platform.db, Number(division), officeName);
  const officeId = office?.id ?? (await createOffice(context, { name: officeName, kind: 'civilAffairs', division }));
  const duty = role ? ROLES[role].duty : 'business';
  const { id, path } = await createAccount(context, { officeId, name, displayName: `测试人员${name}`, duty });
  const link = path.replace('/welcome/', '');
  if (role) await grantPost(context, id, { role, division, beginsOn, endsOn });
  if (password) await acceptInvitation(context, link, PASSWORD, { userAgent: 'test', formerToken: null });
  return { id, name, link };
}
