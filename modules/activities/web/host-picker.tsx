import { Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { occasionRoutes } from '../contract/routes.ts';

export interface Host {
  id: string;
  name: string;
}

const LEAST = 2;

/** An organization of the jurisdiction, by a part of its name. */
export function HostPicker({ id, value, onChange }: { id: string; value: Host | null; onChange: (host: Host | null) => void }) {
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const isAsking = q.length >= LEAST;
  const found = useCall(occasionRoutes.occasionHosts, { query: { q } }, { enabled: isAsking, keep: true });
  const hosts = isAsking ? (found.data?.hosts ?? []) : [];
  return (
    <Select
      id={id}
      allowClear
      showSearch
      filterOption={false}
      placeholder="输入名称里的两个字"
      value={value?.id ?? null}
      notFoundContent={isAsking ? '辖区内没有找到这样的组织' : '输入名称里的两个字'}
      options={[
        ...(value && hosts.every((one) => one.id !== value.id) ? [{ value: value.id, label: value.name }] : []),
        ...hosts.map((one) => ({ value: one.id, label: `${one.name}（${one.divisionName}）` })),
      ]}
      onSearch={setTyped}
      onChange={(next: string | undefined) => onChange(hosts.find((one) => one.id === next) ?? null)}
    />
  );
}
