import { useParams } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import type { TargetProgress } from '../contract/progress.ts';
import { planRoutes } from '../contract/routes.ts';
import type { Place } from './use-place.ts';

/** The target in the address, with its figure there and then. */
export function useTarget(place: Place): { id: string; target: TargetProgress | undefined; error: unknown } {
  const { target: id } = useParams({ strict: false }) as { target: string };
  const { plan, division } = place;
  const query = useCall(planRoutes.progress, { params: { plan }, query: place.asked }, { enabled: division !== null });
  return { id, target: query.data?.targets.find((target) => target.id === id), error: query.error };
}
