/** Libraries say these in words only: no free connection in time, a connection that broke or no longer answers, a server that stops while somebody asks. */
const WORDS =
  /timeout exceeded when trying to connect|connection terminated|not queryable|query read timeout|connection error|connection is closed|driver has already been destroyed/i;
/** The network's own codes. */
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ENOTFOUND'];
/**
 * PostgreSQL's classes: 08 connection, 53 disk, memory or connections used up, 57 stopping, starting or a statement cut off, 58 broken files;
 * 25006 a server that only reads after a switch, 25P03 an idle transaction ended, 55P03 a lock that was not had in time, 40003 outcome unknown.
 */
const STATES = /^(08...|53...|57P0.|57014|58...|25006|25P03|55P03|40003)$/;

/** True when the database could not do its work for reasons of its own: asking again later may succeed. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return STATES.test(code) || NETWORK.includes(code);
  return WORDS.test(error.message);
}
