import { describe, expect, it } from 'vitest';
import { checkArrows } from './rules/arrows.ts';
import { checkMigrations } from './rules/migrations.ts';
import { checkRefused } from './rules/distributed-statements.ts';
import { checkDistribution, checkStatements } from './rules/distribution.ts';
import { checkForbiddenText, checkMachineTraces, checkNames, checkSizes } from './rules/names-and-sizes.ts';
import { checkOutgoing } from './rules/outgoing.ts';
import { checkPurity } from './rules/purity.ts';
import { checkRowPredicate } from './rules/row-predicate.ts';
import { checkTables } from './rules/tables.ts';
import { codeOf, readSourceFiles, type SourceFile } from './source-files.ts';

const files = readSourceFiles();
const code = codeOf(files);

/** A file that does not exist, to see a rule find it. */
function planted(path: string, text: string): SourceFile {
  return { path, text };
}

describe('arrows', () => {
  it('are kept', () => expect(checkArrows(code)).toEqual([]));

  it.each([
    ['shared knows nothing else', 'shared/a.ts', `import { x } from '#platform/db/database.ts';`],
    ['engines are alone', 'engines/indicators/a.ts', `import { x } from '#platform/db/database.ts';`],
    ['engines do not know each other', 'engines/indicators/a.ts', `import { x } from '../documents/a.ts';`],
    ['platform knows no module', 'platform/http/a.ts', `import { x } from '#modules/plans/contract/index.ts';`],
    ['screens see contracts only', 'modules/plans/web/a.tsx', `import { x } from '../server/public.ts';`],
    ['screens do not see the platform', 'modules/plans/web/a.tsx', `import { x } from '#platform/db/database.ts';`],
    ['screens do not use Node', 'modules/plans/web/a.tsx', `import { readFile } from 'node:fs/promises';`],
    ['contracts run in the browser', 'modules/plans/contract/a.ts', `import { sql } from 'kysely';`],
    ['domain rules do not see the platform', 'modules/plans/server/domain/a.ts', `import { x } from '#platform/db/database.ts';`],
    ['domain rules do not see commands', 'modules/plans/server/domain/a.ts', `import { x } from '../commands/b.ts';`],
    ['modules meet at public.ts', 'modules/plans/server/a.ts', `import { x } from '#modules/indicators/server/figure-store.ts';`],
    ['modules meet along the arrows', 'modules/divisions/server/a.ts', `import { x } from '#modules/plans/server/public.ts';`],
    ['contracts follow the arrows too', 'modules/divisions/contract/a.ts', `import type { x } from '#modules/plans/contract/index.ts';`],
    ['public pages call their module at its door', 'modules/plans/public-web/a.ts', `import { x } from '../server/commands/b.ts';`],
    ['public pages meet other modules at public.ts', 'modules/plans/public-web/a.ts', `import { x } from '#modules/indicators/server/figure-store.ts';`],
    ['nobody in a module builds on its public pages', 'modules/plans/server/a.ts', `import { x } from '../public-web/b.ts';`],
    ['apps use doors', 'apps/server/a.ts', `import { x } from '#modules/plans/server/commands/a.ts';`],
    ['the console sees no server', 'apps/console/a.tsx', `import { x } from '#modules/plans/server/public.ts';`],
    ['the product does not use its tests', 'modules/plans/server/a.ts', `import { x } from '#tests/support/context.ts';`],
    ['dynamic imports count', 'shared/a.ts', `const x = await import('#ui/theme.ts');`],
    ['imports over several lines count', 'shared/a.ts', `import {\n  x,\n} from '#ui/theme.ts';`],
  ])('%s', (_name, path, text) => {
    expect(checkArrows([planted(path, text)])).toHaveLength(1);
  });

  it('let calls along the table pass, comments aside', () => {
    const text = `// import { x } from '#platform/a.ts';\nimport { x } from '#modules/divisions/server/public.ts';\nimport type { y } from '#modules/indicators/contract/index.ts';`;
    expect(checkArrows([planted('modules/plans/server/a.ts', text)])).toEqual([]);
  });
});

