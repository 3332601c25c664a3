import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Node } from 'prosemirror-model';
import { liftListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RichText } from '../../contract/rich-text.ts';
import styles from './editor.module.css';
import { LinkTool } from './link-tool.tsx';
import { PictureTool } from './picture-tool.tsx';
import { linkTo, putPicture, TOOLS } from './text-commands.ts';
import { textSchema } from './text-schema.ts';

const { nodes } = textSchema;

const lineBreak: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

function startOf(text: RichText): EditorState {
  const doc = text.content.length === 0 ? nodes.doc.create(null, nodes.paragraph.create()) : Node.fromJSON(textSchema, text);
  const strong = TOOLS.find(({ name }) => name === 'strong')?.command ?? lineBreak;
  const keys = keymap({
    'Mod-b': strong,
    'Mod-z': undo,
    'Mod-y': redo,
    'Mod-Shift-z': redo,
    'Shift-Enter': lineBreak,
    Enter: splitListItem(nodes.list_item),
    'Shift-Tab': liftListItem(nodes.list_item),
  });
  return EditorState.create({ doc, plugins: [history(), keys, keymap(baseKeymap)] });
}

interface RichEditorProps {
  /** whose pictures they are */
  article: string;
  id: string;
  label: string;
  /** what it begins with; later changes come from here only */
  initial: RichText;
  onChange: (text: RichText) => void;
}

/** Writes the text of an article as it will look: headings, bold, lists, quotes, links, pictures; what is pasted keeps only these. */
export function RichEditor({ article, id, label, initial, onChange }: RichEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const [state, setState] = useState(() => startOf(initial));
  const changed = useEffectEvent(onChange);
  const begun = useEffectEvent(() => state);
  useEffect(() => {
    if (!place.current) return undefined;
    const editor = new EditorView(place.current, {
      state: begun(),
      attributes: { id, role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      dispatchTransaction(transaction) {
        const next = editor.state.apply(transaction);
        editor.updateState(next);
        setState(next);
        if (transaction.docChanged) changed(next.doc.toJSON() as RichText);
      },
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [id, label]);
  const run = (command: Command) => {
    const editor = view.current;
    if (!editor) return;
    command(editor.state, editor.dispatch);
    editor.focus();
  };
  return (
    <div className={styles.frame}>
      <div className={styles.tools} role="toolbar" aria-label="格式" aria-controls={id}>
        {TOOLS.map(({ name, label: text, isOn, command }) => (
          <button key={name} type="button" aria-pressed={isOn?.(state)} onMouseDown={(event) => event.preventDefault()} onClick={() => run(command)}>
            {text}
          </button>
        ))}
        <LinkTool onLink={(href) => run(linkTo(href))} />
        <PictureTool article={article} onPicture={(picture) => run(putPicture(picture))} />
      </div>
      <div ref={place} className={styles.text} />
    </div>
  );
}
