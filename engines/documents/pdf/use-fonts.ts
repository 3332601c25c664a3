import pdfmake from 'pdfmake';

/** TrueType fonts (not OpenType collections) that hold every character of the texts. */
export interface PdfFonts {
  regular: Uint8Array;
  bold: Uint8Array;
}

export const FAMILY = 'body';

/** Fonts come as bytes; the library may open neither files nor addresses. */
export function useFonts(fonts: PdfFonts): void {
  pdfmake.virtualfs.writeFileSync('regular.ttf', fonts.regular);
  pdfmake.virtualfs.writeFileSync('bold.ttf', fonts.bold);
  pdfmake.setFonts({ [FAMILY]: { normal: 'regular.ttf', bold: 'bold.ttf' } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
}
