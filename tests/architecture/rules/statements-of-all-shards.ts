/**
 * Files with statements on distributed tables that name no district, by the reason. On a distributed engine each asks every shard.
 */
const IN_USERS_PATHS: Readonly<Record<string, readonly string[]>> = {
  'what is held under a telephone, for whom it is: the right to know is of the whole country; of a gathered copy where there is one (ADR 0160)': [
    'modules/filings/server/own-data.ts',
    'platform/personal-data/register-own-data.ts',
  ],
};

/** In nobody's way: work of the background, of the operator, or so rare that asking every shard is the simplest that is right. */
const BESIDE_USERS_PATHS: Readonly<Record<string, readonly string[]>> = {
  'columns that name a division which was moved, merged or split': ['platform/facts/located-tables.ts'],
  'rows of one import, which may be of many districts, when the import is undone': ['platform/imports/undo-batch.ts'],
  'demonstration records, made and removed as a whole': [
    'modules/filings/server/take-back-numbers.ts',
    'modules/needs/server/commands/remove-demonstration-needs.ts',
    'modules/volunteers/server/commands/create-demonstration-volunteers.ts',
    'modules/volunteers/server/commands/remove-demonstration-volunteers.ts',
    'platform/imports/remove-demonstration-records.ts',
  ],
  'work of the night and of the operator over the whole installation: erasure, scanning of files, old requests of programs, a new master key': [
    'modules/activities/server/retention.ts',
    'modules/filings/server/retention.ts',
    'modules/needs/server/retention.ts',
    'modules/needs/server/commands/watch-needs.ts',
    'platform/crypto/re-encrypt.ts',
    'platform/files/scan-waiting.ts',
    'platform/personal-data/retention.ts',
  ],
  'marks that a copy shows, which is one server': ['platform/replica/copy-age.ts'],
  'how often articles were opened, counted every while': ['modules/publicity/server/count-reads.ts'],
  'counters of the provinces, summed up anew': ['modules/indicators/server/province-store.ts'],
  'the trail of the whole installation': [
    'platform/audit/export-trail.ts',
    'platform/audit/list-entries.ts',
    'platform/audit/read-chains.ts',
    'platform/installation/installation-marks.ts',
  ],
};

export const OF_ALL_SHARDS: Readonly<Record<string, readonly string[]>> = { ...IN_USERS_PATHS, ...BESIDE_USERS_PATHS };
