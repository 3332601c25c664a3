import { PAPER_KINDS } from '#shared/file-kind.ts';
import { Input } from 'antd';
import { FileBox } from '#ui/files/file-box.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Application, HeldMaterial } from '../../contract/application.ts';
import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import styles from '../filings.module.css';
import { inUsualOrder } from '../usual-order.ts';
import type { Draft } from './use-draft.ts';
import { type MaterialFiles, useMaterialFiles } from './use-material-files.ts';

const HELD = [
  { value: '', label: '还没有' },
  { value: 'paper', label: '纸质' },
  { value: 'electronic', label: '电子' },
  { value: 'shared', label: '已共享，免交' },
];

/** What the rules of the place ask for, each with how it is held and what was photographed of it. */
export function MaterialChecklist({ draft, application }: { draft: Draft; application: Application }) {
  const files = useMaterialFiles(application.id, draft);
  if (application.materials.length === 0) return null;
  return (
    <Panel title="材料">
      <ul className={styles.stack}>
        {inUsualOrder(application.materials).map((asked) => (
          <MaterialItem key={asked.material} asked={asked} draft={draft} files={files} />
        ))}
      </ul>
    </Panel>
  );
}

interface MaterialItemProps {
  asked: Application['materials'][number];
  draft: Draft;
  files: MaterialFiles;
}

function MaterialItem({ asked: { material, label, required, note, clause, files: kept, mostFiles }, draft, files }: MaterialItemProps) {
  const held = draft.materials.find((one) => one.material === material);
  const set = (patch: Partial<HeldMaterial> | null) => {
    const others = draft.materials.filter((one) => one.material !== material);
    draft.setMaterials(patch === null ? others : [...others, { material, heldAs: 'paper', ...held, ...patch }]);
  };
  return (
    <li className={styles.material} title={clause ? `依据：${clauseText(clause)}` : undefined}>
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
        onChange={(heldAs) => set(heldAs === '' ? null : { heldAs: heldAs as HeldMaterial['heldAs'] })}
      />
      {held && (
        <Input
          aria-label={`${label}的文号或说明`}
          placeholder="文号或说明（可不填）"
          defaultValue={held.reference}
          maxLength={200}
          onChange={(event) => set({ reference: event.target.value })}
        />
      )}
      <FileBox label={label} files={kept} kinds={PAPER_KINDS} mostFiles={mostFiles} onAdd={(file) => files.add(material, file)} onRemove={files.remove} />
    </li>
  );
}
