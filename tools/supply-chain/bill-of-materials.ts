import type { LockedPackage } from './locked-packages.ts';

/** `pkg:npm/%40scope/name@1.2.3` */
function packageUrl({ name, version }: LockedPackage): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function hashesOf({ integrity }: LockedPackage): object[] {
  return (integrity ?? '').split(' ').flatMap((one) => {
    const [algorithm, digest] = one.split(/-(.*)/s);
    return algorithm === 'sha512' && digest ? [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] : [];
  });
}

/** CycloneDX 1.6. The same lock file gives the same document: no time, no serial number. */
export function billOfMaterials(product: { name: string; version: string }, packages: readonly LockedPackage[]): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: product.name, version: product.version, 'bom-ref': product.name } },
    components: packages.map((one) => ({
      type: 'library',
      'bom-ref': packageUrl(one),
      name: one.name,
      version: one.version,
      purl: packageUrl(one),
      scope: one.isDevelopment ? 'excluded' : one.isOptional ? 'optional' : 'required',
      ...(one.licence ? { licenses: [/[ ()]/.test(one.licence) ? { expression: one.licence } : { license: { name: one.licence } }] } : {}),
      ...(one.integrity ? { hashes: hashesOf(one) } : {}),
    })),
  };
}
