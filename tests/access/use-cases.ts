/** The use cases of all modules that ask for a right, found in the source, with what their parameters are. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { calleeName, type Node, walk } from './mutation/source-tree.ts';

export interface UseCase {
  /** `modules/needs/server/commands/enter-need.ts enterNeed` */
  name: string;
  file: string;
  exported: string;
  /** types of its parameters as they are written */
  parameters: readonly string[];
}

const PROJECT = path.resolve(import.meta.dirname, '../..');
const FILES = ['modules/*/server/**/*.ts', 'platform/**/*.ts'];
/** What asks for a right; `requireSide` asks for that of whoever arranges an activity. */
const ASKS = ['requirePermission', 'requireSide'];

function useCasesIn(file: string): UseCase[] {
  const text = readFileSync(path.join(PROJECT, file), 'utf8');
  const { program } = parseSync(file, text);
  const functions = [...walk(program as unknown as Node)].filter(({ node }) => node.type === 'FunctionDeclaration');
  const nameOf = (node: Node) => String((node['id'] as Node)['name']);
  const calls = (node: Node, names: readonly string[]) => [...walk(node)].some(({ node: inner }) => names.includes(calleeName(inner) ?? ''));
  // helpers of the same file that ask in a use case's place
  const helpers = functions.filter(({ node }) => calls(node, ASKS)).map(({ node }) => nameOf(node));
  return functions.flatMap(({ node, above }) => {
    if (above[0]?.type !== 'ExportNamedDeclaration' || node['async'] !== true || !calls(node, [...ASKS, ...helpers])) return [];
    const parameters = (node['params'] as Node[]).map((parameter) => typeOf(parameter, text));
    const exported = nameOf(node);
    return parameters.includes('Context') ? [{ name: `${file} ${exported}`, file: path.join(PROJECT, file), exported, parameters }] : [];
  });
}

function typeOf(parameter: Node, text: string): string {
  const bound = parameter.type === 'AssignmentPattern' ? (parameter['left'] as Node) : parameter;
  const annotation = bound['typeAnnotation'] as Node | null | undefined;
  return annotation ? text.slice(annotation.start, annotation.end).replace(/^:\s*/, '') : '';
}

export function findUseCases(): UseCase[] {
  const files = FILES.flatMap((pattern) => globSync(pattern, { cwd: PROJECT })).map((file) => file.replaceAll('\\', '/'));
  return files.filter((file) => !file.endsWith('.test.ts')).flatMap(useCasesIn);
}
