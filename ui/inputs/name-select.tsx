import { Select } from 'antd';

export interface Named {
  id: string;
  name: string;
}

const ASK = '输入名称里的两个字';
/** So many signs are asked for before anything is looked for. */
export const LEAST_SIGNS = 2;

interface NameSelectProps<One extends Named> {
  id: string;
  value: Named | null;
  onChange: (one: One | null) => void;
  /** what was typed so far, and how that is told on */
  typed: string;
  onType: (typed: string) => void;
  /** what bears it */
  found: readonly (One & { divisionName: string })[];
  /** said when nothing does */
  nothing: string;
}

/** One of many things that are told apart by name and place, by a part of the name. */
export function NameSelect<One extends Named>({ id, value, onChange, typed, onType, found, nothing }: NameSelectProps<One>) {
  return (
    <Select
      id={id}
      allowClear
      showSearch
      filterOption={false}
      placeholder={ASK}
      value={value?.id ?? null}
      notFoundContent={typed.trim().length < LEAST_SIGNS ? ASK : nothing}
      options={[
        ...(value && found.every((one) => one.id !== value.id) ? [{ value: value.id, label: value.name }] : []),
        ...found.map((one) => ({ value: one.id, label: `${one.name}（${one.divisionName}）` })),
      ]}
      onSearch={onType}
      onChange={(next: string | undefined) => onChange(found.find((one) => one.id === next) ?? null)}
    />
  );
}
