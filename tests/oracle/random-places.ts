/** Where the random records of one region lie: few places, so that they meet, and the odd ones always among them. */
import type { RandomSource } from '#shared/random-source.ts';
import type { Division, Territory } from './territory.ts';

export interface Places {
  /** regular and uncounted ones, placeholders too */
  communities: Division[];
  townships: Division[];
  /** the few counties where most records lie */
  focus: Division[];
  /** all county-level units of the region, zones and cities without counties too */
  counties: Division[];
  cities: Division[];
  region: Division;
}

/** Units that are irregular in some way and belong into every workbook that can hold them. */
const ODD_COUNTIES = ['410402000000', '410403000000', '410471000000', '440390000000', '440111000000', '460400000000', '460100000000'];

export function randomPlaces(random: RandomSource, territory: Territory, region: string): Places {
  const inside = territory.divisions.filter((division) => territory.isInside(division.code, region));
  const counties = inside.filter((division) => division.level === 'county' || division.alsoCounty);
  const odd = counties.filter((division) => ODD_COUNTIES.includes(division.code));
  const focus = [...new Set([...random.sample(odd, 2), ...random.sample(counties, 2)])];
  const townships = focus.flatMap((county) => townshipsIn(random, inside, county));
  const communities = townships.flatMap((township) => communitiesIn(random, inside, township));
  return { communities, townships, focus, counties, cities: inside.filter((division) => division.level === 'city'), region: territory.at(region) };
}

function townshipsIn(random: RandomSource, inside: readonly Division[], county: Division): Division[] {
  const all = inside.filter((division) => division.level === 'township' && division.parent === county.code);
  return [
    ...new Set([
      ...random.sample(
        all.filter((division) => !division.counted),
        1,
      ),
      ...random.sample(all, 2),
    ]),
  ];
}

function communitiesIn(random: RandomSource, inside: readonly Division[], township: Division): Division[] {
  const all = inside.filter((division) => division.parent === township.code);
  const odd = all.filter((division) => !division.counted || division.kind === null);
  return [...new Set([...random.sample(odd, 1), ...random.sample(all, 3)])];
}

/** A division's key, or now and then its official code, which the workbook may use as well. */
export function codeIn(random: RandomSource, division: Division): string {
  const [official] = division.officialCodes;
  return official !== undefined && random.chance(0.3) ? official : division.code;
}
