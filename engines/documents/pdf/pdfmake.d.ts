/** The part of pdfmake 0.3 that is used here; the library brings no types of its own. */
declare module 'pdfmake' {
  namespace pdfmake {
    interface PdfNode {
      [property: string]: unknown;
    }
  }
  const pdfmake: {
    virtualfs: { existsSync(path: string): boolean; writeFileSync(path: string, content: Uint8Array): void };
    setFonts(fonts: Record<string, { normal: string; bold: string }>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: pdfmake.PdfNode): { getBuffer(): Promise<Uint8Array> };
  };
  export = pdfmake;
}
