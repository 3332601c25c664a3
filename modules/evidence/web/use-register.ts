import type { UseQueryResult } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Answer } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';

/** The register in the address, by its name in addresses or its Chinese name; undefined when there is none such. */
export function useRegister(): { query: UseQueryResult<Answer<typeof evidenceRoutes.registers>>; register: Register | undefined } {
  const { register: name } = useParams({ strict: false }) as { register: string };
  const query = useCall(evidenceRoutes.registers, {});
  return { query, register: query.data?.registers.find((register) => register.register === name || register.name === name) };
}
