import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { accountRoutes } from '#modules/accounts/contract/routes.ts';
import type { postInUseSchema } from '#modules/accounts/contract/schemas.ts';
import { call } from '#ui/api/call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { SESSION_KEY } from '../query-client.ts';

/** Acts in another own post, or with lent rights, from now on; nothing that was read before is kept. */
export function useSwitchPost() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  return useMutation({
    mutationFn: (chosen: z.input<typeof postInUseSchema>) => call(accountRoutes.switchPost, { body: chosen }),
    onSuccess: async (next) => {
      client.setQueryData(SESSION_KEY, next);
      // not `clear`: the frame goes on watching the session that it would drop; the way home begins once the new rights are known
      await client.resetQueries({ predicate: ({ queryKey }) => queryKey[1] !== SESSION_KEY[1] });
      toasts.done(`已切换到：${next.borrowed?.label ?? `${next.post?.divisionName ?? ''} ${next.post?.roleName ?? ''}`}`);
      await navigate({ to: '/' });
    },
    onError: toasts.failed,
  });
}
