/**
 * Files with statements on distributed tables that name no district, by the reason. On a distributed engine each asks every shard, and
 * those that join by another column are refused there until they are rewritten: what is left to do before a cluster can be used.
 */
const IN_USERS_PATHS: Readonly<Record<string, readonly string[]>> = {
  'the yearly report of an organization, by its id': ['modules/filings/server/annual-report-store.ts'],
  'a pairing by its two parties, whoever’s office entered it': ['platform/registers/find-by-key.ts'],
  'what refers to a record that somebody removes, wherever it lies': ['platform/registers/release-references.ts'],
  'what a person has anywhere: the own account, telephone or organizations': [
    'modules/evidence/server/view-store.ts',
    'modules/filings/server/application-store.ts',
    'modules/filings/server/claim-store.ts',
    'modules/filings/server/own-data.ts',
    'modules/needs/server/own-data.ts',
    'modules/needs/server/need-store.ts',
    'modules/needs/server/queries/own-needs.ts',
    'platform/personal-data/register-own-data.ts',
    'platform/registers/personal-data-views.ts',
  ],
  'programs of others by the key of a signed request, and their requests once these are old': [
    'modules/needs/server/programs/program-store.ts',
    'modules/needs/server/commands/watch-needs.ts',
  ],
};

/** In nobody's way: work of the background, of the operator, or so rare that asking every shard is the simplest that is right. */
const BESIDE_USERS_PATHS: Readonly<Record<string, readonly string[]>> = {
  'what belonged to an organization that was merged into another goes along, wherever it lies': [
    'modules/activities/server/carry-occasions.ts',
    'modules/filings/server/number-store.ts',
    'modules/filings/server/organization-keeper.ts',
    'modules/needs/server/carry-needs.ts',
    'modules/organizations/server/merge-store.ts',
    'modules/plans/server/gap-task-store.ts',
    'modules/publicity/server/history-store.ts',
    'modules/volunteers/server/carry-teams.ts',
  ],
  'rows of one import, which may be of many districts, when the import is undone': ['platform/imports/undo-batch.ts'],
  'demonstration records, made and removed as a whole': [
    'modules/filings/server/take-back-numbers.ts',
    'modules/needs/server/commands/remove-demonstration-needs.ts',
    'modules/volunteers/server/commands/create-demonstration-volunteers.ts',
    'modules/volunteers/server/commands/remove-demonstration-volunteers.ts',
    'platform/imports/remove-demonstration-records.ts',
  ],
  'the nightly erasure and the exchange of the master key, over the whole installation': [
    'platform/crypto/re-encrypt.ts',
    'platform/personal-data/retention.ts',
  ],
  'the trail of the whole installation': ['platform/audit/list-entries.ts', 'platform/installation/installation-marks.ts'],
};

export const OF_ALL_SHARDS: Readonly<Record<string, readonly string[]>> = { ...IN_USERS_PATHS, ...BESIDE_USERS_PATHS };
