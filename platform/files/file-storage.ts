/** One sealed object as the storage lists it. */
export interface StoredObject {
  name: string;
  /** bytes, sealed */
  size: number;
  /** when it was written */
  at: Date;
}

/**
 * Where sealed objects lie. A name is written once and never changed; what nobody refers to any more is set aside first, and removed
 * from there after a time of grace. Errors of the medium become FILE_STORAGE_UNAVAILABLE.
 */
export interface FileStorage {
  kind: 'disk' | 's3';
  /** where, for people: a folder, or server and bucket */
  place: string;
  /** On return the object is there for good, also after a loss of power. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** @returns bytes `from`..`to` (exclusive), fewer at the end; undefined when there is no such object */
  get(name: string, from: number, to: number): Promise<Buffer | undefined>;
  /** Every object in order of names, those set aside left out. */
  list(): AsyncIterable<StoredObject>;
  /** @idempotent */
  setAside(name: string): Promise<void>;
  /** Brings back what was set aside. @returns whether it was there */
  takeBack(name: string): Promise<boolean>;
  listAside(): AsyncIterable<StoredObject>;
  /** For good; only what was set aside. @idempotent */
  removeAside(name: string): Promise<void>;
}

/** 32 hexadecimal characters, and the size for the smaller ones of an image. */
export const OBJECT_NAME = /^[0-9a-f]{32}(?:\.(?:small|medium))?$/;
