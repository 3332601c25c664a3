import { Button, Input } from 'antd';
import { useCall } from '#ui/api/use-call.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { divisionRoutes } from '../contract/routes.ts';
import styles from './divisions.module.css';
import type { OperationDraft } from './operation-draft.ts';
import type { OperationFieldsProps } from './operation-fields.tsx';

type SplitFieldsProps = OperationFieldsProps & { change: (patch: Partial<OperationDraft>) => void };

/** Names of the parts and, child by child, where each goes. */
export function SplitFields(props: SplitFieldsProps) {
  const { draft, change } = props;
  const rename = (index: number, name: string) => change({ parts: draft.parts.map((part, place) => (place === index ? name : part)) });
  return (
    <>
      <fieldset className={styles.parts}>
        <legend>分出的部分</legend>
        {draft.parts.map((part, index) => (
          <Input
            key={index}
            aria-label={`第 ${index + 1} 部分的名称`}
            placeholder={`第 ${index + 1} 部分的名称`}
            value={part}
            onChange={(event) => rename(index, event.target.value)}
          />
        ))}
        <Button onClick={() => change({ parts: [...draft.parts, ''] })}>再加一个部分</Button>
      </fieldset>
      <label>
        <input type="checkbox" checked={draft.remains} onChange={(event) => change({ remains: event.target.checked })} />{' '}
        原区划保留（没有写明去向的下级留在原处）
      </label>
      <ChildrenOfSplit {...props} />
    </>
  );
}

function ChildrenOfSplit({ division, draft, assigned, onAssign }: SplitFieldsProps) {
  const query = useCall(divisionRoutes.children, { params: { code: division.code }, query: { limit: '200' } });
  const names = draft.parts.map((name) => name.trim()).filter(Boolean);
  const children = query.data?.items ?? [];
  if (children.length === 0) return null;
  const options = [{ value: '', label: draft.remains ? '留在原处' : '请选择' }, ...names.map((name, index) => ({ value: String(index), label: name }))];
  function assign(code: string, part: string): void {
    const { [code]: _former, ...others } = assigned;
    onAssign(part === '' ? others : { ...others, [code]: Number(part) });
  }
  return (
    <fieldset className={styles.parts}>
      <legend>下级去哪里</legend>
      {children.map((child) => (
        <div key={child.code}>
          <span style={{ flex: '1 1 10em' }}>{child.name}</span>
          <Choice label={`${child.name}去哪里`} value={String(assigned[child.code] ?? '')} options={options} onChange={(part) => assign(child.code, part)} />
        </div>
      ))}
    </fieldset>
  );
}
