import { productRegisters } from '#apps/server/registers.ts';
import type { Context } from '#platform/context.ts';
import { registerOwnData } from '#platform/personal-data/register-own-data.ts';

/** Who saw the numbers of whoever has the telephone, as its owner reads it: who, where, how and why, the newest first. */
export async function viewsToldTo(context: Context, phone: string): Promise<(string | null)[][]> {
  const subject = { accountId: '0', indexes: [context.platform.cipher.blindIndex(phone, 'phone')] };
  const sets = await registerOwnData(productRegisters).read(context, subject, 50);
  return (sets.find(({ title }) => title === '谁看过完整号码')?.rows ?? []).map(([_at, ...told]) => told);
}
