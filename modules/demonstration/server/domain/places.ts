/** The divisions of one region as the generators walk them: a region holds counties, those townships, those communities. */

/** What the generators need to know of a division. */
export interface PlaceRow {
  key: number;
  name: string;
  level: 'nation' | 'province' | 'city' | 'county' | 'township' | 'community';
  parent: number | null;
  kind: 'urban' | 'rural' | null;
  counted: boolean;
  alsoCounty: boolean;
}
export interface Community {
  key: number;
  name: string;
  kind: 'urban' | 'rural';
}
export interface Township {
  key: number;
  name: string;
  counted: boolean;
  communities: Community[];
}
export interface County {
  key: number;
  name: string;
  counted: boolean;
  townships: Township[];
}
export interface Region {
  key: number;
  name: string;
  level: 'province' | 'city';
  /** a city of its own inside (海口, 三亚 in 海南); a city region holds itself */
  cities: { key: number; name: string }[];
  counties: County[];
}

/** Provinces that are judged as a whole; everywhere else the region is the city. */
const PROVINCE_REGIONS = [460000000000];

/** Groups divisions, in order of key, by region. Placeholders hold nothing and are left out. */
export function regionsOf(rows: readonly PlaceRow[]): Region[] {
  const regions = new Map<number, Region>();
  const counties = new Map<number, County>();
  const townships = new Map<number, Township>();
  const byKey = new Map(rows.map((row) => [row.key, row]));
  for (const row of rows) {
    const region = regionOf(row, byKey);
    if (!region) continue;
    const known = regions.get(region.key) ?? emptyRegion(region);
    regions.set(region.key, known);
    if (row.level === 'city') known.cities.push({ key: row.key, name: shortName(row.name) });
    if (row.level === 'county' || row.alsoCounty) {
      const county = { key: row.key, name: shortName(row.name), counted: row.counted, townships: [] };
      counties.set(row.key, county);
      known.counties.push(county);
    }
    if (row.level === 'township') addTownship(row, counties, townships);
    if (row.level === 'community' && row.kind && row.counted) {
      townships.get(row.parent ?? -1)?.communities.push({ key: row.key, name: shortName(row.name), kind: row.kind });
    }
  }
  return [...regions.values()].filter((region) => region.counties.length > 0);
}

function emptyRegion(row: PlaceRow): Region {
  return { key: row.key, name: shortName(row.name), level: row.level === 'province' ? 'province' : 'city', cities: [], counties: [] };
}

function addTownship(row: PlaceRow, counties: ReadonlyMap<number, County>, townships: Map<number, Township>): void {
  const township = { key: row.key, name: shortName(row.name), counted: row.counted, communities: [] };
  townships.set(row.key, township);
  counties.get(row.parent ?? -1)?.townships.push(township);
}

function regionOf(row: PlaceRow, byKey: ReadonlyMap<number, PlaceRow>): PlaceRow | undefined {
  for (let above: PlaceRow | undefined = row; above; above = above.parent === null ? undefined : byKey.get(above.parent)) {
    if (PROVINCE_REGIONS.includes(above.key)) return above;
    const province = above.level === 'city' ? byKey.get(above.parent ?? -1) : undefined;
    if (above.level === 'city' && !(province && PROVINCE_REGIONS.includes(province.key))) return above;
    if (above.level === 'province') return above;
  }
  return undefined;
}

/** 曙光社区居民委员会 → 曙光社区; 张庄村民委员会 → 张庄村 */
export function shortName(name: string): string {
  const short = name
    .replace(/(社区)?居民委员会$|(社区)?居委会$/, '社区')
    .replace(/村民委员会$|村委会$/, '村')
    .replace(/(街道)办事处$/, '$1')
    .replace(/村村$/, '村');
  return short === '社区' || short === '村' ? name : short;
}

export function communitiesOf(region: Region): Community[] {
  return region.counties.flatMap((county) => county.townships.flatMap((township) => township.communities));
}

export function countedTownships(region: Region): Township[] {
  return region.counties.flatMap((county) => county.townships).filter((township) => township.counted);
}

export function countedCounties(region: Region): County[] {
  return region.counties.filter((county) => county.counted);
}
