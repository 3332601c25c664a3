/** `https://sms.example:8443`, `http://10.20.1.5:8080`: places the operator has listed, in the spelling of `URL.origin`. */
export type AllowedOrigins = ReadonlySet<string>;

/**
 * Reads `WOTU_OUTGOING_ALLOW`: origins separated by commas or spaces. Each may then be called although it is private, without TLS
 * or on an unusual port.
 * @throws Error in Chinese when an entry is no plain `http(s)://host[:port]`: a mistake must not open more than was meant
 */
export function readAllowedOrigins(text: string | undefined): AllowedOrigins {
  return new Set(
    (text ?? '')
      .split(/[\s,，]+/)
      .filter((entry) => entry !== '')
      .map(originOf),
  );
}

function originOf(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isPlain) throw new Error(`WOTU_OUTGOING_ALLOW 中的“${entry}”不是 https://主机[:端口] 的形式，请改正后重新启动。`);
  return url.origin;
}
