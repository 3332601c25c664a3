/**
 * Loaded before the product (`--import`): keeps each TypeScript module as Node's stripper of types leaves it, so that from the second start on the
 * stripper (11 MB) is not loaded. Node's own cache of compiled code does this too, but holds all it read (17 MB) until the process ends (ADR 0153).
 *
 * WOTU_CODE_CACHE names the folder; one that cannot be written only costs the time and memory of stripping. What is kept is found by the content of
 * its source and by the Node that stripped it, so it is never out of date. What no process has used for a month, of an edition that is gone, is
 * removed by any process that lives longer than a minute.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const FOLDER = process.env.WOTU_CODE_CACHE ?? fileURLToPath(new URL('../../node_modules/.cache/wotu-code/', import.meta.url));

nodeModule.registerHooks({
  load(address, context, next) {
    if (context.format !== 'module-typescript') return next(address, context);
    return { format: 'module', source: strippedOf(readFileSync(fileURLToPath(address))), shortCircuit: true };
  },
});

/** What this process read or kept itself. @type {Set<string>} */
const used = new Set();

/** Ends what was kept: a file that a power cut left short has no end. */
const END = '\n// end of what was kept';

/** @param {Buffer} source @returns {string} the same lines without types: places named in a stack are those of the source */
function strippedOf(source) {
  const file = path.join(FOLDER, `${createHash('sha256').update(process.version).update(source).digest('hex')}.js`);
  used.add(file);
  const kept = readKept(file);
  if (kept) {
    touch(file);
    return kept;
  }
  const stripped = nodeModule.stripTypeScriptTypes(source.toString()) + END;
  keep(file, stripped);
  return stripped;
}

function readKept(file) {
  try {
    const text = readFileSync(file, 'utf8');
    return text.endsWith(END) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another process may be reading. */
function keep(file, text) {
  const part = `${file}.${randomUUID()}`;
  try {
    // whoever can write here can change what the product does
    mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
    writeFileSync(part, text, { mode: 0o600 });
    renameSync(part, file);
  } catch {
    leaveNothing(part);
  }
}

function leaveNothing(part) {
  try {
    rmSync(part, { force: true });
  } catch {
    // nothing could be written there in the first place
  }
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const UNUSED_MS = 30 * DAY_MS;
/** Nothing else is removed, whatever the folder is shared with: what was kept, and parts whose process was killed. */
const OURS = /^[0-9a-f]{64}\.js(\.[0-9a-f-]{36})?$/;

/** A file's time says on which day it was used last; written once a day at most. */
function touch(file) {
  try {
    const now = Date.now();
    if (now - statSync(file).mtimeMs > DAY_MS) utimesSync(file, now / 1000, now / 1000);
  } catch {
    // gone, or another account's: then it is stripped anew one day
  }
}

/** A server that runs for months still uses what it read at its start. */
async function sweep() {
  for (const file of used) touch(file);
  const names = await readdir(FOLDER).catch(() => []);
  for (const name of names) {
    const file = path.join(FOLDER, name);
    if (!OURS.test(name) || used.has(file)) continue;
    const found = await stat(file).catch(() => undefined);
    // whoever reads it at this moment has it whole, or strips the source
    if (found && Date.now() - found.mtimeMs > UNUSED_MS) await rm(file, { force: true }).catch(() => undefined);
  }
}

if (isMainThread) {
  setTimeout(sweep, MINUTE_MS).unref();
  setInterval(sweep, DAY_MS).unref();
}
