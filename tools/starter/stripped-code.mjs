/**
 * Loaded before the product (`--import`): keeps each TypeScript module as Node's stripper of types leaves it, so that from the second start on the
 * stripper (11 MB) is not loaded. Node's own cache of compiled code does this too, but holds all it read (17 MB) until the process ends (ADR 0153).
 *
 * WOTU_CODE_CACHE names the folder; one that cannot be written only costs the time and memory of stripping. What is kept is found by the content of
 * its source and by the Node that stripped it, so it is never out of date.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env.WOTU_CODE_CACHE ?? fileURLToPath(new URL('../../node_modules/.cache/wotu-code/', import.meta.url));

nodeModule.registerHooks({
  load(address, context, next) {
    if (context.format !== 'module-typescript') return next(address, context);
    return { format: 'module', source: strippedOf(readFileSync(fileURLToPath(address))), shortCircuit: true };
  },
});

/** Ends what was kept: a file that a power cut left short has no end. */
const END = '\n// end of what was kept';

/** @param {Buffer} source @returns {string} the same lines without types: places named in a stack are those of the source */
function strippedOf(source) {
  const file = path.join(FOLDER, `${createHash('sha256').update(process.version).update(source).digest('hex')}.js`);
  const kept = readKept(file);
  if (kept) return kept;
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
