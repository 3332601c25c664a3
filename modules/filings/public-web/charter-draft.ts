/** The charter of an application as it is written on the phone: its articles, what the outline says of them, and what is still open. */
import {
  articlesFrom,
  articlesOf,
  blanksIn,
  CHARTER_BLANK,
  type CharterArticle,
  type CharterFacts,
  type CharterGap,
  charterText,
  gapsOfCharter,
  helpFor,
  type OutlineHelp,
  withMissing,
} from '#modules/organizations/contract/charter.ts';
import { refuse } from '#shared/errors.ts';
import { CHARTER_WRITTEN_HERE, type DraftInput, type HeldMaterial, MOST_CHARTER } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import type { MaterialId } from '../contract/workflow.ts';
import { type Asking, isChange, isOpening } from './asking.ts';

const TERM_YEARS = 3;
export const MOST_ARTICLE = 2000;

export interface CharterDraft {
  title: string;
  articles: CharterArticle[];
  help: (OutlineHelp | null)[];
  gaps: CharterGap[];
  blanks: number;
}

/** Which material the charter is; undefined where the rules ask for none now. */
export function charterMaterial(asking: Asking): MaterialId | undefined {
  const wanted = isOpening(asking) ? 'charter' : isChange(asking) && asking.application.form.changes?.charter === true ? 'newCharter' : undefined;
  return asking.application.materials.find(({ material }) => material === wanted)?.material;
}

export function charterOf(asking: Asking): CharterDraft | undefined {
  const { form, division } = asking.application;
  const read = form.charterText === undefined ? undefined : articlesOf(form.charterText);
  if (!read) return undefined;
  const text = form.charterText ?? '';
  return { ...read, help: helpFor(read.articles, factsOf(asking)), gaps: gapsOfCharter(text, division), blanks: blanksIn(text) };
}

/** What the application knows, filled into the outline; blanks stand where it knows nothing. */
function factsOf({ application }: Asking): CharterFacts {
  const { form, divisionName, procedure, subjectName } = application;
  const told = { ...form, ...form.changes };
  const isRegistered = procedure === 'registration' || procedure === 'directRegistration' || procedure === 'registrationChange';
  return {
    name: told.name ?? (subjectName || CHARTER_BLANK),
    place: divisionName.split(' ').slice(-2).join(''),
    category: told.category ?? '',
    purpose: told.purpose?.replace(/[。；;]+$/, '') ?? CHARTER_BLANK,
    scopes: told.businessScopes ?? [CHARTER_BLANK],
    venue: told.venues?.join('、') ?? CHARTER_BLANK,
    authority: isRegistered ? '登记管理机关和业务主管单位' : procedure === 'ledgerOpening' ? '社区党组织和居（村）民委员会' : '街道办事处（乡镇人民政府）',
    memberCount: told.memberCount ?? 0,
    termYears: TERM_YEARS,
  };
}

/** With the article of the outline that says what is missing. */
export function withArticle(asking: Asking, articles: readonly CharterArticle[], title: string): CharterArticle[] {
  return withMissing(articles, title, factsOf(asking));
}

/** From the outline, or from the charter in force when that is written by articles. */
export function firstDraft(asking: Asking, inForce: string | null | undefined): string {
  const facts = factsOf(asking);
  return inForce && articlesOf(inForce) ? inForce : charterText(`${facts.name}章程`, articlesFrom(facts));
}

/** The draft with other articles. Written out in full it stands for the paper, so the material is noted as there; with a blank no longer. @throws CHARTER_UNKEPT */
export function draftOf(asking: Asking, title: string, articles: readonly CharterArticle[]): DraftInput {
  const text = charterText(title, articles);
  const problem = problemOf(text, articles);
  if (problem !== undefined) throw refuse(filingErrors.CHARTER_UNKEPT, { problem });
  return { form: { charterText: text }, ...materialsWith(asking, blanksIn(text) === 0) };
}

/** The application without what was written here: the charter is a paper then. */
export function withoutCharter(asking: Asking): DraftInput {
  return { clear: ['charterText', 'charterAdoptedOn'], ...materialsWith(asking, false) };
}

/** What is too long, or would come back as other articles than were written. */
function problemOf(text: string, articles: readonly CharterArticle[]): string | undefined {
  if (articles.some((one) => one.text.length > MOST_ARTICLE)) return `一条最多写 ${MOST_ARTICLE} 字，请分成几条，或者写短一些。`;
  if (text.length > MOST_CHARTER) return `章程全文最多 ${MOST_CHARTER} 字，现在有 ${text.length} 字，请写短一些。`;
  const read = articlesOf(text)?.articles ?? [];
  const isSame = read.length === articles.length && read.every((one, index) => one.text === withoutEmptyLines(articles[index]?.text ?? ''));
  return isSame ? undefined : '这一条里有以“第×章”“第×条”开头的行。请去掉这样的行，要分条的用“在后面加一条”。';
}

const withoutEmptyLines = (text: string): string =>
  text
    .split('\n')
    .filter((line, index) => index === 0 || line.trim() !== '')
    .join('\n');

function materialsWith(asking: Asking, isWhole: boolean): Pick<DraftInput, 'materials'> | undefined {
  const { materials } = asking.application;
  const charter = charterMaterial(asking);
  const noted = materials.find(({ material, heldAs }) => material === charter && heldAs !== null);
  if (charter === undefined || (isWhole ? noted !== undefined : noted?.reference !== CHARTER_WRITTEN_HERE)) return undefined;
  const others = materials.flatMap(({ material, heldAs, reference }) =>
    heldAs === null || material === charter ? [] : [{ material, heldAs: heldAs as HeldMaterial['heldAs'], ...(reference ? { reference } : {}) }],
  );
  return { materials: isWhole ? [...others, { material: charter, heldAs: 'electronic', reference: CHARTER_WRITTEN_HERE }] : others };
}
