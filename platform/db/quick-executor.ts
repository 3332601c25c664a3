import {
  type ColumnNode,
  type CompiledQuery,
  type ConnectionProvider,
  DefaultQueryExecutor,
  type IdentifierNode,
  type KyselyPlugin,
  type OperationNode,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryResult,
  type RawNode,
  type ReferenceNode,
  type RootOperationNode,
  type TableNode,
  type ValueNode,
} from 'kysely';
import { OWN_PLAN_MARK, OWN_PLANS } from './own-plans.ts';

const COMPILER = new PostgresQueryCompiler();
const ADAPTER = new PostgresAdapter();
type QueryId = CompiledQuery['queryId'];
type Options = Parameters<DefaultQueryExecutor['executeQuery']>[1];

/**
 * Kysely's executor for one connection that is already held: it puts the pieces of what was written as SQL together itself and hands the statement
 * on, where the ordinary one visits each piece by the rules of its kind and waits several times on the way (ADR 0156).
 */
export class QuickExecutor extends DefaultQueryExecutor {
  readonly #ending: string;

  /** @param ending what is put behind each text */
  constructor(provider: ConnectionProvider, plugins: readonly KyselyPlugin[], ending = '') {
    super(COMPILER, ADAPTER, provider, [...plugins]);
    this.#ending = ending;
  }

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    const written: Written = { sql: '', parameters: [] };
    const { sql, parameters } = node.kind === 'RawNode' && write(written, node) ? written : super.compileQuery(node, queryId);
    return { query: node, queryId, sql: sql + this.#ending, parameters };
  }

  override executeQuery<R>(compiled: CompiledQuery, options?: Options): Promise<QueryResult<R>> {
    if (options !== undefined || this.plugins.length > 0) return super.executeQuery(compiled, options);
    return this.provideConnection((connection) => connection.executeQuery<R>(compiled));
  }

  override withPlugins(plugins: readonly KyselyPlugin[]): QuickExecutor {
    return new QuickExecutor(this, [...this.plugins, ...plugins], this.#ending);
  }

  override withPlugin(plugin: KyselyPlugin): QuickExecutor {
    if (plugin === OWN_PLANS) return new QuickExecutor(this, this.plugins, OWN_PLAN_MARK);
    return this.withPlugins([plugin]);
  }
}

interface Written {
  sql: string;
  parameters: unknown[];
}

/** @returns false for what is not among the few kinds that SQL written by hand is made of */
function write(written: Written, node: OperationNode): boolean {
  switch (node.kind) {
    case 'RawNode':
      return writeRaw(written, node as RawNode);
    case 'ValueNode':
      written.sql += `$${written.parameters.push((node as ValueNode).value)}`;
      return (node as ValueNode).immediate !== true;
    case 'TableNode': {
      const { schema, identifier } = (node as TableNode).table;
      return schema === undefined && write(written, identifier);
    }
    case 'ColumnNode':
      return write(written, (node as ColumnNode).column);
    case 'ReferenceNode': {
      const { table, column } = node as ReferenceNode;
      if (table && !write(written, table)) return false;
      if (table) written.sql += '.';
      return write(written, column);
    }
    case 'IdentifierNode':
      written.sql += `"${(node as IdentifierNode).name.replaceAll('"', '""')}"`;
      return true;
    default:
      return false;
  }
}

function writeRaw(written: Written, { sqlFragments, parameters }: RawNode): boolean {
  for (let index = 0; index < sqlFragments.length; index += 1) {
    written.sql += sqlFragments[index];
    const parameter = parameters[index];
    if (parameter !== undefined && !write(written, parameter)) return false;
  }
  return true;
}
