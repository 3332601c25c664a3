/** How a public page is shown: chosen by whoever reads it, kept in the browser. */
export const DISPLAY_MODES = ['plain', 'elder', 'contrast'] as const;
export type DisplayMode = (typeof DISPLAY_MODES)[number];

export const DISPLAY_NAMES: Record<DisplayMode, string> = { plain: '标准版', elder: '长辈版', contrast: '高对比' };

/** @returns the mode of that name; the plain one for whatever is none */
export function displayModeOf(text: string | undefined): DisplayMode {
  return DISPLAY_MODES.find((mode) => mode === text) ?? 'plain';
}
