/** The product's own log, line by line: how long every answer took in the server. */

export const CLASSES = {
  search: 'searches and lists of the console',
  write: 'writes',
  read: 'other readings of the console',
  own: 'own pages of people who signed in',
  page: 'public pages',
} as const;
export type RequestKind = keyof typeof CLASSES;

export interface Answered {
  kind: RequestKind;
  status: number;
  milliseconds: number;
  path: string;
}

const SEARCHES = /^\/api\/v1\/(registers\/[\w-]+\/(records|places)|divisions\/search|volunteers)$/;

/** @returns undefined for what is no line about an answer */
export function answerIn(line: string): Answered | undefined {
  if (!line.startsWith('{') || !line.includes('"answered"')) return undefined;
  const { req, status, milliseconds } = JSON.parse(line) as { req: { method: string; path: string }; status: number; milliseconds: number };
  return { kind: kindOf(req.method, req.path), status, milliseconds, path: `${req.method} ${req.path.replaceAll(/\d{2,}/g, 'N')}` };
}

function kindOf(method: string, path: string): RequestKind {
  if (method !== 'GET') return 'write';
  if (SEARCHES.test(path)) return 'search';
  if (path.startsWith('/api/')) return 'read';
  return path.startsWith('/my') ? 'own' : 'page';
}
