import type { FastifyReply } from 'fastify';
import { newSecretToken } from '#platform/auth/secret-token.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { oncePerKey, readKey } from '#platform/idempotency/once-per-key.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../contract/errors.ts';
import { PROCEDURE_IDS, type ProcedureId } from '../contract/workflow.ts';
import { type FilingMeans, getApplicationUnderRules, startApplication } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
import { pagesOf } from './questions.ts';

/** In every form that begins something: pressed twice, it begins once. */
export function newFormKey(): string {
  return newSecretToken();
}

export function procedureOf(text: string | undefined): ProcedureId | undefined {
  return PROCEDURE_IDS.find((id) => id === text);
}

/** Begins an application and asks the first question. @throws those of starting */
export async function startFiling(visit: PersonRequest, means: FilingMeans, about: { organizationId: number } | { division: string }): Promise<FastifyReply> {
  const procedure = procedureOf(visit.typed['procedure']);
  if (!procedure) throw refuse(filingErrors.FILING_NOT_FOUND);
  const key = readKey(visit.typed['key'] || undefined) ?? newFormKey();
  const { answer } = await oncePerKey(visit.context, { key, operation: 'POST /my/filings', input: { procedure, ...about } }, async (context) => ({
    answer: String(await startApplication(context, means, 'own', { procedure, ...about, draft: {} })),
    isKept: true,
  }));
  const id = String(answer);
  const [first] = pagesOf(await getApplicationUnderRules(visit.context, means, 'own', Number(id)));
  return visit.reply.redirect(first === undefined ? filingAddress(id) : askAddress(id, first), 303);
}
