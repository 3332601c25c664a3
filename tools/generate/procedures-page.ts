import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PROCEDURES } from '../../modules/filings/contract/workflow.ts';
import type { RuleSetFile } from '../../modules/filings/contract/rule-set-file.ts';
import { mermaidOfProcedure } from '../../modules/filings/server/domain/present-rules.ts';
import { readRuleSetText } from '../../modules/filings/server/domain/read-rule-set.ts';
import { resolveRules, type Rules } from '../../modules/filings/server/domain/resolve-rules.ts';

const NOTE = '<!-- Written by `npm run generate` from the rule sets; do not edit. -->';

/** State diagrams of every procedure: the national ones, then those of each variant that differ. @throws Error when a rule set cannot be read */
export async function generateProceduresPage(project: string): Promise<string> {
  const folder = path.join(project, 'rulesets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const files = await Promise.all(names.map(async (name) => read(name, await readFile(path.join(folder, name), 'utf8'))));
  const national = files.find(({ division }) => Number(division) === 0);
  if (!national) throw new Error('no national rule set');
  const base = resolveRules([national]);
  const variants = files.filter((file) => file !== national).map((file) => [file, resolveRules([national, file])] as const);
  const sections = [section(national, base, undefined), ...variants.map(([file, rules]) => section(file, rules, base))];
  return `${NOTE}\n# Procedures\n\nWho does what in which state, from \`rulesets/\`. Filling in a form leads nowhere and is not drawn.\n\n${sections.join('\n')}`;
}

function read(name: string, text: string): RuleSetFile {
  const reading = readRuleSetText(text);
  if (!reading.file) throw new Error(`${name}: ${reading.problems.join(' ')}`);
  return reading.file;
}

function section(file: RuleSetFile, rules: Rules, base: Rules | undefined): string {
  const drawn = [...rules.procedures.values()].filter((procedure) => {
    const inherited = base?.procedures.get(procedure.id);
    return procedure.enabled && (!inherited?.enabled || mermaidOfProcedure(inherited) !== mermaidOfProcedure(procedure));
  });
  const diagrams = drawn.map(
    (procedure) => `### ${file.name}：${PROCEDURES[procedure.id]}\n\n${procedure.clause}\n\n\`\`\`mermaid\n${mermaidOfProcedure(procedure)}\n\`\`\`\n`,
  );
  return `## ${file.name}\n\n${diagrams.length > 0 ? diagrams.join('\n') : '流程与全国通行规则相同。\n'}`;
}
