/** The small parts of an .xlsx: which sheets there are and where, and which cell styles are dates. */
import { refuse } from '#shared/errors.ts';
import type { Archive } from './archive.ts';
import { workbookErrors } from './errors.ts';
import type { WorkbookLimits } from './limits.ts';
import { isBuiltInDate, isDateFormat } from './number-format.ts';
import type { DateSystem } from './serial-date.ts';
import { attribute, readXml } from './xml-tokens.ts';

export interface SheetPart {
  name: string;
  hidden: boolean;
  path: string;
}

export interface WorkbookParts {
  sheets: SheetPart[];
  dateSystem: DateSystem;
  /** by style index: does it show a day? */
  dateStyles: readonly boolean[];
  sharedStringsPath: string | undefined;
}

interface Relation {
  id: string;
  type: string;
  path: string;
}

/** Resolves `../x.xml` against the folder of the part that names it; cannot leave the archive. */
function resolvePath(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function readRelations(archive: Archive, part: string): Promise<Relation[]> {
  const folder = folderOf(part);
  const path = `${folder}${folder ? '/' : ''}_rels/${part.slice(folder ? folder.length + 1 : 0)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(path)) return relations;
  readXml(await archive.text(path), {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        type: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        path: resolvePath(folder, attribute(attributes, 'Target') ?? ''),
      });
    },
    close() {},
    text() {},
  });
  return relations;
}

interface WorkbookXml {
  sheets: { name: string; hidden: boolean; relation: string }[];
  dateSystem: DateSystem;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

function parseWorkbookXml(xml: string): WorkbookXml {
  const workbook: WorkbookXml = { sheets: [], dateSystem: '1900' };
  readXml(xml, {
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attribute(attributes, 'date1904'))) workbook.dateSystem = '1904';
      if (name !== 'sheet') return;
      const relation = /\s[\w.-]+:id\s*=/.exec(attributes)?.[0].replace(/[\s=]/g, '') ?? 'r:id';
      workbook.sheets.push({
        name: attribute(attributes, 'name') ?? '',
        hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
        relation: attribute(attributes, relation) ?? '',
      });
    },
    close() {},
    text() {},
  });
  return workbook;
}

/** @returns for each entry of cellXfs whether its number format shows a day */
export function parseDateStyles(xml: string): boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attribute(attributes, 'numFmtId')), isDateFormat(attribute(attributes, 'formatCode') ?? ''));
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'xf' || !inCellFormats) return;
      const id = Number(attribute(attributes, 'numFmtId') ?? 0);
      styles.push(custom.get(id) ?? isBuiltInDate(id));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text() {},
  });
  return styles;
}

/** @throws WORKBOOK_DAMAGED, WORKBOOK_BOMB when there are more sheets than allowed */
export async function readWorkbookParts(archive: Archive, limits: WorkbookLimits): Promise<WorkbookParts> {
  const root = (await readRelations(archive, '')).find((relation) => relation.type === 'officeDocument');
  const path = root?.path ?? 'xl/workbook.xml';
  const relations = await readRelations(archive, path);
  const workbook = parseWorkbookXml(await archive.text(path));
  if (workbook.sheets.length > limits.sheets) throw refuse(workbookErrors.WORKBOOK_BOMB, { what: `有 ${workbook.sheets.length} 张工作表` });
  const worksheets = new Map(relations.filter(({ type }) => type === 'worksheet').map((relation) => [relation.id, relation.path]));
  const styles = relations.find(({ type }) => type === 'styles')?.path;
  return {
    sheets: workbook.sheets.flatMap(({ name, hidden, relation }) => {
      const sheetPath = worksheets.get(relation);
      return sheetPath !== undefined ? [{ name, hidden, path: sheetPath }] : [];
    }),
    dateSystem: workbook.dateSystem,
    dateStyles: styles !== undefined && archive.has(styles) ? parseDateStyles(await archive.text(styles)) : [],
    sharedStringsPath: relations.find(({ type }) => type === 'sharedStrings')?.path,
  };
}
