import { type Status, STATUS_COLORS, STATUS_WORDS } from '../tokens.ts';
import { classNames } from '../class-names.ts';
import styles from './status-mark.module.css';

const DISC = 'M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8Z';

/** Each status has a shape of its own, so it is told apart without colour. `sign` is drawn in white on the shape. */
const SHAPES: Record<Status, { shape: string; sign: string }> = {
  met: { shape: DISC, sign: 'm4.6 8.3 2.3 2.3 4.6-5' },
  onTrack: { shape: DISC, sign: 'M5 11l5.6-5.6M6.4 5.2h4.4v4.4' },
  atRisk: { shape: 'M8 .9 15.6 14.6H.4Z', sign: 'M8 5.6v4.2M8 12v.4' },
  missed: { shape: 'M1.4 1.4h13.2v13.2H1.4Z', sign: 'm4.9 4.9 6.2 6.2M11.1 4.9l-6.2 6.2' },
  notStarted: { shape: DISC, sign: 'M8 4.2V8l2.6 1.8' },
  noData: { shape: DISC, sign: 'M4.8 8h6.4' },
  shown: { shape: DISC, sign: 'M8 7.2v4M8 4.6V5' },
};

/** The mark alone; say the word beside it. */
export function StatusIcon({ status, size = 16, onDark = false }: { status: Status; size?: number; onDark?: boolean }) {
  const { shape, sign } = SHAPES[status];
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" style={{ flex: 'none' }}>
      <path d={shape} fill={STATUS_COLORS[status].fill} stroke={onDark ? '#fff' : 'none'} strokeWidth=".8" />
      <path d={sign} fill="none" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** Status as mark, colour and word together. `tag` adds a tinted ground. */
export function StatusMark({ status, tag = false, word }: { status: Status; tag?: boolean; word?: string }) {
  const { text, tint } = STATUS_COLORS[status];
  return (
    <span className={classNames(styles.status, tag && styles.tag)} style={{ color: text, ...(tag ? { background: tint } : {}) }}>
      <StatusIcon status={status} size={tag ? 14 : 16} />
      {word ?? STATUS_WORDS[status]}
    </span>
  );
}
