import { withoutComments } from '../imports.ts';
import { isTest, type SourceFile, type Violation } from '../source-files.ts';

/**
 * Files that read located rows without the row predicate, each with the reason. Whoever adds one says who has judged the place before
 * or after; a list, count, search, export or report for people is no exception.
 */
const WITHOUT_PREDICATE: Readonly<Record<string, string>> = {
  'modules/activities/server/own-data.ts': 'what the own account signed up for, wherever it takes place',
  'modules/activities/server/retention.ts': 'erased by the night wherever it lies, and shown to nobody',
  'modules/needs/server/carry-needs.ts': 'of two organizations that whoever merges them was judged for; carried wherever it lies',
  'modules/needs/server/own-data.ts': 'what the own account stated, wherever it lies',
  'modules/volunteers/server/own-data.ts': 'the registration of the own account and its minutes',
  'modules/needs/server/find-stated.ts': 'the own need of today in the same words, by the telephone that was typed with it',
  'modules/needs/server/queries/list-similar-needs.ts': 'of the community of a need that findNeed judged, through seenBy',
  'modules/needs/server/queries/own-needs.ts': 'through inReach: what reaches the organizations of the own account',
  'modules/needs/server/programs/program-store.ts': 'a program by the key of its signed request: from here its place comes',
  'modules/needs/server/programs/pass-need.ts': 'what a program passed on itself, by its own key and number, wherever in its district it lies now',
  'modules/needs/server/retention.ts': 'erased by the night wherever it lies, and shown to nobody',
  'modules/needs/server/record-store.ts': 'belongs to a need that was found through inReach',
  'modules/activities/server/report-rule-store.ts': 'the rule of a place stands above it: it binds whoever reports, and is no secret',
  'modules/accounts/server/borrowed-rights.ts': 'what others lent to the own account: from here the jurisdiction comes',
  'modules/accounts/server/colleague-store.ts': 'people of the own office',
  'modules/accounts/server/demonstration-store.ts': 'invented posts, offered to whoever looks around',
  'modules/accounts/server/follow-divisions/accesses.ts': 'carries accesses to the heir of a division, whoever holds them',
  'modules/accounts/server/follow-divisions/hats.ts': 'carries hats to the heir of a division, whoever wears them',
  'modules/accounts/server/follow-divisions/offices.ts': 'carries offices to the heir of a division, whichever they are',
  'modules/accounts/server/follow-divisions/posts.ts': 'carries posts to the heir of a division, whoever holds them',
  'modules/accounts/server/notice-store.ts': 'notices to the own account and its office',
  'modules/accounts/server/person-store.ts': 'a person finds the own hats while signing in, before any place is known',
  'modules/accounts/server/post-store.ts': 'posts of accounts that were judged, the own ones, and one by id that end-post.ts judges under its lock',
  'modules/accounts/server/queries/has-other-holder.ts': 'whether anybody else holds a verb at the own division; nobody is named',
  'modules/accounts/server/recipients.ts': 'who is told of a matter at a division; the names are shown to nobody',
  'modules/accounts/server/session-store.ts': 'the own session with its posts: from here the jurisdiction comes',
  'modules/accounts/server/stand-in-store.ts': 'given or received by the own account, and one by id that revoke-stand-in.ts judges under its lock',
  'modules/filings/server/annual-report-store.ts': 'of an organization that was judged, or that the own account leads',
  'modules/filings/server/claim-store.ts': 'of an organization that was judged, by the code that is the right to it, or by the own account',
  'modules/filings/server/authority-store.ts': 'how an office is called in its documents: it stands on every one of them',
  'modules/filings/server/commands/keep-numbers.ts': "numbers of the actor's own office, and the certificate of an organization that was judged",
  'modules/filings/server/commands/submit-objection.ts': 'an announcement that is public to everybody; nothing of it is shown',
  'modules/evidence/server/commands/export-list.ts': 'conditionsOf of the list judges the place',
  'modules/filings/server/dossier-store.ts': 'belongs to an application that was found through inReach, or to an organization judged by get-timeline.ts',
  'modules/filings/server/own-data.ts': 'a person’s own data, by the own account and telephone, wherever they lie',
  'modules/filings/server/number-store.ts': 'the counter of an authority that the caller is or issues for; nothing of it is shown',
  'modules/indicators/server/figure-store.ts': 'counters of districts, read for places that plans have judged',
  'modules/organizations/server/commands/save-part.ts': 'marks a part just written to an organization that was judged under its lock',
  'modules/organizations/server/merge-store.ts': 'both organizations were judged under their lock',
  'modules/filings/server/retention.ts': 'the nightly job erases what is past its end everywhere; nothing is shown',
  'platform/files/file-store.ts': 'files of records that their module has judged, and one by id whose keeper read-file.ts asks',
  'modules/volunteers/server/commands/issue-certificate.ts': 'minutes of a volunteer who was judged under the lock',
  'modules/volunteers/server/figure-follower.ts': 'carries counters to the heir of a division, whichever they are',
  'modules/volunteers/server/queries/get-volunteer.ts': 'teams of a volunteer who was judged',
  'platform/files/scan-waiting.ts': 'the nightly job scans every content, and the operator is told how many are left; nothing is shown',
  'platform/files/list-contents.ts': 'every content for backup and check by the operator; nothing of it is shown but ids',
  'platform/facts/located-tables.ts': 'carries rows to the heir of a division, whatever they are',
  'platform/imports/empty-districts.ts': 'rows outside the jurisdiction ask nothing; whether a district has any record is told to nobody',
  'platform/imports/insert-records.ts': 'writes rows whose places refuse-outside.ts has judged',
  'platform/imports/remove-demonstration-records.ts': 'the whole tree is demanded by the command',
  'platform/imports/undo-batch.ts': 'rows of a batch whose jurisdiction was judged under its lock',
  'platform/personal-data/retention.ts': 'the operator counts, and the nightly job erases, what is past its end everywhere; nothing is shown',
  'platform/personal-data/register-own-data.ts': 'a person’s own data, by the own telephone, wherever they lie',
  'platform/registers/count-by-place.ts': 'conditionsOf of the list judges the place',
  'platform/registers/find-by-key.ts': 'drafts outside the jurisdiction ask nothing',
  'platform/registers/follow-home.ts': 'follows a record that was judged',
  'platform/registers/put-elsewhere.ts': 'writes rows again whose move was judged',
  'platform/registers/get-record.ts': 'requireWithin before anything is shown',
  'platform/registers/insert-rows.ts': 'writes rows that were judged',
  'platform/crypto/re-encrypt.ts': 'the operator writes every number under the new key; nothing is shown',
  'platform/registers/merge-records.ts': 'both records were judged under their lock',
  'platform/registers/move-referrers.ts': 'belongs to a record that was judged',
  'platform/registers/release-references.ts': 'belongs to a record that was judged',
  'platform/registers/write-children.ts': 'writes rows that were judged',
  'platform/registers/write-former-names.ts': 'writes rows that were judged',
};

