import { DATA_CLASS_NAMES, DATA_CLASSES, type DataClass } from '#shared/data-class.ts';
import type { Grant } from '../contract/borrowed-schemas.ts';
import styles from './accounts.module.css';

/** Verb → classes of data. */
export type Ticked = Readonly<Record<string, readonly DataClass[]>>;

export function tickedOf(grants: readonly Grant[]): Ticked {
  return Object.fromEntries(grants.map(({ verb, classes }) => [verb, classes]));
}

export function isSame(one: Ticked, other: Ticked): boolean {
  const pairs = (ticked: Ticked) => Object.entries(ticked).flatMap(([verb, classes]) => classes.map((name) => `${verb} ${name}`));
  const [first, second] = [pairs(one), new Set(pairs(other))];
  return first.length === second.size && first.every((pair) => second.has(pair));
}

interface GrantTableProps {
  /** rows in the order of the catalogue, with the classes that can be ticked or are held */
  verbs: readonly Grant[];
  ticked: Ticked;
  /** what the role has by itself */
  preset: Ticked;
  /** what may be ticked; without it the table is only read */
  grantable: Ticked;
  onChange: (ticked: Ticked) => void;
}

/** What a post may do, over which data: one box for each verb and class. */
export function GrantTable({ verbs, ticked, preset, grantable, onChange }: GrantTableProps) {
  function toggle(verb: string, name: DataClass): void {
    const now = ticked[verb] ?? [];
    onChange({ ...ticked, [verb]: now.includes(name) ? now.filter((one) => one !== name) : [...now, name] });
  }
  return (
    <div className={styles.grantFrame}>
      <table className={styles.grants} aria-label="权限与信息范围">
        <thead>
          <tr>
            <th scope="col">权限</th>
            {DATA_CLASSES.map((name) => (
              <th key={name} scope="col">
                {DATA_CLASS_NAMES[name]}
              </th>
            ))}
            <th scope="col">与角色相比</th>
          </tr>
        </thead>
        <tbody>
          {verbs.map((row) => (
            <tr key={row.verb}>
              <th scope="row">{row.name}</th>
              {DATA_CLASSES.map((name) => (
                <td key={name}>
                  <Box
                    label={`${row.name}：${DATA_CLASS_NAMES[name]}`}
                    isTicked={ticked[row.verb]?.includes(name) ?? false}
                    mayTick={grantable[row.verb]?.includes(name) ?? false}
                    isReadOnly={Object.keys(grantable).length === 0}
                    onToggle={() => toggle(row.verb, name)}
                  />
                </td>
              ))}
              <td>{differenceOf(ticked[row.verb] ?? [], preset[row.verb] ?? [])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface BoxProps {
  label: string;
  isTicked: boolean;
  mayTick: boolean;
  isReadOnly: boolean;
  onToggle: () => void;
}

function Box({ label, isTicked, mayTick, isReadOnly, onToggle }: BoxProps) {
  if (isReadOnly || (!mayTick && !isTicked))
    return (
      <span className={styles.none} role="img" aria-label={`${label}${isTicked ? '，有' : '，没有'}`}>
        {isTicked ? '✓' : '–'}
      </span>
    );
  return (
    <label>
      <input type="checkbox" aria-label={label} checked={isTicked} onChange={onToggle} />
    </label>
  );
}

function differenceOf(now: readonly DataClass[], preset: readonly DataClass[]): string {
  const more = now.filter((name) => !preset.includes(name)).length;
  const less = preset.filter((name) => !now.includes(name)).length;
  return [more > 0 ? `多 ${more} 类` : '', less > 0 ? `少 ${less} 类` : ''].filter(Boolean).join('，');
}
