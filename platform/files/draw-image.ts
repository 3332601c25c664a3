/** Images drawn anew: only the picture remains, upright, without place, camera and hidden parts. Runs in the judging process only. */
import Vips from 'wasm-vips';
import { refuse } from '#shared/errors.ts';
import { fileErrors } from './errors.ts';
import type { JudgedFile, JudgeTask } from './judge-file.ts';

/** Of the picture before anything is unpacked; phones make 12 to 50 million. */
const MOST_PIXELS = 50_000_000;
/** Longest sides. A4 at 250 dots an inch is 2,923: small print stays readable. */
const SIDES = { full: 3000, medium: 1280, small: 320 } as const;
const QUALITY = { full: 85, medium: 80, small: 75 } as const;
type Image = InstanceType<(typeof Vips)['Image']>;

/** @throws FILE_UNSAFE for what is no whole picture, FILE_TOO_MANY_PIXELS */
export async function drawImage({ bytes, name }: JudgeTask): Promise<NonNullable<JudgedFile['image']>> {
  const vips = await Vips({ dynamicLibraries: [] });
  vips.concurrency(1);
  vips.Cache.max(0);
  vips.blockUntrusted(true);
  const draw = (from: Uint8Array, size: keyof typeof SIDES): Image =>
    vips.Image.thumbnailBuffer(from, SIDES[size], { height: SIDES[size], size: 'down', fail_on: 'truncated' });
  const write = (image: Image, size: keyof typeof SIDES): Uint8Array =>
    (image.hasAlpha() ? image.flatten({ background: [255, 255, 255] }) : image).writeToBuffer('.jpg', { Q: QUALITY[size], keep: 'none' });
  const broken = () => refuse(fileErrors.FILE_UNSAFE, { name, what: '图片不完整或已损坏' });
  const { width, height } = measured(() => vips.Image.newFromBuffer(bytes), broken);
  if (width * height > MOST_PIXELS) throw refuse(fileErrors.FILE_TOO_MANY_PIXELS, { name, width, height, limit: MOST_PIXELS / 10_000 });
  try {
    const whole = draw(bytes, 'full');
    const full = write(whole, 'full');
    return { full, medium: write(draw(full, 'medium'), 'medium'), small: write(draw(full, 'small'), 'small'), width: whole.width, height: whole.height };
  } catch {
    throw broken();
  }
}

function measured(open: () => Image, broken: () => Error): { width: number; height: number } {
  try {
    const { width, height } = open();
    return { width, height };
  } catch {
    throw broken();
  }
}
