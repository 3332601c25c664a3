import { type Outline, PackUnreadable, readOutlines } from '#engines/outlines/read-outlines.ts';
import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { MapPackFacts } from '#modules/divisions/contract/map.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { changePlaces } from '#platform/facts/hold-places.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { replacePack, writeOutlines } from '../map-store.ts';
import { resolveDivisions } from '../queries/resolve-divisions.ts';
import { requireWholeTree } from '../require-whole-tree.ts';

const MOST_BYTES = 64 * 1024 * 1024;

export interface LoadedMapPack {
  /** divisions that have an outline of this pack now */
  outlines: number;
  /** codes of the pack that no division in force has */
  unknown: string[];
}

/**
 * Loads outlines of divisions; a pack of the same name is replaced, and an outline that another pack drew is drawn anew. Needs
 * `division.manage` over the whole installation: maps are the same for everybody.
 * @throws MAP_PACK_UNREADABLE, MAP_PACK_TOO_LARGE, MAP_PACK_OF_NOTHING, DIVISION_MAPS_ARE_WHOLE
 */
export async function loadMapPack(context: Context, facts: MapPackFacts, file: Uint8Array): Promise<LoadedMapPack> {
  requirePermission(context.actor, 'division.manage');
  requireWholeTree(context);
  if (file.byteLength > MOST_BYTES) throw refuse(divisionErrors.MAP_PACK_TOO_LARGE, { most: MOST_BYTES / 1024 / 1024 });
  const read = readPack(file);
  return inTransaction(context.platform.db, async (tx) => {
    await changePlaces(tx);
    const divisions = await resolveDivisions(
      tx,
      read.map(({ code }) => code),
      context.today,
    );
    // an outline drawn for a unit that was merged away is not that of its heir
    const isMeant = ({ code }: Outline) => divisions.get(code)?.inForceOn === true && divisions.get(code)?.key !== NATION_KEY;
    const outlines = new Map(read.filter(isMeant).map((one) => [divisions.get(one.code)?.key ?? NATION_KEY, one]));
    if (outlines.size === 0) throw refuse(divisionErrors.MAP_PACK_OF_NOTHING);
    const id = await replacePack(tx, facts, { at: context.now, id: context.actor.id });
    await writeOutlines(tx, id, outlines);
    await audit(tx, context, {
      action: 'division.mapsLoaded',
      subject: { type: 'map-pack', id, district: 0 },
      details: { name: facts.name, source: facts.source, approvalNumber: facts.approvalNumber || null, edition: facts.edition, outlines: outlines.size },
    });
    return { outlines: outlines.size, unknown: read.filter((one) => !isMeant(one)).map(({ code }) => code) };
  });
}

const PROBLEMS = {
  notJson: '它不是 JSON 文件',
  notOutlines: '它不是 GeoJSON（FeatureCollection）或 TopoJSON，或者其中有读不懂的图形',
  noCodes: '其中没有一个带区划代码（adcode 或 code）的面',
  outside: '其中有坐标不在中国范围内；坐标应为经纬度（度），先经度、后纬度',
} as const;

function readPack(file: Uint8Array): Outline[] {
  try {
    return readOutlines(new TextDecoder().decode(file));
  } catch (error) {
    throw error instanceof PackUnreadable ? refuse(divisionErrors.MAP_PACK_UNREADABLE, { problem: PROBLEMS[error.problem] }) : error;
  }
}
