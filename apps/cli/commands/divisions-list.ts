import type { Command } from 'commander';
import type { ListedDivision } from '#modules/divisions/contract/division.ts';
import { streamDivisions } from '#modules/divisions/server/public.ts';
import { refuse } from '#shared/errors.ts';
import { isDay } from '#shared/day.ts';
import { LEVEL_NAMES } from '#shared/division-code.ts';
import { commandErrors } from '../errors.ts';
import { answering, withCommonOptions } from '../run-command.ts';

export function addDivisionsList(divisions: Command): void {
  withCommonOptions(divisions.command('list'))
    .description('列出区划')
    .option('--scope <代码>', '某个区划及其下级（默认为全部）')
    .option('--as-of <日期>', '某一天的区划（默认为今天），如 2023-06-30')
    .action(
      answering(async ({ context }, options) => {
        const asOf = options['asOf'] as string | undefined;
        if (asOf !== undefined && !isDay(asOf))
          throw refuse(commandErrors.OPTION_INVALID, { option: '--as-of', value: asOf, expected: '应为日期，如 2023-06-30' });
        const pages = await begun(streamDivisions(context, { scope: options['scope'] as string | undefined, asOf }));
        return options['json'] === true ? { document: documentOf(pages) } : { lines: linesOf(pages) };
      }),
    );
}

type Pages = AsyncIterable<ListedDivision[]>;

/** Refusals come with the first page: it is read before anything is printed, so that they are the only document. */
async function begun(pages: ReturnType<typeof streamDivisions>): Promise<Pages> {
  const first = await pages.next();
  return (async function* all() {
    if (first.done) return;
    yield first.value;
    yield* pages;
  })();
}

/** Written as it is read: the nation's list is longer than a string may be. */
async function* documentOf(pages: Pages): AsyncGenerator<string> {
  let separator = '';
  yield '{"divisions":[';
  for await (const page of pages) {
    for (const division of page) {
      yield `${separator}\n${JSON.stringify(division)}`;
      separator = ',';
    }
  }
  yield '\n]}\n';
}

async function* linesOf(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) for (const { code, level, name } of page) yield `${code}  ${LEVEL_NAMES[level]}  ${name}\n`;
}
