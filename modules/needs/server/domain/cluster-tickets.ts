/** Which tickets seem to speak of one matter: neighbours who ring about the same broken lamp. */
import { LIKELY_SAME, pairsOf } from './likeness.ts';

export interface Told {
  /** of the row, or of a need that is known already */
  id: number;
  div: number;
  title: string;
  isKnown: boolean;
}

export interface Cluster {
  lead: Told;
  others: Told[];
}

/** The leads of one place, found by what they have in common with a title: comparing each ticket with each need took half a minute. */
class Leads {
  private readonly clusters: Cluster[] = [];
  private readonly sizes: number[] = [];
  private readonly byPair = new Map<string, number[]>();
  /** by lead; all zero between two questions */
  private readonly common: number[] = [];

  add(lead: Told, pairs: ReadonlySet<string>): Cluster {
    const cluster: Cluster = { lead, others: [] };
    const index = this.clusters.push(cluster) - 1;
    this.sizes.push(pairs.size);
    this.common.push(0);
    for (const pair of pairs) {
      const known = this.byPair.get(pair);
      if (known) known.push(index);
      else this.byPair.set(pair, [index]);
    }
    return cluster;
  }

  /** The most alike, the earliest of several; the likeness is that of `likenessOf`. */
  mostAlike(pairs: ReadonlySet<string>): Cluster | undefined {
    const { common } = this;
    const touched: number[] = [];
    for (const pair of pairs) {
      for (const index of this.byPair.get(pair) ?? []) {
        if (common[index] === 0) touched.push(index);
        common[index] = (common[index] ?? 0) + 1;
      }
    }
    let best: { index: number; likeness: number } | undefined;
    for (const index of touched) {
      const likeness = (2 * (common[index] ?? 0)) / (pairs.size + (this.sizes[index] ?? 0));
      common[index] = 0;
      if (likeness < LIKELY_SAME) continue;
      if (!best || likeness > best.likeness || (likeness === best.likeness && index < best.index)) best = { index, likeness };
    }
    return best && this.clusters[best.index];
  }
}

/**
 * Groups of two and more at one place, each around the one that came first; a known need comes before all rows.
 * Everyone is compared with the leads only, so that a chain of slight likenesses does not join what is not alike.
 */
export function clustersOf(told: readonly Told[]): Cluster[] {
  const places = new Map<number, Leads>();
  const all: Cluster[] = [];
  for (const one of [...told].sort((a, b) => Number(b.isKnown) - Number(a.isKnown) || a.id - b.id)) {
    const pairs = pairsOf(one.title);
    const leads = places.get(one.div) ?? new Leads();
    places.set(one.div, leads);
    const best = one.isKnown ? undefined : leads.mostAlike(pairs);
    if (best) best.others.push(one);
    else all.push(leads.add(one, pairs));
  }
  return all.filter(({ others }) => others.length > 0);
}
