import {
  ACTIONS,
  type ActionId,
  BODIES,
  type BodyId,
  EFFECTS,
  type EffectId,
  GUARDS,
  type GuardId,
  NOTICES,
  type NoticeId,
  STATES,
  type StateId,
  STATUSES,
} from '../../contract/workflow.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import { inUsualOrder } from '../usual-order.ts';
import { ProcedureDiagram } from './procedure-diagram.tsx';
import type { PresentedProcedure, PresentedSetting } from './presented.ts';
import styles from './rules.module.css';
import { settingText } from './setting-text.ts';

/** One procedure as it holds: who starts from where, the diagram, every row with its clause, materials, terms, grounds. */
export function ProcedureRules({ procedure, settings }: { procedure: PresentedProcedure; settings: readonly PresentedSetting[] }) {
  return (
    <>
      <Panel title={procedure.label}>
        <p>
          {procedure.enabled ? '已启用' : '没有启用'}。可以从“{procedure.startsFrom.map((status) => STATUSES[status]).join('、') || '不限'}”办理。
        </p>
        <p className={styles.clause}>依据：{clauseText(procedure.clause)}</p>
        <ProcedureDiagram label={procedure.label} nodes={procedure.diagram.nodes} edges={procedure.diagram.edges} />
      </Panel>
      <Panel title="每一步" flush>
        <TransitionTable procedure={procedure} />
      </Panel>
      {procedure.materials.length > 0 && <MaterialTable procedure={procedure} />}
      {procedure.clocks.length > 0 && <ClockTable procedure={procedure} settings={settings} />}
      {procedure.grounds.length > 0 && (
        <Panel title="作出决定可引用的依据">
          <p>{procedure.grounds.map(({ label }) => label).join('；')}。</p>
        </Panel>
      )}
    </>
  );
}

function TransitionTable({ procedure: { label, transitions } }: { procedure: PresentedProcedure }) {
  return (
    <PlainTable label={`${label}的每一步`} className={styles.steps}>
      <TableHead headings={['从', '操作', '到', '谁办', '必须', '请留意', '办理后', '依据']} />
      <tbody>
        {transitions.map((row, index) => (
          <tr key={`${row.from}-${row.action}-${index}`}>
            <th scope="row">{STATES[row.from as StateId]}</th>
            <td>
              {ACTIONS[row.action as ActionId]}
              {row.when.length > 0 && <small>（{guardNames(row.when)}时）</small>}
            </td>
            <td>{STATES[row.to as StateId]}</td>
            <td>{row.by.map((body) => BODIES[body as BodyId]).join('、')}</td>
            <td>{guardNames(row.guards)}</td>
            <td>{guardNames(row.advice)}</td>
            <td>
              {[...row.effects.map((effect) => EFFECTS[effect as EffectId]), ...row.notices.map((notice) => NOTICES[notice as NoticeId].label)].join('、')}
            </td>
            <td className={styles.cited}>{clauseText(row.clause)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}

function guardNames(guards: readonly string[]): string {
  return guards.map((guard) => GUARDS[guard as GuardId].label).join('、');
}

function MaterialTable({ procedure: { label, materials } }: { procedure: PresentedProcedure }) {
  return (
    <Panel title="材料" flush>
      <PlainTable label={`${label}的材料`}>
        <TableHead headings={['材料', '要求', '说明', '依据']} />
        <tbody>
          {inUsualOrder(materials).map(({ material, label: name, required, note, clause }) => (
            <tr key={material}>
              <th scope="row">{name}</th>
              <td>{required ? '必须' : '非必需'}</td>
              <td>{note}</td>
              <td className={styles.cited}>{clauseText(clause)}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Panel>
  );
}

const EXPIRY = { lapse: '申请自动失效', escalate: '提醒并报上一级' };

function ClockTable({ procedure: { clocks }, settings }: { procedure: PresentedProcedure; settings: readonly PresentedSetting[] }) {
  return (
    <Panel title="期限">
      <ul className={styles.list}>
        {clocks.map(({ state, setting, whose, expiry }) => {
          const found = settings.find((one) => one.setting === setting);
          return (
            <li key={state}>
              {STATES[state as StateId]}：由{BODIES[whose as BodyId]}在{found ? settingText(setting, found.value) : '规定期限'}内办理；到期没有办，
              {EXPIRY[expiry]}。
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
