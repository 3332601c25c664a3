import { useState } from 'react';
import { Choice, Segments } from '#ui/inputs/choice.tsx';
import { PlaceFilter } from '#ui/inputs/place-filter.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { useSearchState } from '#ui/search-state.ts';
import type { Register, RegisterColumn } from '../contract/record.ts';
import styles from './evidence.module.css';
import { type Filters, readFilters, writeFilters } from './filters.ts';

const STATES = [
  { value: 'all', label: '全部' },
  { value: 'current', label: '现行' },
  { value: 'ended', label: '已结束' },
];

/** Place, words, state and column filters; all of it in the address. */
export function RecordFilters({ register }: { register: Register }) {
  const [values, set] = useSearchState();
  return (
    <div className={styles.filters}>
      <PlaceFilter label="看哪个区划" />
      <SearchBox
        label={register.register === 'organizations' ? '名称、拼音首字母、负责人、编码' : '名称或编码'}
        value={values['q'] ?? ''}
        onChange={(q) => set({ q: q || undefined })}
      />
      {register.endsField !== null && (
        <Segments
          label="看哪些记录"
          value={values['state'] ?? 'all'}
          options={STATES}
          onChange={(state) => set({ state: state === 'all' ? undefined : state })}
        />
      )}
      <ColumnFilter register={register} />
    </div>
  );
}

/** Adds one filter on a column with given choices. */
function ColumnFilter({ register }: { register: Register }) {
  const [values, set] = useSearchState();
  const [field, setField] = useState('');
  const filterable = register.columns.filter(({ type, choices }) => choices.length > 0 || type === 'boolean');
  const column = filterable.find((one) => one.field === field);
  if (filterable.length === 0) return null;
  function add(choice: string): void {
    if (!column || choice === '') return;
    const value = column.type === 'boolean' ? choice === '是' : choice;
    set({ filters: writeFilters({ ...readFilters(values['filters']), [column.field]: { oneOf: [value] } }) });
    setField('');
  }
  return (
    <>
      <Choice
        label="按列筛选"
        value={field}
        options={[{ value: '', label: '按列筛选……' }, ...filterable.map((one) => ({ value: one.field, label: one.heading }))]}
        onChange={setField}
      />
      {column && (
        <Choice
          label={column.heading}
          value=""
          options={[{ value: '', label: '请选择' }, ...choicesOf(column).map((choice) => ({ value: choice, label: choice }))]}
          onChange={add}
        />
      )}
    </>
  );
}

function choicesOf(column: RegisterColumn): readonly string[] {
  return column.type === 'boolean' ? ['是', '否'] : column.choices;
}

/** The filters in force, each removed by a click. */
export function FilterChips({ register }: { register: Register }) {
  const [values, set] = useSearchState();
  const here = useDivision(values['division'] ?? null);
  const filters = readFilters(values['filters']);
  const remove = (field: string) => {
    const { [field]: _gone, ...others } = filters;
    set({ filters: writeFilters(others) });
  };
  const chips = [
    ...(values['division'] ? [{ key: 'division', text: here.data?.name ?? values['division'], off: () => set({ division: undefined }) }] : []),
    ...(values['q'] ? [{ key: 'q', text: `含“${values['q']}”`, off: () => set({ q: undefined }) }] : []),
    ...Object.entries(filters).map(([field, filter]) => ({ key: field, text: chipText(register, field, filter), off: () => remove(field) })),
  ];
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map((chip) => (
        <button key={chip.key} type="button" className={styles.chip} onClick={chip.off} aria-label={`去掉筛选：${chip.text}`}>
          {chip.text} ✕
        </button>
      ))}
    </div>
  );
}

function chipText(register: Register, field: string, filter: Filters[string]): string {
  const heading = register.columns.find((column) => column.field === field)?.heading ?? field;
  if (!('oneOf' in filter)) return `${heading}：${filter.from ?? ''}–${filter.to ?? ''}`;
  return `${heading}：${filter.oneOf.map((value) => (typeof value === 'boolean' ? (value ? '是' : '否') : value)).join('、')}`;
}
