import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type DivisionDetail, useDivisionSource } from './division-source.ts';

/** A division with the divisions above it, by its code. */
export function useDivision(code: string | null): UseQueryResult<DivisionDetail> {
  const source = useDivisionSource();
  return useQuery({
    queryKey: ['divisions', 'one', code],
    queryFn: ({ signal }) => source.get(code ?? '', signal),
    enabled: code !== null,
    staleTime: 600_000,
  });
}
