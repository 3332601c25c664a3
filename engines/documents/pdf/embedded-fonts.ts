/** Where the fonts for PDF lie: the one place that names the package they come from. Reading them is up to the caller. */
const PACKAGE = '@expo-google-fonts/noto-sans-sc';

/** File addresses of Noto Sans SC (SIL Open Font License), regular and bold. */
export const PDF_FONT_URLS = {
  regular: import.meta.resolve(`${PACKAGE}/400Regular/NotoSansSC_400Regular.ttf`),
  bold: import.meta.resolve(`${PACKAGE}/700Bold/NotoSansSC_700Bold.ttf`),
} as const;
