import { z } from 'zod';

/** How somebody agreed whom an office writes down, because there is no telephone at hand to agree with (PIPL art. 13, 14, 29, 31). Browser-safe. */
export const CONSENT_WAYS = {
  present: '本人当面同意',
  phone: '本人电话里同意',
  signed: '本人签字同意',
  relative: '家属或监护人代为同意',
} as const;
export type ConsentWay = keyof typeof CONSENT_WAYS;

export const assistedConsentSchema = z.object({
  way: z.enum(Object.keys(CONSENT_WAYS) as [ConsentWay, ...ConsentWay[]]),
  /** who agreed in somebody's place, on which paper */
  note: z.string().trim().max(100, '请不超过 100 个字。').optional(),
});
export type AssistedConsent = z.output<typeof assistedConsentSchema>;

/** As the history of a record tells it, beside the name of whoever helped. */
export function consentInWords({ way, note }: AssistedConsent): string {
  return `登记个人信息：${CONSENT_WAYS[way]}${note ? `（${note}）` : ''}`;
}
