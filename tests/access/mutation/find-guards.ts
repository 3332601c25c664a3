/**
 * Finds every place in the source that keeps somebody from something, and how it would read if it did not.
 * A guard that is written in one of these ways is found without being listed anywhere.
 */
import { parseSync } from 'vite';
import { type Node, calleeName, walk } from './source-tree.ts';

/** Text put into the source: all insertions, so that guards within guards keep their places. */
export interface Edit {
  at: number;
  text: string;
  /** cut away from here */
  cutTo?: number;
}

export interface Guard {
  /** file, kind and number within the file: the same as long as the file stays the same */
  id: string;
  kind: string;
  path: string;
  line: number;
  /** the source of the guard, shortened */
  source: string;
  edits: Edit[];
}

interface Found {
  kind: string;
  node: Node;
  edits(id: string): Edit[];
}

interface Source {
  path: string;
  text: string;
  of(node: Node): string;
}

const asked = (id: string) => `globalThis.__wotuGuard?.(${JSON.stringify(id)})`;

/** The expression, or something else while the guard is off. */
function instead(node: Node, other: string): Found['edits'] {
  return (id) => [
    { at: node.start, text: `(${asked(id)}?${other}:` },
    { at: node.end, text: ')' },
  ];
}

function replaced(start: number, end: number, text: (id: string) => string): Found['edits'] {
  return (id) => [{ at: start, cutTo: end, text: text(id) }];
}

type Finder = (node: Node, above: readonly Node[], source: Source) => Found[];

/** They look at what was sent, not at who sent it. */
const JUDGES_DATA = /^require(Magic|KnownMigrations|NotNewer|SameKey|Children|Holding|Numbers|LaterDay|NothingLost|Done|Value|Association|DoorOpen|Open)$/;

/** Calls that answer whether somebody may. */
const calls: Finder = (node, above, source) => {
  const name = calleeName(node);
  const [first, second] = (node['arguments'] ?? []) as Node[];
  const found = (kind: string, other: string): Found[] => [{ kind, node, edits: instead(node, other) }];
  if (name === 'can') return found('right', 'true');
  if (name === 'isOwnOffice' || name === 'isOfficeAbove') return found('office', 'true');
  if (name === 'inRange') return found('rows', 'globalThis.__wotuTrue');
  if (name === 'isWithin' && second && /\brange$/.test(source.of(second))) return found('place', 'true');
  if (name === 'intersect' && first && second) return found('place', `(${source.of(second)})`);
  if (/^mask[A-Z]/.test(name ?? '') && first) return found('mask', `(${source.of(first)})`);
  if (JUDGES_DATA.test(name ?? '')) return [];
  const statement = above.find(({ type }) => type !== 'AwaitExpression');
  if (/^require[A-Z]/.test(name ?? '') && statement?.type === 'ExpressionStatement') return found('demand', 'undefined');
  return [];
};

