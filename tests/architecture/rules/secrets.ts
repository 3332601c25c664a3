import type { SourceFile, Violation } from '../source-files.ts';

/** Shapes that nothing but a real secret has. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, 'a private key'],
  [/\b(?:AKIA|ASIA|LTAI|AKID)[0-9A-Za-z]{12,}\b/, 'a cloud access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}\b|\bgithub_pat_\w{30,}\b|\bglpat-[\w-]{20,}\b|\bnpm_[A-Za-z0-9]{30,}\b/, 'a token of a code host'],
  [/\bxox[abprs]-[\w-]{10,}\b|\bSG\.[\w-]{16,}\.[\w-]{16,}\b|\bsk_live_\w{16,}\b/, 'a token of a service'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}\b/, 'a signed web token'],
  [/\b(?:postgres|postgresql|https?|redis|amqp):\/\/[^\s:/@'"`$…]+:(?!…|\*|\$\{|secret@|x@)[^\s:/@'"`$]{6,}@/, 'an address with a password'],
];
/** Files that are secrets by their name. */
const NAMES = /(?:^|\/)(?:\.env(?:\..*)?|\.pgpass|id_(?:rsa|ed25519|ecdsa)|master|.*\.(?:pem|key|p12|pfx|jks|keystore))$/;

/** No secret is kept in the repository. @param names of all tracked files, those that are no text included */
export function checkSecrets(files: readonly SourceFile[], names: readonly string[]): Violation[] {
  const named = names.filter((name) => NAMES.test(name)).map((path) => ({ path, message: 'a file of secrets' }));
  const found = files.flatMap((file) =>
    SHAPES.filter(([shape]) => shape.test(file.text)).map(([, what]) => ({ path: file.path, message: `${what}: take it out, and change it where it is used` })),
  );
  return [...named, ...found];
}
