import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { ActionInput, Application } from '../../contract/application.ts';
import { inUsualOrder } from '../usual-order.ts';
import styles from './desk.module.css';

type Items = NonNullable<ActionInput['items']>;
type Material = Items[number]['material'];

interface Line {
  key: string;
  material: Material;
  label: string;
  isOn: boolean;
  content: string;
}

/** The one list of what is to be supplemented: missing materials stand ticked, others can be, and words of one's own. */
export function SupplementItems({ application, onChange }: { application: Application; onChange: (items: Items) => void }) {
  const [lines, setLines] = useState<Line[]>(() => linesOf(application));
  useEffect(() => {
    onChange(itemsOf(lines));
    // told once for what stands ticked; later changes tell themselves
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const change = (next: Line[]) => {
    setLines(next);
    onChange(itemsOf(next));
  };
  const set = (key: string, patch: Partial<Line>) => change(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)));
  const add = () => change([...lines, { key: `own-${lines.length}`, material: undefined, label: '其他', isOn: true, content: '' }]);
  return (
    <fieldset className={styles.list}>
      <legend>请一次列全。只能告知一次，之后按现有材料决定。</legend>
      {lines.map((line) => (
        <div key={line.key} className={styles.line}>
          <label>
            <input type="checkbox" checked={line.isOn} onChange={(event) => set(line.key, { isOn: event.target.checked })} /> {line.label}
          </label>
          {line.isOn && (
            <Input
              aria-label={`${line.label}：要补正什么`}
              value={line.content}
              maxLength={500}
              placeholder="写明缺什么、怎样补"
              onChange={(event) => set(line.key, { content: event.target.value })}
            />
          )}
        </div>
      ))}
      <Button type="dashed" onClick={add}>
        加一条
      </Button>
    </fieldset>
  );
}

function linesOf({ materials, checks }: Application): Line[] {
  const ofMaterials = inUsualOrder(materials).map(({ material, label, required, heldAs }): Line => {
    const isMissing = required && heldAs === null;
    return { key: material, material, label, isOn: isMissing, content: isMissing ? `缺少${label}，请补交` : `${label}：` };
  });
  const problems = (checks?.list ?? []).filter(({ guard, holds, isBinding }) => isBinding && !holds && guard !== 'materialsComplete');
  const ofChecks = problems.map(({ guard, label, problem }): Line => ({ key: guard, material: undefined, label, isOn: true, content: problem ?? label }));
  return [...ofMaterials, ...ofChecks];
}

function itemsOf(lines: readonly Line[]): Items {
  return lines
    .filter(({ isOn, content }) => isOn && content.trim() !== '')
    .map(({ material, content }) => ({ content: content.trim(), ...(material && { material }) }));
}

type Replies = NonNullable<ActionInput['replies']>;

/** What became of each item of the list. */
export function ItemReplies({ application, onChange }: { application: Application; onChange: (replies: Replies) => void }) {
  const open = application.supplementItems.filter(({ isDone }) => !isDone);
  const [replies, setReplies] = useState<Record<number, string>>({});
  const change = (next: Record<number, string>) => {
    setReplies(next);
    onChange(Object.entries(next).map(([number, reply]) => ({ number: Number(number), ...(reply.trim() && { reply: reply.trim() }) })));
  };
  return (
    <fieldset className={styles.list}>
      <legend>逐条勾选已经处理的，可以写明怎样处理。</legend>
      {open.map(({ number, content }) => (
        <div key={number} className={styles.line}>
          <label>
            <input
              type="checkbox"
              checked={replies[number] !== undefined}
              onChange={(event) => {
                const { [number]: _gone, ...others } = replies;
                change(event.target.checked ? { ...replies, [number]: '' } : others);
              }}
            />{' '}
            {content}
          </label>
          {replies[number] !== undefined && (
            <Input
              aria-label={`第 ${number} 条怎样处理的`}
              placeholder="怎样处理的（可不填）"
              value={replies[number]}
              maxLength={500}
              onChange={(event) => change({ ...replies, [number]: event.target.value })}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
