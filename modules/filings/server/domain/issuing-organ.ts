import type { ProcedureId } from '../../contract/workflow.ts';

/** The body that answers for a procedure: its notices bear that name, whoever took the step. */
export const ISSUER_OF: Readonly<Record<ProcedureId, 'committee' | 'street' | 'registrationAuthority'>> = {
  ledgerOpening: 'committee',
  ledgerClosing: 'committee',
  filing: 'street',
  filingChange: 'street',
  filingCancellation: 'street',
  authorityCancellation: 'street',
  filingDowngrade: 'street',
  registration: 'registrationAuthority',
  directRegistration: 'registrationAuthority',
  registrationChange: 'registrationAuthority',
  deregistration: 'registrationAuthority',
  revocation: 'registrationAuthority',
  lawfulHandling: 'registrationAuthority',
  outlawing: 'registrationAuthority',
};

/** A division as the name of its office is made of it. */
export interface NamedDivision {
  name: string;
  level: string;
  committeeKind?: string | null;
}

/** 新华区曙光街街道办事处, 叶县任店镇人民政府, 新华区民政局: what the office is called until it says otherwise. */
export function organNameOf(division: NamedDivision, county: NamedDivision | undefined): string {
  const { name, level } = division;
  if (level === 'community') return name.endsWith('委员会') ? name : `${name}${(division.committeeKind ?? '').includes('村') ? '村民委员会' : '居民委员会'}`;
  if (level !== 'township') return `${name}民政局`;
  const prefix = county?.name ?? '';
  if (/办事处$|人民政府$/.test(name)) return prefix + name;
  return `${prefix}${name}${/(镇|乡|苏木|民族乡)$/.test(name) ? '人民政府' : '办事处'}`;
}

/** 机关代字 until the office sets its own: the name a number begins with. */
export function organCodeOf({ name, level }: NamedDivision): string {
  return level === 'township' || level === 'community' ? name.replace(/办事处$|人民政府$/, '') : `${name}民`;
}

/** `{authority}社备〔{year}〕{number}号` with its parts filled in. */
export function formatNumber(format: string, { code, year, serial }: { code: string; year: number; serial: number }): string {
  return format.replaceAll('{authority}', code).replaceAll('{year}', String(year)).replaceAll('{number}', String(serial));
}
