import { Input } from 'antd';
import { Choice } from '#ui/inputs/choice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Application, HeldMaterial } from '../../contract/application.ts';
import { clauseText } from '../clause-text.ts';
import styles from '../filings.module.css';
import { inUsualOrder } from '../usual-order.ts';
import type { Draft } from './use-draft.ts';

const HELD = [
  { value: '', label: '还没有' },
  { value: 'paper', label: '纸质' },
  { value: 'electronic', label: '电子' },
  { value: 'shared', label: '已共享，免交' },
];

/** What the rules of the place ask for, each with how it is held. */
export function MaterialChecklist({ draft, application }: { draft: Draft; application: Application }) {
  if (application.materials.length === 0) return null;
  const set = (material: HeldMaterial['material'], patch: Partial<HeldMaterial> | null) => {
    const others = draft.materials.filter((one) => one.material !== material);
    const known = draft.materials.find((one) => one.material === material);
    draft.setMaterials(patch === null ? others : [...others, { material, heldAs: 'paper', ...known, ...patch }]);
  };
  return (
    <Panel title="材料">
      <ul className={styles.stack}>
        {inUsualOrder(application.materials).map(({ material, label, required, note, clause }) => {
          const held = draft.materials.find((one) => one.material === material);
          return (
            <li key={material} className={styles.material} title={clause ? `依据：${clauseText(clause)}` : undefined}>
              <span>
                <span aria-hidden="true">{held ? '✓ ' : required ? '✕ ' : '– '}</span>
                {label}
                <small>
                  {required ? '' : '（非必需）'}
                  {note}
                </small>
              </span>
              <Choice
                label={`${label}怎样提交`}
                value={held?.heldAs ?? ''}
                options={HELD}
                onChange={(heldAs) => set(material, heldAs === '' ? null : { heldAs: heldAs as HeldMaterial['heldAs'] })}
              />
              {held && (
                <Input
                  aria-label={`${label}的文号或说明`}
                  placeholder="文号或说明（可不填）"
                  defaultValue={held.reference}
                  maxLength={200}
                  onChange={(event) => set(material, { reference: event.target.value })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