/** `if (…) throw refuse(…)` with a refusal that speaks of rights, and `if (…) return null` of the doors. */
function refusals(forbidding: ReadonlySet<string>): Finder {
  return (node, _above, source) => {
    if (node.type !== 'IfStatement') return [];
    const test = node['test'] as Node;
    const then = source.of(node['consequent'] as Node);
    const code = /^\{?\s*(?:throw|return) refuse\(\w+\.(\w+)/.exec(then)?.[1];
    const isDoor = /accounts\/server\/(authenticator|actor-of)/.test(source.path) && /return (null|undefined)/.test(then);
    return (code !== undefined && forbidding.has(code)) || isDoor ? [{ kind: 'refusal', node: test, edits: instead(test, 'false') }] : [];
  };
}

/** What a route demands: less is enough while it is off. */
const routes: Finder = (node, _above, source) => {
  if (node.type !== 'Property' || !/contract\/.*routes/.test(source.path) || source.of(node['key'] as Node) !== 'permission') return [];
  const value = source.of(node['value'] as Node);
  if (value === "'public'") return [];
  const less = value === "'session'" ? "'public'" : "'session'";
  return [{ kind: 'route', node, edits: replaced(node.start, node.end, (id) => `get permission() { return ${asked(id)}?${less}:${value} }`) }];
};

/** Values under `abilities`: what screens are told one may do. */
const abilities: Finder = (node, above) => {
  const [object, holder] = above;
  const isAbility = node.type === 'Property' && object?.type === 'ObjectExpression' && holder?.type === 'Property' && nameOf(holder) === 'abilities';
  const value = node['value'] as Node;
  return isAbility && value.type !== 'ArrayExpression' ? [{ kind: 'ability', node: value, edits: instead(value, 'true') }] : [];
};

const nameOf = (property: Node) => String((property['key'] as Node)['name']);

/** The caller's jurisdiction, handed on: the whole tree while it is off. */
const jurisdictions: Finder = (node, above, source) => {
  if (node.type !== 'MemberExpression' || !/\bactor\.range$/.test(source.of(node))) return [];
  const [holder] = above;
  if (holder?.type === 'MemberExpression' || ['isWithin', 'intersect', 'inRange'].includes(calleeName(holder as Node) ?? '')) return [];
  return [{ kind: 'jurisdiction', node, edits: instead(node, '({from:0,to:1e12})') }];
};

/** Ends of a range in a statement to the database: open on that side while it is off. */
const rangeEnds: Finder = (node, above, source) => {
  if (node.type !== 'MemberExpression' || !/\brange\.(from|to)$/.test(source.of(node))) return [];
  if (!above.some(({ type }) => type === 'TaggedTemplateExpression')) return [];
  const isFrom = source.of(node).endsWith('.from');
  return [{ kind: 'range end', node, edits: instead(node, isFrom ? '0' : '1e12') }];
};

/** Personal columns treated like any other. */
const columns: Finder = (node) => (calleeName(node) === 'isPersonal' ? [{ kind: 'personal column', node, edits: instead(node, 'false') }] : []);

/** `X is null`, `X > ${now}` and `account_id = ${…}` in the statements that open doors. */
const doors: Finder = (node, above, source) => {
  if (node.type !== 'TemplateElement' || above[1]?.type !== 'TaggedTemplateExpression' || !/modules\/accounts\/server\//.test(source.path)) return [];
  const text = source.text.slice(node.start, node.end);
  const forms: [RegExp, string, string][] = [
    [/[\w.]*disabled_at is null/g, 'door', 'true'],
    [/[\w.]*(?:expires_at|seen_at|ends_on)(?= > (?:\$\{?)?$)/g, 'door', "'infinity'::timestamptz"],
    [/(?<=where )[\w.]*account_id =(?= (?:\$\{?)?$)/g, 'own', '0::bigint <>'],
  ];
  return forms.flatMap(([pattern, kind, other]) =>
    [...text.matchAll(pattern)].map((match) => {
      const start = node.start + match.index;
      const end = start + match[0].length;
      const part = { ...node, start, end };
      return { kind, node: part, edits: replaced(start, end, (id) => `\${sql.raw(${asked(id)}?${JSON.stringify(other)}:${JSON.stringify(match[0])})}`) };
    }),
  );
};

/** @param forbidding codes of refusals that speak of rights @param path from the product's folder */
export function findGuards(path: string, text: string, forbidding: ReadonlySet<string>): Guard[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const source: Source = { path, text, of: (node) => text.slice(node.start, node.end) };
  const finders = [calls, refusals(forbidding), routes, abilities, jurisdictions, rangeEnds, columns, doors];
  const found = [...walk(program as unknown as Node)].flatMap(({ node, above }) => finders.flatMap((find) => find(node, above, source)));
  found.sort((one, other) => one.node.start - other.node.start);
  return found.map(({ kind, node, edits }, number) => {
    const id = `${path}#${number}`;
    const line = text.slice(0, node.start).split('\n').length;
    return { id, kind, path, line, source: source.of(node).replaceAll(/\s+/g, ' ').slice(0, 100), edits: edits(id) };
  });
}

/** The source with a switch at every guard. */
export function withSwitches(text: string, guards: readonly Guard[]): string {
  // at one place what ends comes before what begins; of two that begin the outer one was found first
  const edits = guards.flatMap((guard) => guard.edits);
  const closing = (edit: Edit) => (edit.text === ')' ? 0 : 1);
  const ordered = edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.at - b.at || closing(a) - closing(b) || a.order - b.order);
  let [result, from] = ['', 0];
  for (const { at, text: added, cutTo } of ordered) {
    result += text.slice(from, at) + added;
    from = cutTo ?? at;
  }
  return result + text.slice(from);
}