describe('pure code', () => {
  it('sees no input, output, clock or chance', () => expect(checkPurity(code)).toEqual([]));

  it.each([
    ['engines/indicators/a.ts', `import { readFile } from 'node:fs/promises';`],
    ['engines/indicators/a.ts', 'const now = new Date();'],
    ['engines/documents/a.ts', 'const id = Math.random();'],
    ['modules/plans/server/domain/a.ts', 'const folder = process.env.HOME;'],
    ['modules/plans/server/commands/a.ts', 'const now = Date.now();'],
  ])('in %s: %s is found', (path, text) => {
    expect(checkPurity([planted(path, text)])).toHaveLength(1);
  });
});

describe('the way out', () => {
  it('is platform/outgoing alone', () => expect(checkOutgoing(code)).toEqual([]));

  it.each([
    ['platform/jobs/a.ts', `import https from 'node:https';`],
    ['modules/plans/server/a.ts', `await fetch('https://x.example/');`],
    ['modules/plans/server/a.ts', `const { request } = await import('undici');`],
    ['apps/cli/a.ts', `import { connect } from 'node:net';`],
    ['modules/accounts/server/a.ts', `import * as client from 'openid-client';\nawait client.discovery(issuer, id);`],
  ])('in %s: %s is found', (path, text) => {
    expect(checkOutgoing([planted(path, text)])).toHaveLength(1);
  });

  it('lets the door itself, screens and the client given our door pass', () => {
    expect(checkOutgoing([planted('platform/outgoing/a.ts', `import https from 'node:https';`), planted('ui/api/a.ts', 'await fetch(a);')])).toEqual([]);
    const given = `import * as client from 'openid-client';\nawait client.discovery(issuer, id, {}, undefined, { [client.customFetch]: outgoing.fetch });`;
    expect(checkOutgoing([planted('modules/accounts/server/a.ts', given)])).toEqual([]);
  });
});

describe('tables', () => {
  it('are used by their own module', () => expect(checkTables(files)).toEqual([]));

  const migrations = [
    planted(
      'database/migrations/0010_divisions_create_divisions.sql',
      '-- x\ncreate table divisions (div bigint);\ncreate view divisions_published_tree as select 1;',
    ),
    planted('database/migrations/0060_plans_create_plans.sql', '-- x\ncreate table plans (id text);'),
  ];
  it.each([
    ['modules/plans/server/a.ts', 'sql`select * from divisions where div = 1`'],
    ['modules/plans/server/a.ts', `db.selectFrom('divisions').execute()`],
    ['modules/divisions/server/a.ts', 'sql`update plans set id = 1`'],
    ['platform/db/a.ts', 'sql`delete from plans`'],
    ['apps/server/a.ts', 'sql`insert into plans (id) values (1)`'],
    ['database/migrations/0011_divisions_add_plan.sql', '-- x\nalter table divisions add plan text references plans;'],
  ])('in %s: %s is found', (path, text) => {
    expect(checkTables([...migrations, planted(path, text)])).toHaveLength(1);
  });

  it('may be published as a view and referred to along the arrows', () => {
    const view = planted('modules/plans/server/a.ts', 'sql`select * from divisions_published_tree`');
    const key = planted('database/migrations/0061_plans_add_division.sql', '-- x\nalter table plans add div bigint references divisions;');
    expect(checkTables([...migrations, view, key])).toEqual([]);
  });
});

describe('rows that lie somewhere', () => {
  it('are read through the one predicate', () => expect(checkRowPredicate(files)).toEqual([]));

  const schema = planted('database/schema.sql', 'create table things (\n  district int,\n  div bigint\n);\ncreate table words (\n  id int\n);');
  it.each([
    ['modules/plans/server/queries/a.ts', 'sql`select count(*) from things t`', 1],
    ['platform/registers/a.ts', 'sql`select * from ${sql.table(name)} t`', 1],
    ['modules/plans/server/queries/a.ts', "sql`select count(*) from things t where ${inRange(range, 't')}`", 0],
    ['modules/plans/server/queries/a.ts', 'sql`select * from words`', 0],
  ])('in %s: %s gives %i', (path, text, found) => {
    expect(checkRowPredicate([schema, planted(path, text)], {})).toHaveLength(found);
  });

  it('are no exception without need', () => expect(checkRowPredicate([schema], { 'platform/a.ts': 'x' })).toHaveLength(1));
});

