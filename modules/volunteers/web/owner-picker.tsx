import { Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { teamRoutes } from '../contract/routes.ts';

export interface Owner {
  id: string;
  name: string;
}

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
  const found = useCall(teamRoutes.teamOwners, { query: { q, use } }, { enabled: q.length >= 2, keep: true });
  const owners = q.length >= 2 ? (found.data?.owners ?? []) : [];
  return (
    <Select
      id={id}
      allowClear
      showSearch
      filterOption={false}
      placeholder="输入名称里的两个字"
      value={value?.id ?? null}
      notFoundContent={q.length < 2 ? '输入名称里的两个字' : '没有找到这样的组织'}
      options={[
        ...(value && owners.every((one) => one.id !== value.id) ? [{ value: value.id, label: value.name }] : []),
        ...owners.map((one) => ({ value: one.id, label: `${one.name}（${one.divisionName}）` })),
      ]}
      onSearch={setTyped}
      onChange={(next: string | undefined) => onChange(owners.find((one) => one.id === next) ?? null)}
    />
  );
}
