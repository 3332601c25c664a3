import type { Command } from 'commander';
import { readConfig } from '#platform/config/config.ts';
import { replicaErrors } from '#platform/replica/errors.ts';
import { gatherCopy } from '#platform/replica/gather-copy.ts';
import { refuse } from '#shared/errors.ts';
import { requireOperator } from '../command-options.ts';
import { print, say } from '../print.ts';
import { plainly, withCommonOptions } from '../run-command.ts';

const FOLLOWING = ['之后的变动由各节点自动送来。把 WOTU_REPLICA_URL 指向这个数据库，县级以上的列表就由它回答。'];
const NOT_FOLLOWING = [
  '但两分钟内没有收到各节点的变动，副本还不能用。请查看副本服务器的日志：它要能连上每个节点，账号要有 replication 权限，',
  '节点的 dynamic_library_path 要以 $libdir/citus_decoders 开头，副本的 max_logical_replication_workers 要不少于节点数。',
];

/** `wotu gather`: one server that holds what lies on the shards of a distributed engine, for lists above a county. */
export function addGather(program: Command): void {
  withCommonOptions(program.command('gather'))
    .description('分布式数据库：把各分片的数据汇集成一份只读副本，以后的变动自动跟上（每次都从头建，服务不必停）')
    .action(
      plainly(async (options) => {
        requireOperator(options, 'gather');
        const { databaseUrl, gatherUrl } = readConfig(process.env, options.data);
        if (databaseUrl === undefined) throw refuse(replicaErrors.GATHER_URLS_MISSING, { missing: 'DATABASE_URL', where: '从哪里汇集' });
        if (gatherUrl === undefined) throw refuse(replicaErrors.GATHER_URLS_MISSING, { missing: 'WOTU_GATHER_URL', where: '汇集到哪里' });
        const { tables, rows, leftSlots, isFollowing } = await gatherCopy({ coordinatorUrl: databaseUrl, copyUrl: gatherUrl, say });
        const left = leftSlots.map((slot) => `    以前的复制槽 ${slot} 所在的节点没有应答，没有删掉；那个节点恢复后请删除它，免得占满磁盘。`);
        const lines = [`已汇集 ${tables} 张表、${rows} 行。`, ...(isFollowing ? FOLLOWING : NOT_FOLLOWING), ...left];
        await print({ document: { tables, rows, leftSlots, isFollowing }, lines, refused: !isFollowing }, options.json === true);
      }),
    );
}
