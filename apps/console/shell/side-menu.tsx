import { Link, useLocation } from '@tanstack/react-router';
import { useViewer } from '#ui/viewer.ts';
import { type MenuEntry, menuOf } from './menu.ts';
import styles from './shell.module.css';

/** The menu at the left, on a phone over the page. Only what the post may open is shown. */
export function SideMenu({ plan, open, onLeave }: { plan: string | null; open: boolean; onLeave: () => void }) {
  const groups = menuOf(plan, useViewer());
  const here = useHere(groups.flatMap(({ entries }) => entries));
  return (
    <nav className={styles.side} data-open={open} aria-label="主菜单">
      {groups.map((group) => (
        <div key={group.title} className={styles.group}>
          <h2>{group.title}</h2>
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.label}>
                <MenuLink entry={entry} here={entry === here} onLeave={onLeave} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The entry whose page this is, or the nearest above it: the desk is not here while its statistics are looked at. */
function useHere(entries: readonly MenuEntry[]): MenuEntry | undefined {
  const { pathname } = useLocation();
  const isAbove = (entry: MenuEntry) => {
    const path = pathOf(entry);
    const isCockpit = entry.to === '/plans/$plan';
    return pathname === path || (pathname.startsWith(`${path}/`) && (!isCockpit || pathname.includes('/targets/')));
  };
  return entries.filter(isAbove).sort((one, other) => pathOf(other).length - pathOf(one).length)[0];
}

function pathOf({ to, params }: MenuEntry): string {
  return to.replace('$plan', params?.['plan'] ?? '');
}

function MenuLink({ entry, here, onLeave }: { entry: MenuEntry; here: boolean; onLeave: () => void }) {
  return (
    <Link
      to={entry.to}
      params={entry.params ?? {}}
      className={styles.link}
      activeOptions={{ exact: true }}
      aria-current={here ? 'page' : undefined}
      data-here={here}
      onClick={onLeave}
    >
      {entry.label}
    </Link>
  );
}
