import { Notice } from '#ui/feedback/notice.tsx';
import { Checks } from '#ui/inputs/checks.tsx';
import type { Choices } from '../contract/agreement.ts';

interface PersonalColumnsProps {
  registers: Choices['registers'];
  /** `register/field` */
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** What says something about people: told if a register cannot be without it, ticked if somebody needs it. */
export function PersonalColumns({ registers, value, onChange }: PersonalColumnsProps) {
  const personal = registers.flatMap(({ register, name, columns }) =>
    columns.filter(({ isPersonal }) => isPersonal).map((column) => ({ ...column, value: `${register}/${column.field}`, label: `${name}：${column.heading}` })),
  );
  const required = personal.filter(({ isRequired }) => isRequired);
  const optional = personal.filter(({ isRequired }) => !isRequired);
  if (personal.length === 0) return null;
  return (
    <>
      {required.length > 0 && <Notice tone="info">这些台账离不开以下个人信息，会一并报送：{required.map(({ label }) => label).join('；')}。</Notice>}
      {optional.length > 0 && (
        <Checks legend="其他个人信息" hint="不勾选就不报送。请只选工作确实需要的。" options={optional} value={value} onChange={onChange} />
      )}
    </>
  );
}
