/** Zip files written byte by byte, so that any part of them may lie. */
import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

export interface HostileEntry {
  name: string;
  content: string | Buffer;
  /** what headers claim; the truth unless said */
  claimedSize?: number;
  claimedChecksum?: number;
  /** 0 stored, 8 deflated (unless said), anything else is nonsense */
  method?: number;
  flags?: number;
  /** Unix mode, `0o120777` for a symbolic link */
  mode?: number;
  /** take the bytes of this earlier entry instead of own ones */
  sharesBytesOf?: number;
}

/** @param before bytes in front of the archive, offsets counted from the start of the file */
export function hostileZip(entries: readonly HostileEntry[], before: Buffer = Buffer.alloc(0)): Buffer {
  const pieces: Buffer[] = [before];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let at = before.length;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = entry.method === 0 ? content : deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const shared = entry.sharesBytesOf === undefined ? undefined : offsets[entry.sharesBytesOf];
    const fields = fieldsOf(entry, content, packed, name);
    offsets.push(shared ?? at);
    directory.push(centralHeader(entry, fields, name, shared ?? at));
    if (shared !== undefined) continue;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    fields.copy(header, 6);
    pieces.push(header, name, packed);
    at += header.length + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, central, end]);
}

/** From the flags to the length of the name: alike in both kinds of header. */
function fieldsOf(entry: HostileEntry, content: Buffer, packed: Buffer, name: Buffer): Buffer {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(entry.flags ?? 0x0800, 0);
  fields.writeUInt16LE(entry.method ?? 8, 2);
  fields.writeUInt16LE(0x0021, 6);
  fields.writeUInt32LE(entry.claimedChecksum ?? crc32(content), 8);
  fields.writeUInt32LE(packed.length, 12);
  fields.writeUInt32LE(entry.claimedSize ?? content.length, 16);
  fields.writeUInt16LE(name.length, 20);
  return fields;
}

function centralHeader(entry: HostileEntry, fields: Buffer, name: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  fields.copy(header, 8);
  header.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
