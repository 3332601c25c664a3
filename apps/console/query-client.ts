import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { accountRoutes } from '#modules/accounts/contract/routes.ts';
import { Problem } from '#ui/api/problem.ts';
import { keyOfCall } from '#ui/api/use-call.ts';

export const SESSION_KEY = keyOfCall(accountRoutes.getSession, {});
const MINUTE = 60_000;

/** Only a lost connection or a resting database is worth asking again by itself. */
function isPassing(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status === 503);
}

/** The cache of answers. A 401 of any call makes the frame look at the session again, which asks to sign in. */
export function createQueryClient(): QueryClient {
  const lookAgain = (error: unknown) => {
    if (error instanceof Problem && error.status === 401 && error.code === 'NOT_SIGNED_IN') void client.invalidateQueries({ queryKey: SESSION_KEY });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey !== SESSION_KEY && query.queryKey[1] !== SESSION_KEY[1]) lookAgain(error);
      },
    }),
    mutationCache: new MutationCache({ onError: lookAgain }),
    defaultOptions: {
      queries: { staleTime: MINUTE / 2, gcTime: 30 * MINUTE, retry: (count, error) => count < 2 && isPassing(error), refetchOnWindowFocus: false },
    },
  });
  return client;
}