describe('a distributed engine', () => {
  it('could keep every key', () => expect(checkDistribution(files)).toEqual([]));
  it('is told the district by every statement, or why not', () => expect(checkStatements(files)).toEqual([]));
  it('is asked nothing that it refuses', () => expect(checkRefused(files)).toEqual([]));

  const migration = planted('database/migrations/0001_a.sql', `select distribute('things'); select distribute('parts');`);
  const table = (name: string, ...lines: string[]) => `create table ${name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n);\n`;
  it.each([
    ['no district', table('things', 'id bigint not null', 'constraint k PRIMARY KEY (district, id)')],
    ['a district that need not be that of the place', table('things', 'district integer not null', 'div bigint not null')],
    ['a key without it', table('things', 'district integer not null', 'constraint k PRIMARY KEY (id)')],
    ['a unique constraint without it', table('things', 'district integer not null', 'constraint k UNIQUE (name)')],
    ['a unique index without it', `${table('things', 'district integer not null')}CREATE UNIQUE INDEX i ON public.things USING btree (name);`],
    ['a foreign key across shards', table('parts', 'district integer not null', 'constraint f FOREIGN KEY (thing) REFERENCES things(id)')],
    ['a foreign key into shards', table('words', 'constraint f FOREIGN KEY (district, thing) REFERENCES things(district, id)')],
  ])('%s is found', (_name, schema) => {
    expect(checkDistribution([migration, planted('database/schema.sql', schema)])).toHaveLength(1);
  });

  it('lets keys and references within a shard pass', () => {
    const schema = table(
      'parts',
      'district integer not null',
      'constraint k PRIMARY KEY (district, id)',
      'constraint f FOREIGN KEY (district, thing) REFERENCES things(district, id)',
      'constraint g FOREIGN KEY (word) REFERENCES words(id)',
    );
    expect(checkDistribution([migration, planted('database/schema.sql', schema)])).toEqual([]);
  });

  it.each([
    ['sql`select * from things t where t.id = ${id}`', 1],
    ['sql<Row>`update parts set a = 1 where id = ${id} ${lock ? sql`for update` : sql``}`', 1],
    ['sql`select * from things t where ${where}`', 1],
    ["const where = sql`${inRange(range, 't')}`; sql`select * from things t where ${where}`", 0],
    ['sql`select * from things t where t.district = ${district} and t.id = ${id}`', 0],
    ["sql`select * from things t where t.id = ${id} and ${inRange(range, 't')}`", 1],
    ["sql`select * from things t where t.kind = ${kind} and ${inRange(range, 't')}`", 0],
    ['sql`select * from plans_published_things where kind = ${kind}`', 1],
    ['sql`select * from words`', 0],
    ['sql`delete from things t where t.id = ${id} returning t.district`', 1],
    ["sql`select * from things t where ${isOneOf(sql`t.district`, districts, 'int')}`", 0],
    ['sql`select * from ${sql.table(table)} t where t.id = ${id}`', 1],
    // districts of two tables that are equal name none
    ['sql`select * from things t join parts p on p.district = t.district where t.kind = ${kind}`', 1],
    ['sql`select * from things t join unnest(${districts}::int[]) as w (district) on t.district = w.district`', 0],
    ['sql`insert into things (name) values (${name})`', 1],
    ['sql`insert into things (district, name) values (${district}, ${name})`', 0],
  ])('%s gives %i', (text, found) => {
    const schema = planted('database/schema.sql', 'create view plans_published_things as\n SELECT t.kind FROM things t;');
    expect(checkStatements([migration, schema, planted('modules/plans/server/a.ts', text)], {})).toHaveLength(found);
  });

  it.each([
    ['sql`select * from things t where t.district = ${district} and t.id = ${id} for update of t`', 0],
    ["sql`select * from things t where ${isOneOf(sql`t.district`, districts, 'int')} for update`", 1],
    ["sql`select * from ${sql.table(table)} t where ${inRange(range, 't')} for key share`", 1],
    ['sql`select * from words where id = ${id} for update`', 0],
    ['sql`select exists (select from things t where t.district = ${district})`', 1],
    ['sql`select q.* from q cross join lateral (select * from things t where t.district = q.district offset 0) t`', 1],
    ['sql`delete from things t where t.district = ${district} returning to_jsonb(t) as row`', 1],
    ['sql`select * from things t join parts p on p.thing = t.id where t.district = ${district}`', 1],
    ['sql`select * from things t left join parts p on p.district = t.district and p.thing = t.id where t.district = ${district}`', 0],
    ['sql`select * from things t join words w on w.id = t.word where t.district = ${district}`', 0],
  ])('is refused %s: %i', (text, found) => {
    expect(checkRefused([migration, planted('modules/plans/server/a.ts', text)])).toHaveLength(found);
  });

  it.each([
    ['alter table things add column a int; alter table things add constraint a_positive check (a > 0);', 0],
    ['alter table things add column a int check (a > 0);', 1],
    ['alter table things add column a int, add constraint a_positive check (a > 0);', 1],
    ['alter table words add column a int check (a > 0);', 0],
  ])('takes columns and constraints one after the other: %s', (text, found) => {
    expect(checkRefused([migration, planted('database/migrations/0002_b.sql', text)])).toHaveLength(found);
  });

  it('keeps no declaration without need', () => expect(checkStatements([migration], { x: ['platform/a.ts'] })).toHaveLength(1));
});

