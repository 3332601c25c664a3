import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import type { Picture } from '../../contract/rich-text.ts';
import { textSchema } from './text-schema.ts';

const { nodes, marks } = textSchema;

/** Whether the cursor stands in a node of this name. */
export function isIn({ selection: { $from } }: EditorState, name: string): boolean {
  return Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth)).some(({ type }) => type.name === name);
}

const toggleList =
  (name: 'bullet_list' | 'ordered_list'): Command =>
  (state, dispatch) =>
    isIn(state, 'list_item') ? liftListItem(nodes.list_item)(state, dispatch) : wrapInList(nodes[name])(state, dispatch);

const toggleHeading: Command = (state, dispatch) => setBlockType(isIn(state, 'heading') ? nodes.paragraph : nodes.heading)(state, dispatch);
const toggleQuote: Command = (state, dispatch) => (isIn(state, 'blockquote') ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch));

export interface Tool {
  name: string;
  label: string;
  /** pressed where it holds */
  isOn?: (state: EditorState) => boolean;
  command: Command;
}

export const TOOLS: readonly Tool[] = [
  { name: 'heading', label: '小标题', isOn: (state) => isIn(state, 'heading'), command: toggleHeading },
  {
    name: 'strong',
    label: '加粗',
    isOn: (state) => marks.strong.isInSet(state.storedMarks ?? state.selection.$from.marks()) !== undefined,
    command: toggleMark(marks.strong),
  },
  { name: 'bullets', label: '列表', isOn: (state) => isIn(state, 'bullet_list'), command: toggleList('bullet_list') },
  { name: 'numbers', label: '编号', isOn: (state) => isIn(state, 'ordered_list'), command: toggleList('ordered_list') },
  { name: 'quote', label: '引文', isOn: (state) => isIn(state, 'blockquote'), command: toggleQuote },
  { name: 'undo', label: '撤销', command: undo },
  { name: 'redo', label: '重做', command: redo },
];

/** After the paragraph where the cursor stands, and writing goes on below it. */
export function putPicture(attrs: Picture['attrs']): Command {
  return (state, dispatch) => {
    const after = state.selection.$to.after(1);
    const tr = state.tr.insert(after, [nodes.picture.create(attrs), nodes.paragraph.create()]);
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 2))).scrollIntoView());
    return true;
  };
}

/** The selected words lead to an address; without a selection the address itself is written. An empty address takes the link away. */
export function linkTo(href: string): Command {
  return (state, dispatch) => {
    const { from, to, empty } = state.selection;
    if (href === '') return toggleMark(marks.link)(state, dispatch);
    const mark = marks.link.create({ href });
    const tr = empty ? state.tr.replaceSelectionWith(textSchema.text(href, [mark]), false) : state.tr.removeMark(from, to, marks.link).addMark(from, to, mark);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
