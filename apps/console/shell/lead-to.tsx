import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Skeleton } from '#ui/feedback/notice.tsx';

/** Leads to a door (sign-in, new password) which leads back to the place that was wanted. Once: the place changes on the way. */
export function LeadTo({ door }: { door: string }) {
  const navigate = useNavigate();
  const { href } = useLocation();
  const wanted = useRef(href);
  useEffect(() => void navigate({ to: door, search: { next: wanted.current }, replace: true }), [navigate, door]);
  return <Skeleton lines={6} label="正在打开登录页" />;
}
