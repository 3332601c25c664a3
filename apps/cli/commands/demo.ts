import { type Command, InvalidArgumentError } from 'commander';
import { clearDemonstration, DEFAULT_SEED, type DemonstrationResult, fillWithDemonstration } from '#apps/server/demonstration.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { alignColumns } from '../answer.ts';
import { answering, withCommonOptions } from '../run-command.ts';

const MOST_PER_COMMUNITY = 200;
const GREATEST_SEED = 2_147_483_647;

export function addDemo(program: Command): void {
  withCommonOptions(program.command('demo'))
    .description('载入演示数据（全部标明“演示”，不含真实的人和组织），或清除它')
    .option('--seed <数>', '随机种子，同一个种子得到同样的数据（默认为 1）', readSeed, DEFAULT_SEED)
    .option('--orgs-per-community <数>', '平均每个社区（村）的组织数（默认按各地实际情况）', readMean)
    .option('--remove', '清除演示数据')
    .action(
      answering(async ({ context, say }, options) => {
        if (options['remove'] === true) {
          const removed = await clearDemonstration(context);
          return {
            document: { removed: removed.counts, posts: removed.posts, applications: removed.applications, articles: removed.articles },
            lines: [`已清除 ${total(removed)} 条演示记录、${removed.applications} 件演示申请、${removed.articles} 篇演示稿件和 ${removed.posts} 个演示账号。`],
          };
        }
        const seed = options['seed'] as number;
        const created = await fillWithDemonstration(context, { seed, organizationsPerCommunity: options['orgsPerCommunity'] as number | undefined }, say);
        return {
          document: { seed, created: created.counts, posts: created.posts, applications: created.applications, articles: created.articles },
          lines: [
            `已载入 ${total(created)} 条演示记录、${created.applications} 件演示申请、${created.articles} 篇演示稿件和 ${created.posts} 个演示账号：`,
            ...alignColumns(rowsOf(created)),
          ],
        };
      }),
    );
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed > GREATEST_SEED) throw new InvalidArgumentError(`应为 0 到 ${GREATEST_SEED} 的整数`);
  return seed;
}

function readMean(text: string): number {
  const mean = Number(text);
  if (!(mean > 0 && mean <= MOST_PER_COMMUNITY)) throw new InvalidArgumentError(`应为大于 0、不超过 ${MOST_PER_COMMUNITY} 的数`);
  return mean;
}

function total({ counts }: DemonstrationResult): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function rowsOf({ counts }: DemonstrationResult): string[][] {
  return productRegisters.definitions.map(({ sheet, register }) => [`  ${sheet}`, String(counts[register] ?? 0)]);
}
