import { DATA_CLASSES, type DataClass } from '#shared/data-class.ts';
import { type DivisionLevel, type KeyRange, NATION_KEY, rangeOf } from '#shared/division-code.ts';

/** Verb of the permission catalogue → classes of data it reaches. `*` for the local operator. Ask through `can`. */
export type Grants = ReadonlyMap<string, ReadonlySet<DataClass>>;

/** Rights that are not the person's own: in another's place, or for a while beyond the own jurisdiction. */
export type Borrowed =
  | { kind: 'standIn'; id: number; accountId: number; name: string }
  /** a granted access to a division outside the post's */
  | { kind: 'temporaryAccess'; id: number };

/** Whoever acts: an account in one of its posts, or a system actor. */
export interface Actor {
  /** account id, or `system:cli`, `system:jobs` */
  id: string;
  /** what people read: `张三`, or `张三（代李四）` for whoever acts in another's place */
  name: string;
  /** the post acted in: in another's place, that person's */
  postId: string | null;
  /** key and level of the division the post is responsible for */
  division: number;
  divisionLevel: DivisionLevel;
  range: KeyRange;
  grants: Grants;
  /** every audit entry says so, see `platform/audit` */
  borrowed?: Borrowed;
}

/** The same classes for each of these verbs; all classes unless said. */
export function grantsOf(verbs: Iterable<string>, classes: readonly DataClass[] = DATA_CLASSES): Grants {
  return new Map([...verbs].map((verb) => [verb, new Set(classes)]));
}

/** The local operator at the command line: rights over the whole tree, audited as `system:cli`. */
export function systemActor(id: 'system:cli' | 'system:jobs' | 'system:demo'): Actor {
  return {
    id,
    name: { 'system:cli': '本机操作员', 'system:jobs': '后台任务', 'system:demo': '演示数据' }[id],
    postId: null,
    division: NATION_KEY,
    divisionLevel: 'nation',
    range: rangeOf(NATION_KEY, 'nation'),
    grants: grantsOf(['*']),
  };
}

/** Whoever has not signed in: no rights, nothing in range. */
export const NOBODY: Actor = {
  id: 'anonymous',
  name: '未登录',
  postId: null,
  division: NATION_KEY,
  divisionLevel: 'community',
  range: { from: 0, to: 0 },
  grants: grantsOf([]),
};
