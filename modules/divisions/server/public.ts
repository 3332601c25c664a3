/** What other modules may call. All functions take many keys or codes at once; none makes a round trip per division. */
export { loadDivisions, type LoadDivisionsInput, type LoadDivisionsResult } from './commands/load-divisions.ts';
export { type LoadedMapPack, loadMapPack } from './commands/load-map-pack.ts';
export { removeMapPack } from './commands/remove-map-pack.ts';
export { type Division, findDivisions, readChildren } from './division-store.ts';
export { type DivisionPath, getDivisionPaths } from './queries/get-division-paths.ts';
export { findPlaceAt } from './queries/find-place-at.ts';
export { hasPublishedOutlines } from './map-store.ts';
export { findDivision } from './queries/find-division.ts';
export { getPublicMap } from './queries/get-map.ts';
export { listMapPacks } from './queries/list-map-packs.ts';
export { listChildren } from './queries/list-children.ts';
export { listDivisions, type ListDivisionsInput, streamDivisions } from './queries/list-divisions.ts';
export { type CountingUnit, listUnits, listUnitsOfRanges, type UnitSelection } from './queries/list-units.ts';
export { changedDistrictsSince, mapToBoundariesOf } from './queries/map-to-boundaries.ts';
export { findPublicPlace, listPublicPlaces, type PublicPlace, type PublicPlaceLine } from './queries/public-places.ts';
export { type ResolvedDivision, resolveDivisions } from './queries/resolve-divisions.ts';
export { type FoundPlace, searchPublicPlaces } from './queries/search-public-places.ts';
export { searchSummaries } from './queries/search-summaries.ts';
