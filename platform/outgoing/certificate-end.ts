import { isIP } from 'node:net';
import { connect } from 'node:tls';

const MILLISECONDS = 4000;

/**
 * The last day of the certificate that an HTTPS server shows, whether it is trusted or not. For origins of the operator's settings only.
 * @throws when nobody answers there in time
 */
export function certificateEnd(origin: string): Promise<Date> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const name = isIP(hostname) === 0 ? { servername: hostname } : {};
    const socket = connect({ host: hostname, port: Number(port) || 443, ...name, rejectUnauthorized: false, timeout: MILLISECONDS }, () => {
      const end = new Date(socket.getPeerCertificate().valid_to);
      socket.destroy();
      if (Number.isNaN(end.getTime())) reject(new Error('no certificate'));
      else resolve(end);
    });
    socket.on('timeout', () => socket.destroy(new Error('timeout')));
    socket.on('error', reject);
  });
}
