/** Which tickets seem to speak of one matter: neighbours who ring about the same broken lamp. */
import { LIKELY_SAME, likenessOf, pairsOf } from './likeness.ts';

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

/**
 * Groups of two and more at one place, each around the one that came first; a known need comes before all rows.
 * Everyone is compared with the leads only, so that a chain of slight likenesses does not join what is not alike.
 */
export function clustersOf(told: readonly Told[]): Cluster[] {
  const leads: { cluster: Cluster; pairs: ReadonlySet<string> }[] = [];
  for (const one of [...told].sort((a, b) => Number(b.isKnown) - Number(a.isKnown) || a.id - b.id)) {
    const pairs = pairsOf(one.title);
    const best = leads
      .filter(({ cluster }) => cluster.lead.div === one.div)
      .map((lead) => ({ lead, likeness: likenessOf(pairs, lead.pairs) }))
      .reduce<{ lead: (typeof leads)[number]; likeness: number } | undefined>(
        (most, next) => (most && most.likeness >= next.likeness ? most : next),
        undefined,
      );
    if (best && best.likeness >= LIKELY_SAME && !one.isKnown) best.lead.cluster.others.push(one);
    else leads.push({ cluster: { lead: one, others: [] }, pairs });
  }
  return leads.map(({ cluster }) => cluster).filter(({ others }) => others.length > 0);
}