describe('migrations', () => {
  it('follow the rules', () => expect(checkMigrations(files)).toEqual([]));

  it.each([
    ['0010_divisions.sql', '-- x'],
    ['0060_divisions_create_things.sql', '-- x'],
    ['0011_divisions_create_things.sql', 'create index a on b (c);'],
    ['0011_divisions_create_things.sql', '-- x\ncreate table things (id int);'],
    ['0011_divisions_create_things.sql', `-- x\ncreate table things (id bigserial); comment on table things is 'x';`],
    ['0011_divisions_create_things.sql', '-- x\ncreate trigger t after insert on things execute function f();'],
    ['0011_divisions_create_things.sql', '-- x\ninsert into things values (1) on conflict (id) do update set at = now();'],
  ])('%s with %j is found', (name, text) => {
    expect(checkMigrations([planted(`database/migrations/${name}`, text)])).toHaveLength(1);
  });
});

describe('names, sizes and forbidden text', () => {
  it('are in order', () => {
    expect(checkNames(files)).toEqual([]);
    expect(checkSizes(files)).toEqual([]);
    expect(checkForbiddenText(files)).toEqual([]);
    expect(checkMachineTraces(files)).toEqual([]);
  });

  it.each(['shared/dateUtils.ts', 'platform/helpers/a.ts', 'modules/plans/server/plan-manager.ts', 'ui/index.ts', 'shared/My-Thing.ts'])(
    '%s is a bad name',
    (path) => {
      expect(checkNames([planted(path, '')])).toHaveLength(1);
    },
  );

  it('finds a file that is too long', () => {
    expect(checkSizes([planted('shared/a.ts', 'x;\n'.repeat(401))])).toHaveLength(1);
    expect(checkSizes([planted('shared/a.ts', 'x;\n'.repeat(400))])).toEqual([]);
  });

  it.each(['const a: any = 1;', 'const a = b as any;', 'type A = Map<string, any>;', '// @ts-ignore', 'export default 1;', 'it.only("x");', '// TODO later'])(
    '%s is found',
    (text) => {
      expect(checkForbiddenText([planted('shared/a.ts', text)])).toHaveLength(1);
    },
  );

  it('lets the word any stand in comments and texts', () => {
    expect(checkForbiddenText([planted('shared/a.ts', `// any day\nconst a = 'as any';\nexpect.any(Number);`)])).toEqual([]);
  });

  it.each([`see ${['', 'work', 'shared'].join('/')}`, 'cd /home/me/wotu', `"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/a"`])(
    '%s is a trace of a machine',
    (text) => {
      expect(checkMachineTraces([planted('README.md', text)])).toHaveLength(1);
    },
  );
});
