import { useSearchState } from '../search-state.ts';
import { useViewer } from '../viewer.ts';
import { DivisionPicker } from './division-picker.tsx';
import { useDivision } from './use-division.ts';

/** Narrows a list to one place of the viewer's own, in the address. @param forgets what of the address belongs to the place before */
export function PlaceFilter({ label, forgets }: { label: string; forgets?: string }) {
  const { division, divisionName, level } = useViewer();
  const [values, set] = useSearchState();
  const here = useDivision(values['division'] ?? null);
  // nobody is below a community
  if (division === null || level === 'community') return null;
  return (
    <DivisionPicker
      label={label}
      value={here.data ?? null}
      placeholder={`全部（${divisionName}）`}
      within={{ code: division, name: divisionName }}
      onChange={({ code }) => set({ division: code === division ? undefined : code, ...(forgets === undefined ? {} : { [forgets]: undefined }) })}
    />
  );
}
