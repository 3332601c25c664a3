/** Colours of the console, for the places that cannot read CSS variables: the component library's theme and drawn charts. */
export const COLORS = {
  soil: '#1F6F54',
  soilDark: '#155240',
  accent: '#A8481C',
  ink: '#1D2722',
  inkSoft: '#46524C',
  inkFaint: '#5C6862',
  line: '#D8DEDA',
  ground: '#F4F6F4',
  panel: '#FFFFFF',
} as const;

/** How a figure stands. The words are the glossary's; the mark is drawn in `status-mark.tsx`. */
export type Status = 'met' | 'onTrack' | 'atRisk' | 'missed' | 'notStarted' | 'noData' | 'shown';

/** `fill` for marks and bars (3:1 on white), `text` for words (4.5:1 on white and on its own tint). */
export const STATUS_COLORS: Record<Status, { fill: string; text: string; tint: string }> = {
  met: { fill: '#2E7D32', text: '#256A29', tint: '#E7F2E8' },
  onTrack: { fill: '#1769AA', text: '#125A93', tint: '#E5F0F8' },
  atRisk: { fill: '#B26A00', text: '#8A5100', tint: '#FBF1E1' },
  missed: { fill: '#C62828', text: '#B02323', tint: '#FBEAEA' },
  notStarted: { fill: '#66726C', text: '#55605B', tint: '#EDF0EE' },
  noData: { fill: '#66726C', text: '#55605B', tint: '#EDF0EE' },
  shown: { fill: '#66726C', text: '#55605B', tint: '#EDF0EE' },
};

export const STATUS_WORDS: Record<Status, string> = {
  met: '达标',
  onTrack: '进展正常',
  atRisk: '有风险',
  missed: '未达标',
  notStarted: '未开始',
  noData: '没有数据',
  shown: '不设目标值',
};

export const FONT_FAMILY = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
