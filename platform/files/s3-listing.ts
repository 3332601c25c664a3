/** What S3 answers in XML: flat lists of known elements, so a few patterns read them. */

export interface ListedObject {
  key: string;
  size: number;
  at: Date;
}

export interface ListedPage {
  objects: ListedObject[];
  /** what to continue with; undefined at the end */
  next: string | undefined;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function textOf(xml: string, element: string): string | undefined {
  const [, text] = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml) ?? [];
  return text?.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d+));/g, (_all, name: string, code: string) =>
    name ? (ENTITIES[name] ?? '') : String.fromCodePoint(Number(code)),
  );
}

/** One page of ListObjectsV2. */
export function readListing(xml: string): ListedPage {
  const objects = [...xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)].map(([, entry = '']) => ({
    key: textOf(entry, 'Key') ?? '',
    size: Number(textOf(entry, 'Size')),
    at: new Date(textOf(entry, 'LastModified') ?? Number.NaN),
  }));
  return { objects, next: textOf(xml, 'IsTruncated') === 'true' ? textOf(xml, 'NextContinuationToken') : undefined };
}

/** `AccessDenied`, `NoSuchBucket`; empty when it says none. */
export function errorCode(xml: string): string {
  return textOf(xml, 'Code')?.slice(0, 60) ?? '';
}
