import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { LEAST_SIGNS, type Named, NameSelect } from '#ui/inputs/name-select.tsx';
import { teamRoutes } from '../contract/routes.ts';

export type Owner = Named;

interface OwnerPickerProps {
  id: string;
  use: 'organization' | 'association';
  value: Owner | null;
  onChange: (owner: Owner | null) => void;
}

/** An organization by a part of its name. */
export function OwnerPicker({ id, use, value, onChange }: OwnerPickerProps) {
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const isAsking = q.length >= LEAST_SIGNS;
  const { data } = useCall(teamRoutes.teamOwners, { query: { q, use } }, { enabled: isAsking, keep: true });
  const owners = isAsking ? (data?.owners ?? []) : [];
  return <NameSelect id={id} value={value} onChange={onChange} typed={typed} onType={setTyped} found={owners} nothing="没有找到这样的组织" />;
}
