import { useState } from 'react';
import { figureText, fractionText } from '#ui/figures/format-figure.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { PlainTable } from '#ui/table/plain-table.tsx';
import type { Report } from '../contract/report.ts';

/** The same figures unit by unit, one target at a time. */
export function FrozenUnits({ report }: { report: Report }) {
  const targets = report.frozen.figures.filter(({ kind }) => kind !== 'milestone' && kind !== 'parts');
  // some targets are counted above these units only
  const counted = targets.find(({ id }) => report.frozen.units.some(({ figures }) => figures.some((figure) => figure.id === id && figure.value !== null)));
  const [chosen, setChosen] = useState((counted ?? targets[0])?.id ?? '');
  if (report.frozen.units.length === 0 || targets.length === 0) return null;
  const options = targets.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Panel title="分单位" flush actions={<Choice label="看哪项目标" value={chosen} options={options} onChange={setChosen} />}>
      <PlainTable label="分单位的数字">
        <tbody>
          {report.frozen.units.map((unit) => {
            const figure = unit.figures.find(({ id }) => id === chosen);
            return (
              <tr key={unit.code}>
                <th scope="row">{unit.name}</th>
                <td data-number>{figure && fractionText(figure)}</td>
                <td data-number>{figure ? figureText(figure) : '—'}</td>
              </tr>
            );
          })}
        </tbody>
      </PlainTable>
    </Panel>
  );
}