/** Tables whose rows lie somewhere: with `district` and `div`. */
function locatedTables(files: readonly SourceFile[]): Set<string> {
  const schema = files.find(({ path }) => path === 'database/schema.sql')?.text ?? '';
  const tables = [...schema.matchAll(/create table (?:public\.)?(\w+) \(([\s\S]*?)\n\);/gi)];
  return new Set(tables.filter(([, , columns = '']) => /\bdistrict\b/.test(columns) && /\bdiv\b/.test(columns)).map(([, name = '']) => name));
}

/** Files of modules and platform that read rows which lie somewhere go through `inRange`, or say above why not. */
export function checkRowPredicate(files: readonly SourceFile[], exceptions: Readonly<Record<string, string>> = WITHOUT_PREDICATE): Violation[] {
  const located = locatedTables(files);
  const readers = files
    .filter((file) => !isTest(file) && /^(modules\/[^/]+\/server|platform)\/.*\.ts$/.test(file.path))
    .filter(({ text }) => {
      const code = withoutComments(text);
      const names = [...code.matchAll(/\b(?:from|join)\s+(\w+)\b/g)].map(([, name = '']) => name);
      return (names.some((name) => located.has(name)) || code.includes('sql.table(')) && !code.includes('inRange(');
    });
  const known = new Set(Object.keys(exceptions));
  const forgotten = readers.filter(({ path }) => !known.has(path)).map(({ path }) => ({ path, message: 'reads located rows without inRange' }));
  const idle = [...known].filter((path) => !readers.some((reader) => reader.path === path)).map((path) => ({ path, message: 'is no exception any more' }));
  return [...forgotten, ...idle];
}
