import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { RuleSetFile, RuleTransition } from '../../contract/rule-set-file.ts';
import { ACTIONS, type ActionId, BODIES, type BodyId, type GuardId, GUARDS, type ProcedureId, type StateId, STATES, wordsOf } from '../../contract/workflow.ts';
import type { PresentedProcedure } from './presented.ts';
import { ProcedureDiagram } from './procedure-diagram.tsx';
import styles from './rules.module.css';
import { isPlain, ownRowOf, selectorOf, type Step, weightOf, withOwnRow, withWeight } from './step-rows.ts';

interface StepEditorProps {
  content: RuleSetFile;
  /** as they hold, or as they would after what was looked at last */
  procedures: readonly PresentedProcedure[];
  /** those that would hold without this set; null where there is none above */
  above: readonly PresentedProcedure[] | null;
  onChange: (content: RuleSetFile) => void;
}

const WEIGHTS = [
  { value: 'none', label: '不看' },
  { value: 'advice', label: '提醒' },
  { value: 'guard', label: '必须' },
];

/** One procedure as a diagram, and of each of its steps what must hold, who takes it and where that is written. */
export function StepEditor({ content, procedures, above, onChange }: StepEditorProps) {
  const [id, setId] = useState<ProcedureId>('filing');
  const [chosen, setChosen] = useState('');
  const procedure = procedures.find((one) => one.procedure === id);
  const steps = (procedure?.transitions ?? []).filter(({ action }) => action !== 'edit');
  const step = steps.find((one) => selectorOf(one) === chosen);
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        <Choice
          label="事项"
          value={id}
          options={procedures.map((one) => ({ value: one.procedure, label: one.label }))}
          onChange={(next) => {
            setId(next as ProcedureId);
            setChosen('');
          }}
        />
        <Choice label="步骤" value={chosen} options={[{ value: '', label: '选一步来修改' }, ...optionsOf(steps)]} onChange={setChosen} />
      </div>
      {procedure && <ProcedureDiagram label={procedure.label} nodes={procedure.diagram.nodes} edges={procedure.diagram.edges} />}
      {step && !isPlain(steps, step) && <p>这一步分几种情况，请在下面“按规则文件的写法”里修改。</p>}
      {step && isPlain(steps, step) && (
        <StepForm content={content} procedure={id} step={step} inherited={inheritedOf(above, id, step)} isTop={above === null} onChange={onChange} />
      )}
    </div>
  );
}

function optionsOf(steps: readonly Step[]) {
  const unique = new Map(steps.map((step) => [selectorOf(step), step]));
  return [...unique].map(([value, { from, action, to }]) => ({
    value,
    label: `${STATES[from as StateId]} → ${ACTIONS[action as ActionId]} → ${STATES[to as StateId]}`,
  }));
}

function inheritedOf(above: StepEditorProps['above'], procedure: ProcedureId, step: Step): Step | undefined {
  return above?.find((one) => one.procedure === procedure)?.transitions.find((one) => selectorOf(one) === selectorOf(step));
}

interface StepFormProps {
  content: RuleSetFile;
  procedure: ProcedureId;
  step: Step;
  /** the step as it stands above */
  inherited: Step | undefined;
  isTop: boolean;
  onChange: (content: RuleSetFile) => void;
}

/** The row as it holds until one's own is begun; then what is changed stands in this rule set. */
function StepForm({ content, procedure, step, inherited, isTop, onChange }: StepFormProps) {
  const clause = useId();
  const own = ownRowOf(content, procedure, step);
  const held = inherited ?? step;
  const row = own ?? held;
  const write = (next: RuleTransition | undefined) => onChange(withOwnRow(content, procedure, step, next));
  return (
    <div className={styles.stack}>
      <p>
        由{row.by.map((body) => BODIES[body as BodyId]).join('、')}办理。
        {isTop ? '' : own ? '本级已另行规定。' : '按上级规定。'}{' '}
        {(!own || inherited) && (
          <Button size="small" onClick={() => write(own ? undefined : { ...(held as RuleTransition), clause: 'GK' })}>
            {own ? '改回上级规定' : '本级另行规定'}
          </Button>
        )}
      </p>
      {own && (
        <>
          <Field
            label="出处"
            htmlFor={clause}
            hint={`现在写的是：${clauseText(own.clause)}。以文件代号开头，如 HN L42 是海南省实施方案第 42 行；没有文件规定的写 GK`}
          >
            <Input id={clause} value={own.clause} maxLength={300} onChange={({ target }) => write({ ...own, clause: target.value })} />
          </Field>
          <ul className={styles.settings}>
            {wordsOf(GUARDS).map((guard) => (
              <li key={guard} className={styles.setting}>
                <span>{GUARDS[guard].label}</span>
                <Choice
                  label={`${GUARDS[guard].label}是否必须`}
                  value={weightOf(own, guard)}
                  options={WEIGHTS}
                  onChange={(weight) => write(withWeight(own, guard as GuardId, weight))}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
