/** Guards that the mutation run treats apart, each with the reason. */
export interface Apart {
  /** of their keys: `file kind: source`, with a number where a file has several alike */
  key: RegExp;
  reason: string;
  /** a second guard refuses the same, so that either alone is enough: both are turned off, and what the second alone would show does not count */
  together?: RegExp;
  /** what stands before it and is tried: while it holds, nobody comes here with anything else. The guard is left alone, and so it is without either */
  behind?: RegExp;
}

const ON_THE_LIST = 'the activity was found within the range before, and its list lies where it lies';

export const APART: readonly Apart[] = [
  {
    key: /^platform\/registers\/read-referred-names\.ts rows: inRange/,
    reason: 'what has no name of its own lies where the record lies that it names, so that nothing else can be asked for',
  },
  {
    key: /^platform\/registers\/(save-record\.ts jurisdiction: context\.actor\.range \(2\)|present-records\.ts jurisdiction: context\.actor\.range)$/,
    reason: 'handed to read-referred-names, see there',
  },
  {
    key: /^platform\/registers\/resolve-references\.ts rows: inRange/,
    reason: 'asked a second time under the lock, about what was found in range: only a move between the two would show it',
  },
  {
    key: /^modules\/evidence\/server\/commands\/export-list\.ts jurisdiction: actor\.range$/,
    reason: 'the conditions of the list, handed on beside it, say the same',
    together: /^platform\/registers\/list-records\.ts rows: inRange\(range, 't'\)$/,
  },
  {
    key: /^platform\/registers\/save-record\.ts right: can\(actor, permission\)$/,
    reason: 'it only chooses the words: who lacks the verb is refused for that, here or where the verb itself is asked for',
  },
  {
    key: /^platform\/registers\/save-record\.ts personal column: isPersonal\(column\)$/,
    reason: 'a number that is not given stays as it is, and so does one that comes back masked',
  },
  {
    key: /^platform\/imports\/notice-former-names\.ts jurisdiction: run\.context\.actor\.range$/,
    reason: 'asked at the very place of a row, which was found within the range before',
  },
  {
    key: /^modules\/activities\/server\/commands\/(sign-up|cancel-sign-up|check-in)\.ts jurisdiction: actor\.range/,
    reason: 'a person signed in by telephone reaches the whole nation: there is no activity outside',
  },
  {
    key: /^modules\/activities\/server\/commands\/(sign-up|cancel-sign-up|check-in)\.ts jurisdiction: context\.actor\.range/,
    reason: ON_THE_LIST,
    behind: /^modules\/activities\/server\/hosting\.ts jurisdiction: context\.actor\.range/,
  },
  {
    key: /^modules\/activities\/server\/sign-up-store\.ts rows: inRange/,
    reason: ON_THE_LIST,
    behind: /^modules\/activities\/server\/occasion-store\.ts rows: inRange/,
  },
  {
    key: /^modules\/activities\/server\/present\.ts jurisdiction: actor\.range$/,
    reason: 'the activities were found within the range before, and their lists lie where they lie',
    behind: /^modules\/activities\/server\/occasion-store\.ts rows: inRange/,
  },
  {
    key: /^modules\/filings\/server\/queries\/list-numbers\.ts rows: inRange\(actor\.range, '[cn]'\)$/,
    reason: 'the one division asked about was found within the range before',
    behind: /^modules\/filings\/server\/queries\/list-numbers\.ts place: isWithin/,
  },
  {
    key: /^modules\/needs\/server\/queries\/list-matches\.ts rows: inRange\(street, 'c'\)$/,
    reason: 'the range and the street together say the same in the next condition; said apart so that the index of the street is read',
    behind: /^modules\/needs\/server\/queries\/list-matches\.ts rows: inRange\(intersect/,
  },
  {
    key: /^platform\/registers\/find-by-name\.ts rows: inRange\(range, 't'\)$/,
    reason: 'what was found by a former name is asked a second time under the lock',
    together: /^platform\/registers\/resolve-references\.ts rows: inRange/,
  },
  {
    key: /^modules\/reports\/server\/(report-content|draft-for-unit|commands\/draft-report)\.ts jurisdiction: context\.actor\.range$/,
    reason: 'the unit asked about, and so those below it, were found within the range before',
    behind: /^modules\/reports\/server\/report-unit\.ts place: isWithin\(key, context\.actor\.range\)$/,
  },
  {
    key: /^modules\/filings\/server\/commands\/answer-objection\.ts jurisdiction: actor\.range$/,
    reason: 'read again after it was locked within the range',
    behind: /^modules\/filings\/server\/commands\/answer-objection\.ts jurisdiction: context\.actor\.range$/,
  },
  {
    key: /^modules\/filings\/server\/commands\/record-annual-return\.ts jurisdiction: context\.actor\.range \(2\)$/,
    reason: 'the returns of the one organization that was found within the range before',
    behind: /^modules\/filings\/server\/commands\/record-annual-return\.ts jurisdiction: context\.actor\.range$/,
  },
  {
    key: /^modules\/filings\/server\/queries\/list-annual-duties\.ts (rows: inRange\(range, 'r'\)|jurisdiction: context\.actor\.range \(2\))$/,
    reason: 'the returns of organizations that were found within the range before, and lie where these lie',
    behind: /^modules\/filings\/server\/queries\/list-annual-duties\.ts jurisdiction: context\.actor\.range$/,
  },
  {
    key: /^modules\/filings\/server\/commands\/watch-deadlines\.ts rows: inRange/,
    reason: 'each is found once more within the range when it is locked',
    together: /^modules\/filings\/server\/commands\/watch-deadlines\.ts jurisdiction: context\.actor\.range$/,
  },
  {
    key: /^modules\/filings\/server\/commands\/watch-deadlines\.ts jurisdiction: context\.actor\.range$/,
    reason: 'they were found within the range before',
    together: /^modules\/filings\/server\/commands\/watch-deadlines\.ts rows: inRange/,
  },
  {
    key: /^modules\/filings\/server\/take-back-numbers\.ts rows: inRange/,
    reason: 'called when invented applications go, see demonstration: only the local operator comes here, who reaches everything',
  },
  {
    key: /^modules\/needs\/server\/(programs\/pass-need|commands\/undo-ticket-import)\.ts range end: actor\.range\.(from|to)$/,
    reason: 'only says which shards to ask: the key of the program with its number, or the number of the import, says exactly which needs',
  },
  {
    key: /^modules\/needs\/server\/commands\/import-tickets\.ts rows: inRange\(actor\.range, 'n'\)$/,
    reason: 'the needs that this import wrote, at places within the range',
    behind: /^modules\/needs\/server\/tickets\/find-places\.ts place: isWithin/,
  },
  {
    key: /^modules\/needs\/server\/commands\/import-tickets\.ts rows: inRange\(actor\.range, 'n'\) \(2\)$/,
    reason: 'a ticket is joined only with what lies at the same place, and its own was found within the range',
  },
  {
    key: /^modules\/needs\/server\/queries\/list-needs\.ts jurisdiction: actor\.range$/,
    reason: 'where no division is asked for, `seenBy` says the same',
    behind: /^modules\/needs\/server\/need-store\.ts rows: inRange\(actor\.range, 'n'\)$/,
  },
  {
    key: /^modules\/activities\/server\/(queries\/list-sign-ups|commands\/(change|summarize)-occasion)\.ts jurisdiction: (context\.)?actor\.range/,
    reason: ON_THE_LIST,
    behind: /^modules\/activities\/server\/hosting\.ts jurisdiction: context\.actor\.range/,
  },
  {
    key: /^modules\/activities\/server\/(commands\/summarize-occasion\.ts rows: inRange|queries\/list-reports\.ts jurisdiction: context\.actor\.range \(2\)|major-report-store\.ts rows: inRange\(range, 'r'\) \(2\))/,
    reason: 'what is looked for lies in the very place of an activity that was found within the range before',
    behind: /^modules\/activities\/server\/hosting\.ts jurisdiction: context\.actor\.range/,
  },
  {
    key: /^modules\/activities\/server\/commands\/(announce-occasion|submit-report)\.ts jurisdiction: (context\.)?actor\.range/,
    reason: 'read again within the transaction that wrote it, for an organization found within the range',
    behind: /^modules\/activities\/server\/hosting\.ts jurisdiction: actor\.range/,
  },
  {
    key: /^modules\/activities\/server\/commands\/(link-activity|save-activity-plan)\.ts demand: requirePermission\((context\.)?actor, 'activity\.plan'\)/,
    reason: '`requireOwnPlan` asks the same',
    together: /^modules\/activities\/server\/plan-office\.ts demand: requirePermission/,
  },
  {
    key: /^modules\/activities\/server\/(queries\/(list-own-sign-ups|list-report-duties)\.ts rows: inRange|queries\/list-occasions\.ts jurisdiction: actor\.range \(2\)|occasion-store\.ts rows: inRange\(range, 'o'\) \(3\))/,
    reason: 'for whoever signed in by telephone, who reaches the whole nation: what is the own is told by the account or the organizations led',
  },
  {
    key: /^modules\/volunteers\/server\/commands\/(dispute-service|join-team)\.ts demand: requirePermission\(context\.actor, 'volunteer\.self'\)/,
    reason: '`lockSelf` asks the same of whoever comes',
    together: /^modules\/volunteers\/server\/sight\.ts demand: requirePermission/,
  },
  {
    key: /^modules\/volunteers\/server\/commands\/record-check-ins\.ts mask: maskNumbersIn/,
    reason: 'what was announced was masked then',
    together: /^modules\/activities\/server\/commands\/announce-occasion\.ts mask: maskNumbersIn/,
  },
  {
    key: /^modules\/reports\/server\/queries\/list-reports\.ts place: intersect/,
    reason: 'the unit whose reports are asked for was found within the range before',
    behind: /^modules\/reports\/server\/report-unit\.ts place: isWithin\(key, context\.actor\.range\)$/,
  },
  {
    key: /^modules\/reports\/server\/hand-in-store\.ts rows: inRange\(range, 'h'\)$/,
    reason: 'what is handed in is looked up by unit, and those elsewhere are not asked for',
  },
  {
    key: /^modules\/plans\/server\/present-task\.ts right: can\(context\.actor, 'plan\.work'\)$/,
    reason: 'the office that is to do them sees its tasks in its list only, which wants the same right',
    behind: /^modules\/plans\/server\/queries\/list-gap-tasks\.ts demand: requirePermission/,
  },
  {
    key: /^modules\/divisions\/server\/queries\/(search-summaries\.ts place: intersect|list-divisions\.ts place: isWithin)/,
    reason: 'the division to search in or to list was found within the range before',
    behind: /^modules\/divisions\/server\/queries\/find-division\.ts/,
  },
  {
    key: /^modules\/organizations\/server\/queries\/(find-charter|find-likely|list-part|list-part-happenings)\.ts rows: inRange\((range, 'd'|context\.actor\.range, 'o'|actor\.range, 't')\)$/,
    reason: 'the organization was found within the range before, and its parts lie where it lies',
    behind: /^modules\/organizations\/server\/queries\/require-organization\.ts jurisdiction: context\.actor\.range$/,
  },
  {
    key: /^modules\/organizations\/server\/commands\/save-part\.ts jurisdiction: context\.actor\.range \(2\)$/,
    reason: 'the record was written just before, and its hub found by name within the range for that',
  },
  {
    key: /^modules\/organizations\/server\/commands\/import-roster\.ts rows: inRange/,
    reason: 'the organization was held within the range before, and its roster lies where it lies',
    behind: /^modules\/organizations\/server\/commands\/save-part\.ts jurisdiction: context\.actor\.range$/,
  },
  {
    key: /^platform\/registers\/check-record\.ts place: isWithin/,
    reason: 'forms and rows about a place outside are refused before anything is looked up there, and a stored record is locked within the range',
    together: /^platform\/registers\/refuse-outside\.ts place: isWithin/,
  },
  {
    key: /^platform\/registers\/refuse-outside\.ts place: isWithin/,
    reason: 'the whole record is judged again once it is known where it lies',
    together: /^platform\/registers\/check-record\.ts place: isWithin/,
  },
  {
    key: /^(apps\/server\/check-in-minutes\.ts jurisdiction: actor\.range|modules\/activities\/server\/queries\/list-check-ins\.ts rows: inRange\(range, 'o'\))$/,
    reason: 'only the nightly job comes here, which reaches everything',
  },
  {
    key: /demonstration-\w+\.ts rows: inRange/,
    reason: 'no role holds demonstration.manage: only the local operator comes here, who reaches everything',
  },
  {
    key: /^modules\/indicators\/server\/queries\/list-figures-of-ranges\.ts place: isWithin\(district \* 1e6, range\)$/,
    reason: 'it saves work: each range then takes only its own districts of these',
  },
  {
    key: /^modules\/indicators\/server\/queries\/past-boundaries\.ts place: isWithin\(fact\.div, range\)$/,
    reason: 'it saves work: what lies elsewhere lies in no unit that was loaded',
  },
  {
    key: /^modules\/accounts\/server\/session-store\.ts own: account_id = \(2\)$/,
    reason: 'sweeps out sessions that lapsed, which open nothing, whose ever they were',
  },
  {
    key: /^modules\/accounts\/server\/second-factor-store\.ts own: account_id = \(8\)$/,
    reason: 'the digest of a recovery code holds its account',
  },
  {
    key: /^modules\/accounts\/server\/commands\/grant-post\.ts refusal: !grantableBy/,
    reason: 'whoever has security.manage, asked first, may grant every role; kept for the day that some roles are not everybody’s to grant',
    behind: /^modules\/accounts\/server\/commands\/grant-post\.ts demand: requirePermission/,
  },
  {
    key: /^modules\/accounts\/server\/queries\/list-accounts\.ts place: intersect/,
    reason: 'the division was found within the range before, and so is everything below it',
    behind: /^modules\/accounts\/server\/require-division\.ts place: isWithin/,
  },
];
