/** For the systemd unit: ends with 0 when the server answers, with 1 when its process has ended before. */
import { setTimeout } from 'node:timers/promises';

const address = `http://127.0.0.1:${process.env.PORT || 8080}/readyz`;

function isRunning() {
  try {
    return process.kill(Number(process.env.MAINPID), 0);
  } catch {
    return false;
  }
}

const isReady = () =>
  fetch(address).then(
    (reply) => reply.ok,
    () => false,
  );

while (!(await isReady())) {
  if (!isRunning()) process.exit(1);
  await setTimeout(200);
}
