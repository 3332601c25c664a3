import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import { Input } from 'antd';
import { useState } from 'react';
import { Choice } from '#ui/inputs/choice.tsx';
import type { ProcedureRules, RuleSetFile } from '../../contract/rule-set-file.ts';
import { type MaterialId, MATERIALS, type ProcedureId, wordsOf } from '../../contract/workflow.ts';
import type { PresentedProcedure } from './presented.ts';
import styles from './rules.module.css';

interface MaterialEditorProps {
  content: RuleSetFile;
  procedures: readonly PresentedProcedure[];
  /** nothing is inherited */
  isTop: boolean;
  onChange: (content: RuleSetFile) => void;
}

const OWN_DEMANDS = [
  { value: 'required', label: '必须' },
  { value: 'optional', label: '非必需' },
  { value: 'none', label: '不要求' },
];
const DEMANDS = [{ value: 'inherited', label: '按上级规定' }, ...OWN_DEMANDS];

/** Which materials a procedure asks for, beside what is inherited. */
export function MaterialEditor({ content, procedures, isTop, onChange }: MaterialEditorProps) {
  const [id, setId] = useState<ProcedureId>('filing');
  const options = procedures.map(({ procedure, label }) => ({ value: procedure, label }));
  const rules: ProcedureRules = content.procedures[id] ?? {};
  const resolved = procedures.find(({ procedure }) => procedure === id)?.materials ?? [];
  const set = (material: MaterialId, demand: string, clause = 'GK') => {
    const { [material]: _old, ...others } = rules.materials ?? {};
    const own = demand === 'none' ? null : { required: demand === 'required', clause };
    const isLeftOut = demand === 'inherited' || (isTop && demand === 'none');
    const materials = isLeftOut ? others : { ...others, [material]: own };
    onChange({ ...content, procedures: { ...content.procedures, [id]: { ...rules, materials } } });
  };
  return (
    <ul className={styles.settings}>
      <li className={styles.setting}>
        <span>事项</span>
        <Choice label="事项" value={id} options={options} onChange={(chosen) => setId(chosen as ProcedureId)} />
      </li>
      {wordsOf(MATERIALS).map((material) => {
        const own = rules.materials?.[material];
        const known = resolved.find((one) => one.material === material);
        return (
          <li key={material} className={styles.setting}>
            <span>
              {MATERIALS[material]}
              <small>
                现行：{known ? (known.required ? '必须' : '非必需') : '不要求'}
                {own && `，出处：${clauseText(own.clause)}`}
              </small>
            </span>
            <Choice
              label={`${MATERIALS[material]}的要求`}
              value={demandOf(own, isTop)}
              options={isTop ? OWN_DEMANDS : DEMANDS}
              onChange={(demand) => set(material, demand)}
            />
            {own && (
              <Input
                aria-label={`${MATERIALS[material]}的出处`}
                value={own.clause}
                maxLength={300}
                onChange={(event) => set(material, demandOf(own, isTop), event.target.value)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function demandOf(own: { required: boolean } | null | undefined, isTop: boolean): string {
  if (own === undefined && !isTop) return 'inherited';
  if (!own) return 'none';
  return own.required ? 'required' : 'optional';
}
