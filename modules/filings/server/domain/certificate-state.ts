/** What a certificate is worth today, told by the organization's record alone. */
import type { Day } from '#shared/day.ts';
import { STATUSES } from '../../contract/workflow.ts';
import { type Standing, statusOf } from './organization-status.ts';

export interface PublicStanding extends Standing {
  name: string;
  category: string;
  filingNumber: string | null;
  creditCode: string | null;
  establishedOn: Day;
  filedOn: Day | null;
  registeredOn: Day | null;
}

export interface PublicCertificate {
  kind: 'filingCertificate' | 'registrationCertificate';
  documentNumber: string | null;
}

export interface CertificateState {
  isValid: boolean;
  status: string;
  /** in a sentence, for a page of its own */
  sentence: string;
}

const NOUNS = { filingCertificate: '备案', registrationCertificate: '登记' } as const;

/** @param standing undefined when the organization has no record any more */
export function stateOf({ kind, documentNumber }: PublicCertificate, standing: PublicStanding | undefined): CertificateState {
  const noun = NOUNS[kind];
  if (!standing) return { isValid: false, status: '没有记录', sentence: `平台现在没有这个组织的记录，这份${noun}证书不能作为有效的依据。` };
  const status = STATUSES[statusOf(standing)];
  const invalid = (why: string) => ({ isValid: false, status, sentence: `这份${noun}证书现在无效：${why}。` });
  if (standing.endedOn !== null) return invalid(`该组织${status}`);
  if (standing.tier !== noun) return invalid(standing.tier === '登记' ? '该组织后来登记成立，请以登记证书为准' : `该组织现在${status}`);
  const number = kind === 'filingCertificate' ? standing.filingNumber : standing.creditCode;
  if (number !== documentNumber) return invalid('该组织后来换发了新的证书或编号');
  return { isValid: true, status, sentence: `这份${noun}证书现在有效。` };
}
