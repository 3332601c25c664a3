import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { LEAST_SIGNS, type Named, NameSelect } from '#ui/inputs/name-select.tsx';
import { occasionRoutes } from '../contract/routes.ts';

export type Host = Named;

/** An organization of the jurisdiction, by a part of its name. */
export function HostPicker({ id, value, onChange }: { id: string; value: Host | null; onChange: (host: Host | null) => void }) {
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const isAsking = q.length >= LEAST_SIGNS;
  const { data } = useCall(occasionRoutes.occasionHosts, { query: { q } }, { enabled: isAsking, keep: true });
  const hosts = isAsking ? (data?.hosts ?? []) : [];
  return <NameSelect id={id} value={value} onChange={onChange} typed={typed} onType={setTyped} found={hosts} nothing="辖区内没有找到这样的组织" />;
}
