import type { TemplateContent, TemplateHandler } from 'easy-template-x';

/** The library takes long to load, and only documents need it. Texts and pictures only: no loops, no raw XML, no charts. */
export async function openHandler(): Promise<{ handler: TemplateHandler; TemplateSyntaxError: abstract new (...given: never[]) => Error }> {
  const { ImagePlugin, LoopPlugin, TemplateHandler, TemplateSyntaxError, TextPlugin } = await import('easy-template-x');
  const handler = new TemplateHandler({
    plugins: [new LoopPlugin(), new TextPlugin(), new ImagePlugin()],
    delimiters: { tagStart: '{', tagEnd: '}' },
    scopeDataResolver: ({ strPath, data }) => {
      const name = String(strPath.at(-1) ?? '');
      return Object.hasOwn(data, name) ? (data[name] as TemplateContent) : '';
    },
  });
  return { handler, TemplateSyntaxError };
}
