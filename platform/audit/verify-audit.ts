import type { KeyObject } from 'node:crypto';
import type { Database, Transaction } from '../db/database.ts';
import { type AuditFinding, createChainChecker } from './chain-checker.ts';
import type { HeadsFile } from './heads-file.ts';
import { readChains, readCheckpoints, readHeads, statementOf } from './read-chains.ts';
import { isSignedBy } from './signed-points.ts';

export interface AuditVerification {
  chains: number;
  entries: number;
  findings: AuditFinding[];
}

/**
 * Recomputes every chain of the audit trail from its first entry, or from the signed checkpoint of its dropped months: a changed,
 * removed, added or reordered entry shows, one finding per chain, the first. A cut-off end shows where the head was left as it was;
 * whoever can write the head as well is found only by heads that were exported before.
 * @param key the cipher's audit key
 * @param noted heads that were exported at some time; what they noted must still be there
 */
export async function verifyAudit(db: Database | Transaction, key: KeyObject, noted?: HeadsFile): Promise<AuditVerification> {
  const checker = createChainChecker(key);
  for (const [district, point] of noted?.heads ?? []) checker.expect(district, point);
  for (const checkpoint of await readCheckpoints(db)) {
    checker.beginAt(checkpoint.district, checkpoint);
    if (!isSignedBy(key, 'checkpoint', statementOf(checkpoint), checkpoint.signature))
      checker.finding({ district: checkpoint.district, number: checkpoint.number, problem: 'checkpointForged' });
  }
  for await (const entry of readChains(db)) checker.follow(entry);
  return checker.end(await readHeads(db));
}
