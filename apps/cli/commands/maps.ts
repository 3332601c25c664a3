import type { Command } from 'commander';
import { COORDINATE_SYSTEMS, type MapPackFacts, mapPackFactsSchema } from '#modules/divisions/contract/map.ts';
import { listMapPacks, loadMapPack, removeMapPack } from '#modules/divisions/server/public.ts';
import { refuse } from '#shared/errors.ts';
import { commandErrors } from '../errors.ts';
import { readInput } from '../files.ts';
import { answering, type Options, withCommonOptions } from '../run-command.ts';

const SHOWN = 10;
const OPTION_OF: Record<keyof MapPackFacts, string> = {
  name: '--name',
  source: '--source',
  approvalNumber: '--approval',
  coordinateSystem: '--coordinates',
  edition: '--edition',
};

/** `wotu maps load|list|remove`: outlines of divisions are a data pack that the operator gets from the authority (ADR 0015). */
export function addMaps(maps: Command): void {
  withCommonOptions(maps.command('load'))
    .description('载入地图数据包：下级区划的轮廓（GeoJSON 或 TopoJSON，面上带 adcode 或 code）')
    .argument('<文件>', '数据包')
    .requiredOption('--name <名称>', '数据包的名称；同名的会被替换')
    .requiredOption('--source <出处>', '轮廓的出处，写在每张地图下面')
    .option('--approval <审图号>', '审图号；没有的只在工作台里当示意图，不对公众显示')
    .requiredOption('--coordinates <坐标系>', COORDINATE_SYSTEMS.join('、'))
    .requiredOption('--edition <版本>', '如 2024年版')
    .action(
      answering<[string]>(async ({ context }, options, file) => {
        const facts = factsOf(options);
        const { bytes } = await readInput(file);
        const result = await loadMapPack(context, facts, bytes);
        const { outlines, unknown } = result;
        const lines = [`已载入 ${outlines} 个区划的轮廓。`];
        if (unknown.length > 0)
          lines.push(`${unknown.length} 个代码不是平台现行的区划，没有载入：${unknown.slice(0, SHOWN).join('、')}${unknown.length > SHOWN ? '……' : ''}`);
        if (!facts.approvalNumber) lines.push('没有写审图号：只在工作台里当示意图，公众页面仍用方格。');
        return { document: result, lines };
      }),
    );
  withCommonOptions(maps.command('list'))
    .description('列出地图数据包')
    .action(
      answering(async ({ context }) => {
        const packs = await listMapPacks(context);
        const lines = packs.map(
          ({ name, outlines, source, approvalNumber, edition }) => `${name}：${outlines} 个轮廓，${source}，${edition}，${approvalNumber ?? '没有审图号'}`,
        );
        return { document: { packs }, lines: lines.length > 0 ? lines : ['还没有载入地图数据包。'] };
      }),
    );
  withCommonOptions(maps.command('remove'))
    .description('删除地图数据包，页面改回方格')
    .argument('<名称>', '数据包的名称')
    .action(
      answering<[string]>(async ({ context }, _options, name) => {
        await removeMapPack(context, name);
        return { document: { name }, lines: [`已删除地图数据包“${name}”。`] };
      }),
    );
}

function factsOf(options: Options): MapPackFacts {
  const read = mapPackFactsSchema.safeParse({
    name: options['name'],
    source: options['source'],
    approvalNumber: options['approval'],
    coordinateSystem: options['coordinates'],
    edition: options['edition'],
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path[0] as keyof MapPackFacts;
  const option = OPTION_OF[field];
  throw refuse(commandErrors.OPTION_INVALID, { option, value: String(options[option.slice(2)] ?? ''), expected: (issue?.message ?? '').replace(/。$/, '') });
}
