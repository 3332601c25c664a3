/**
 * What a record or a field is about, as far as rights go. A post's grant is a verb over some of these classes. Browser-safe.
 * `restricted` is what the law calls sensitive: people under 14, health, addiction, correction (PIPL art. 28-31).
 */
export type DataClass = 'general' | 'personal' | 'restricted' | 'financial';

export const DATA_CLASSES = ['general', 'personal', 'restricted', 'financial'] as const satisfies readonly DataClass[];

export const DATA_CLASS_NAMES: Record<DataClass, string> = { general: '一般信息', personal: '个人信息', restricted: '敏感个人信息', financial: '资金信息' };
