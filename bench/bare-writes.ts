/** What the bare driver does beside a founding: by hand, one statement after the other, in one transaction on one connection. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { FOUNDED, type BareWrite } from './request-questions.ts';
import type { Statement } from './recorded-statements.ts';

const NUMBERS = 1_000_000_000;
/** How the names of what is written beside the product begin. */
export const WRITTEN_BARE = '压测直写';
const names = new Map<string, string>();
/** Each statement is prepared once on a connection. */
export const nameOf = (text: string): string => names.get(text) ?? names.set(text, `s${names.size}`).get(text) ?? '';

/** Of what a request asked, only what writes, in its order; the head of the trail's chain is read before the entry. */
export function writesAmong(recorded: readonly Statement[]): Statement[] {
  return recorded.filter(({ text }) => /^\s*(insert|update)\b/i.test(text));
}

const isOfRegister = ({ text }: Statement) => /insert into "?organizations"? /i.test(text);
const isEntry = ({ text }: Statement) => /insert into audit_entries/i.test(text);
const isHead = ({ text }: Statement) => /update audit_heads/i.test(text);

/** @param recorded what the product wrote for one organization: written again for another, with a number and a name of its own */
export async function writeAgain(pool: pg.Pool, recorded: readonly Statement[], run: number, what: BareWrite): Promise<unknown> {
  const before = /"id":(\d{15})/.exec(String(recorded.find(isOfRegister)?.values?.[0]))?.[1];
  if (before === undefined) throw new Error('no insert was recorded');
  const client = await pool.connect();
  const ask = (text: string, values: unknown[]) => client.query({ name: nameOf(text), text, values });
  try {
    await client.query('begin');
    const { rows } = await ask(`select nextval('record_numbers') as number from generate_series(1, $1::int)`, [1]);
    const id = String(Math.floor(Number(before) / NUMBERS) * NUMBERS + Number(rows[0]?.number));
    const own = (value: unknown) => (typeof value === 'string' ? value.replaceAll(before, id).replaceAll(NAME, `${WRITTEN_BARE}${run}-${id}`) : value);
    const wanted = what === 'oneRow' ? recorded.filter(isOfRegister) : recorded;
    let chain: { number: number; hash: string } | undefined;
    for (const statement of wanted) {
      let values = (statement.values ?? []).map(own);
      if (isEntry(statement)) {
        chain = await nextOfChain(ask, values);
        values = values.with(2, chain.number).with(17, chain.hash);
      } else if (isHead(statement) && chain) values = [chain.number, chain.hash, ...values.slice(2)];
      await ask(statement.text, values);
    }
    await client.query('commit');
    return { id };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

const NAME = new RegExp(`${FOUNDED}[\\d-]+`, 'g');

/** Locks the chain of the entry's district, as its only reading. */
async function nextOfChain(ask: (text: string, values: unknown[]) => Promise<pg.QueryResult>, entry: readonly unknown[]) {
  const { rows } = await ask('select number, hash from audit_heads where district = $1 for update', [entry[1]]);
  const [head] = rows as { number: string; hash: string }[];
  return {
    number: Number(head?.number) + 1,
    hash: createHash('sm3')
      .update(`${head?.hash}${JSON.stringify(entry)}`)
      .digest('hex'),
  };
}
