import { defineErrors } from '#shared/errors.ts';

export const replicaErrors = defineErrors({
  NO_SHARDS_TO_GATHER: {
    status: 422,
    text: 'DATABASE_URL 的数据库不是分布式引擎（Citus），没有要汇集的分片。只有一台服务器时，请用流复制的备库作只读副本。没有改动任何数据。',
  },
  CHANGES_NOT_KEPT: {
    status: 422,
    text: '这些节点没有为汇集保留变动：{nodes}。请在每个节点的 postgresql.conf 里设 wal_level = logical、citus.enable_change_data_capture = on 和 dynamic_library_path（见操作手册“汇总副本”），重启后再执行。没有改动任何数据。',
  },
  OF_ANOTHER_VERSION: {
    status: 422,
    text: 'DATABASE_URL 的数据库和这个程序不是同一个版本。请用同一个版本的程序执行；刚升级了程序的，先启动一次服务（wotu serve），让它把数据库升上来。没有改动任何数据。',
  },
  COPY_HOLDS_DATA: {
    status: 422,
    text: 'WOTU_GATHER_URL 的数据库里已有数据表，却不是以前汇集的副本，不能清空它。没有改动任何数据，请换一个空数据库。',
  },
  COPY_SORTS_OTHERWISE: {
    status: 422,
    text: 'WOTU_GATHER_URL 的数据库排序规则和主库不同：列表翻页时会漏行或重复。没有改动任何数据，请用 create database … template template0 和主库一样的 locale 重建一个空数据库。',
  },
  GATHER_UNDER_WAY: { status: 409, text: '另一个 wotu gather 正在往这个数据库里汇集。请等它结束。' },
  GATHER_URLS_MISSING: { status: 422, text: '没有设置 {missing}，不知道{where}。请设好后再执行。' },
});
