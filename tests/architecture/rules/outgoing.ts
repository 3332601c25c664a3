import { importsOf, withoutComments } from '../imports.ts';
import { isTest, type SourceFile, type Violation } from '../source-files.ts';
import { zoneOf } from './zones.ts';

const DOOR = 'platform/outgoing/';
/** Asks whether the port to listen on is free; sends nothing. */
const LISTENS_ONLY = ['apps/server/free-port.ts'];
const NETWORK = /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises)$|^(undici|axios|got|node-fetch|ky|superagent)$/;
/** Reached as globals. */
const SENDS = /(?<![.\w])fetch\s*\(|\bglobalThis\.fetch\b|\bnew (?:WebSocket|EventSource)\b/;
/** Sends by itself unless it is given our door. */
const DISCOVERS = /\b(?:discovery|new \w*\.?Configuration)\s*\(/;

/** Whatever leaves the server goes through `platform/outgoing`, which refuses inner networks; nobody else opens a connection. */
export function checkOutgoing(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => !isTest(file) && runsOnServer(file)).flatMap(judge);
}

function runsOnServer(file: SourceFile): boolean {
  const zone = zoneOf(file.path);
  if (file.path.startsWith(DOOR) || LISTENS_ONLY.includes(file.path)) return false;
  if (zone.kind === 'app') return zone.name !== 'console';
  return zone.kind === 'platform' || zone.kind === 'engine' || (zone.kind === 'module' && zone.part === 'server');
}

function judge(file: SourceFile): Violation[] {
  const found = importsOf(file).filter(({ isTypeOnly }) => !isTypeOnly);
  const text = withoutComments(file.text);
  const complaints = found.filter(({ specifier }) => NETWORK.test(specifier)).map(({ specifier }) => specifier);
  if (SENDS.test(text)) complaints.push('a request of its own');
  const usesOpenId = found.some(({ specifier }) => specifier === 'openid-client');
  if (usesOpenId && DISCOVERS.test(text) && !text.includes('customFetch')) complaints.push('openid-client without customFetch');
  return complaints.map((what) => ({ path: file.path, message: `${what}: call context.platform.outgoing instead` }));
}
