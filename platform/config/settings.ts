/**
 * Every setting of the product, once: its meaning for the person who runs it, its check and its default. The page
 * docs/generated/settings.md and `wotu config check` are made from this table.
 */
import path from 'node:path';
import { z } from 'zod';
import { readAllowedOrigins } from '../outgoing/allowed-origins.ts';

export interface Setting<S extends z.ZodType = z.ZodType> {
  /** Chinese, for the person on duty: what it does */
  title: string;
  /** what holds without it, in Chinese */
  unset: string;
  example: string;
  /** never shown in full: it holds a password */
  isSecret?: true;
  /** for development and trials, not for an installation */
  isForTrials?: true;
  schema: S;
}

/** A year and a day; the law asks for six months (网络安全法 art. 23(3)). */
const AUDIT_DAYS = 366;
const AUDIT_DAYS_LEAST = 184;
const BIGGEST_POOL = 200;

const absent = (text: unknown) => (text === '' ? undefined : text);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional());

const postgresUrl = z.string().refine((text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''), '应为 postgres://账号:密码@主机:端口/库名 的形式');
const httpUrl = z
  .string()
  .refine((text) => /^https?:\/\/[^/?#@]+(\/[a-z0-9.-]+)?\/?$/.test(text) && URL.canParse(text), '应为 https://主机/桶名 或 https://桶名.主机 的形式');
const wholeNumber = (least: number, most: number, said: string) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, said)
    .transform(Number);

/** An address, or a network no wider than /8 (/32 of IPv6): all the world is nobody's proxy. */
function isNetwork(text: string): boolean {
  if (z.union([z.ipv4(), z.ipv6()]).safeParse(text).success) return true;
  const width = Number(text.split('/')[1]);
  return (z.cidrv4().safeParse(text).success && width >= 8) || (z.cidrv6().safeParse(text).success && width >= 32);
}

function setting<S extends z.ZodType>(row: Setting<S>): Setting<S> {
  return row;
}

export const SETTINGS = {
  DATABASE_URL: setting({
    title: 'PostgreSQL 服务器（15 或更新），用拥有数据表的账号；升级数据库结构、后台任务、备份和恢复都用它，不要经过 PgBouncer',
    unset: '使用内置数据库',
    example: 'postgres://wotu_owner:密码@db.example.gov.cn/wotu',
    isSecret: true,
    schema: optional(postgresUrl),
  }),
  WOTU_APPLICATION_URL: setting({
    title: '处理请求用的数据库账号，不拥有数据表；可以经过 PgBouncer',
    unset: '用 DATABASE_URL 的账号并换成只有必要权限的角色',
    example: 'postgres://wotu_server:密码@db.example.gov.cn/wotu',
    isSecret: true,
    schema: optional(postgresUrl),
  }),
  WOTU_PORTAL_URL: setting({
    title: '公开页面用的数据库账号，只看得见公开的内容',
    unset: '用 DATABASE_URL 的账号并换成公开页面的角色',
    example: 'postgres://wotu_public:密码@db.example.gov.cn/wotu',
    isSecret: true,
    schema: optional(postgresUrl),
  }),
  WOTU_REPLICA_URL: setting({
    title:
      '只读副本（PostgreSQL 流复制的备库；分布式数据库用 wotu gather 汇集的副本）：可以稍晚几秒的查询和居民的公开页面由它回答，分布式数据库上还有县级以上的列表；它断开或落后太多时自动改由主库回答',
    unset: '没有副本，全部由主库回答',
    example: 'postgres://wotu_server:密码@replica.example.gov.cn/wotu',
    isSecret: true,
    schema: optional(postgresUrl),
  }),
  WOTU_GATHER_URL: setting({
    title: '分布式数据库：wotu gather 把各分片的数据汇集到这个数据库，账号要能建立订阅（PostgreSQL 15 须是超级用户）',
    unset: '不汇集，县级以上的列表向各分片分别查询',
    example: 'postgres://postgres:密码@copy.example.gov.cn/wotu',
    isSecret: true,
    schema: optional(postgresUrl),
  }),
  WOTU_REPLICA_LAG: setting({
    title: '只读副本落后主库超过多少秒就不用它',
    unset: '10',
    example: '5',
    schema: optional(wholeNumber(1, 600, '应为 1 到 600 的整数')).transform((value) => value ?? 10),
  }),
  WOTU_STATEMENT_SECONDS: setting({
    title: '办理一次请求时，一条数据库语句最多运行多少秒，超过就结束它、还回连接（后台任务另设，命令行不受限制）',
    unset: '60',
    example: '120',
    schema: optional(wholeNumber(5, 3600, '应为 5 到 3600 的整数')).transform((value) => value ?? 60),
  }),
  WOTU_JOB_STATEMENT_SECONDS: setting({
    title: '后台任务（核对指标、按期限清除、清理审计月份、报送上级等）的一条数据库语句最多运行多少秒，超过就结束它，任务稍后再试',
    unset: '3600',
    example: '7200',
    schema: optional(wholeNumber(60, 86_400, '应为 60 到 86400 的整数')).transform((value) => value ?? 3600),
  }),
  WOTU_NAMED_STATEMENTS: setting({
    title: '是否把语句在数据库里预先备好（快一倍）。经过 1.21 以前的 PgBouncer（事务模式）时必须设为 off',
    unset: 'on',
    example: 'off',
    schema: optional(z.enum(['on', 'off'], '只能是 on 或 off')).transform((value) => value !== 'off'),
  }),
  WOTU_DATABASE_CONNECTIONS: setting({
    title: '每个服务进程最多同时用多少个数据库连接（公开页面另有 4 个、后台任务另有 6 个）',
    unset: '10',
    example: '20',
    schema: optional(wholeNumber(2, BIGGEST_POOL, `应为 2 到 ${BIGGEST_POOL} 的整数`)).transform((value) => value ?? 10),
  }),
  WOTU_DATA: setting({
    title: '数据文件夹：内置数据库、主密钥、审计链头都在里面（命令行 --data 优先）',
    unset: './data',
    example: '/var/lib/wotu',
    schema: optional(z.string()),
  }),
  WOTU_KEY_FILE: setting({
    title: '主密钥文件；几个服务进程必须用同一把',
    unset: '数据文件夹里的 keys/master',
    example: '/etc/wotu/master.key',
    schema: optional(z.string()).transform((file) => (file === undefined ? undefined : path.resolve(file))),
  }),
  WOTU_FILES_FOLDER: setting({
    title: '存放附件（照片、扫描件、文档）的文件夹，内容已加密；几个服务进程必须用同一个',
    unset: '数据文件夹里的 files',
    example: '/var/lib/wotu-files',
    schema: optional(z.string()).transform((folder) => (folder === undefined ? undefined : path.resolve(folder))),
  }),
  WOTU_FILES_STORAGE: setting({
    title: '附件存放在哪里：disk（文件夹）或 s3（S3 兼容的对象存储）。更换前先用 wotu files move 把已有的附件复制过去',
    unset: 'disk',
    example: 's3',
    schema: optional(z.enum(['disk', 's3'], '只能是 disk 或 s3')).transform((value) => value ?? 'disk'),
  }),
  WOTU_FILES_S3: setting({
    title: '对象存储的桶：https://主机/桶名，或 https://桶名.主机。写在这里就允许平台访问，内网地址不用再登记',
    unset: '没有对象存储',
    example: 'https://s3.example.gov.cn/wotu-files',
    schema: optional(httpUrl),
  }),
  WOTU_FILES_S3_REGION: setting({
    title: '对象存储的区域名，签名时用；多数自建的存储不看它',
    unset: 'us-east-1',
    example: 'cn-south-1',
    schema: optional(z.string().regex(/^[a-z0-9-]+$/, '只能是小写字母、数字和连字符')).transform((value) => value ?? 'us-east-1'),
  }),
  WOTU_FILES_S3_KEY_ID: setting({
    title: '对象存储的访问密钥编号（Access Key ID），只需要这个桶的读、写、列出、删除权限',
    unset: '没有',
    example: 'WOTUFILES',
    schema: optional(z.string()),
  }),
  WOTU_FILES_S3_SECRET: setting({
    title: '对象存储的访问密钥（Secret Access Key）',
    unset: '没有',
    example: '（密钥）',
    isSecret: true,
    schema: optional(z.string()),
  }),
  WOTU_CLAMD: setting({
    title: '查毒服务 ClamAV（clamd）的地址：unix:/run/clamav/clamd.ctl 或 tcp://主机:3310。clamd 的 StreamMaxLength 要不小于 55M',
    unset: '不查毒，附件标明“未查毒”',
    example: 'unix:/run/clamav/clamd.ctl',
    schema: optional(
      z.string().refine((text) => /^(unix:\/[^/].*|tcp:\/\/[^/:]+(:\d+)?)$/.test(text) && URL.canParse(text), '应为 unix:/路径 或 tcp://主机:端口 的形式'),
    ),
  }),
  WOTU_SIGN_IN_FILE: setting({
    title: '登录设置文件（JSON）：密码规则、两步登录、平台网址、短信网关、统一身份认证',
    unset: '密码登录，按等保规则',
    example: '/etc/wotu/sign-in.json',
    schema: optional(z.string()),
  }),
  WOTU_OUTGOING_ALLOW: setting({
    title: '允许平台访问的内部系统或非 443 端口的系统，多个用逗号隔开；公网 HTTPS 地址不用登记',
    unset: '只能访问公网 HTTPS',
    example: 'https://sms.example.gov.cn:8443',
    schema: optional(z.string()).superRefine((text, check) => {
      try {
        readAllowedOrigins(text);
      } catch (error) {
        check.addIssue({ code: 'custom', message: error instanceof Error ? error.message : '格式不对' });
      }
    }),
  }),
  WOTU_TRACES: setting({
    title:
      'OpenTelemetry 收集器的地址（OTLP/HTTP，平台在后面加 /v1/traces）：一次请求的时间花在哪里。里面有语句的文字和请求编号，没有内容和个人信息。写在这里就允许平台访问',
    unset: '不记录',
    example: 'http://127.0.0.1:4318',
    schema: optional(z.string().refine((text) => /^https?:\/\/[^/?#@]+(\/[\w./-]*)?$/.test(text) && URL.canParse(text), '应为 http://主机:4318 的形式')),
  }),
  WOTU_TRACES_PERCENT: setting({
    title: '每 100 次请求记录多少次',
    unset: '10',
    example: '100',
    schema: optional(wholeNumber(1, 100, '应为 1 到 100 的整数')).transform((value) => value ?? 10),
  }),
  WOTU_AUDIT_DAYS: setting({
    title: '审计记录保存多少天，按整月清理',
    unset: String(AUDIT_DAYS),
    example: '730',
    schema: optional(
      wholeNumber(AUDIT_DAYS_LEAST, 36_500, `审计记录至少保存 ${AUDIT_DAYS_LEAST} 天（网络安全法要求不少于六个月），请填不小于 ${AUDIT_DAYS_LEAST} 的天数`),
    ).transform((days) => days ?? AUDIT_DAYS),
  }),
  WOTU_TRUSTED_PROXIES: setting({
    title: '反向代理的地址或网段，多个用逗号隔开：只相信它们转告的来访地址和 https。写错或写得太宽，来访的人就能冒充别的地址',
    unset: '只有本机（loopback）',
    example: '10.20.1.5,172.30.57.0/24',
    schema: optional(z.string()).transform((text, check) => {
      const entries = (text ?? 'loopback').split(/[\s,，]+/).filter((entry) => entry !== '');
      const wrong = entries.filter((entry) => entry !== 'loopback' && !isNetwork(entry));
      if (wrong.length > 0) check.addIssue({ code: 'custom', message: `“${wrong.join('、')}”不是地址或网段（如 10.20.1.5、172.30.57.0/24），网段不能宽于 /8` });
      return entries;
    }),
  }),
  PORT: setting({ title: '端口（命令行 --port 优先）', unset: '8080', example: '9000', schema: optional(wholeNumber(0, 65_535, '应为 0 到 65535 的整数')) }),
  // read before everything else, by tools/starter/stripped-code.mjs
  WOTU_CODE_CACHE: setting({
    title: '存放去掉类型的程序的文件夹，启动时不用再做一遍。只许运行平台的账号写；不能写时启动慢一些、多占些内存。一个月没有用过的（升级以前的）自动删除',
    unset: '程序文件夹里的 node_modules/.cache/wotu-code',
    example: '/var/cache/wotu',
    schema: optional(z.string()),
  }),
  WOTU_NOW: setting({
    title: '把某个时刻当作现在，供演示和检查命令行用',
    unset: '真实时间',
    example: '2023-11-20T12:00:00+08:00',
    isForTrials: true,
    schema: optional(z.string().refine((text) => !Number.isNaN(Date.parse(text)), '不是时刻，请写成 2023-11-20T12:00:00+08:00 这样的形式')),
  }),
  WOTU_DEBUG: setting({ title: '命令出错时显示程序内部的位置', unset: '不显示', example: '1', isForTrials: true, schema: optional(z.string()) }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> };

export interface SettingProblem {
  name: string;
  /** Chinese, without the value when it is secret */
  text: string;
}

/** Checks all settings at once, so that one start tells everything that must be mended. */
export function checkSettings(environment: Record<string, string | undefined>): { settings: Settings; problems: SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const entries = (Object.entries(SETTINGS) as [SettingName, Setting][]).map(([name, { schema, isSecret }]) => {
    const text = environment[name];
    const read = schema.safeParse(text);
    if (!read.success)
      problems.push({ name, text: `${name} 的值${isSecret ? '' : `“${text ?? ''}”`}不行：${read.error.issues.map(({ message }) => message).join('；')}。` });
    return [name, read.data] as const;
  });
  return { settings: Object.fromEntries(entries) as Settings, problems };
}

/** Names that only tests and tools read. */
const OF_TOOLS = /^WOTU_(TEST|VERIFY|ORACLE|GUIDE|BENCH)_?/;

/** Settings nobody knows: most often a slip of the pen, which would otherwise go unnoticed. */
export function unknownSettings(environment: Record<string, string | undefined>): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('WOTU_') && !Object.hasOwn(SETTINGS, name) && !OF_TOOLS.test(name))
    .sort();
}
