// Boxes of a story's text in the desk's editor: background, what is known, a quotation with its speaker.
// Django's editor asks this file for "StoryAside"; pictures.js has the document that may hold it.
import { Node, crel, materialMenuButton, pm } from "django-prose-editor/editor";

const { TextSelection } = pm.state;

const ICONS = { context: "info", facts: "fact_check", quote: "record_voice_over" };
const heading = { type: "heading", attrs: { level: 2 } }, paragraph = { type: "paragraph" };
const empty = (kind) => (kind === "quote" ? [{ type: "blockquote", content: [paragraph] }, paragraph] : [heading, paragraph]);

// Where the box around the cursor begins; -1 outside.
const around = ({ $from }) => ($from.depth && $from.node(1).type.name === "aside" ? $from.before(1) : -1);

const below = (editor, at) => {
  const behind = at + editor.state.doc.nodeAt(at).nodeSize;
  return editor.chain().insertContentAt(behind, paragraph).focus(behind + 1).scrollIntoView().run();
};

// Its paragraphs stay where they are, without it.
const open = (editor, at) => {
  const { state, view } = editor;
  const node = state.doc.nodeAt(at);
  view.dispatch(state.tr.replaceWith(at, at + node.nodeSize, node.content));
  editor.commands.focus(at + 1);
};

const remove = (editor, at) => {
  editor.chain().focus().deleteRange({ from: at, to: at + editor.state.doc.nodeAt(at).nodeSize }).run();
};

// Around what is selected; else an empty one at the cursor, between paragraphs, with the cursor in it.
const put = (editor, kind) => {
  const { selection } = editor.state;
  if (!selection.empty && editor.chain().focus().wrapIn("aside", { kind }).run()) return;
  const { $to } = selection;
  const isEmpty = $to.depth === 1 && $to.parent.isTextblock && !$to.parent.content.size;
  const at = $to.depth ? (isEmpty ? $to.before(1) : $to.after(1)) : $to.pos;
  editor.chain().insertContentAt(at, { type: "aside", attrs: { kind }, content: empty(kind) })
    .command(({ tr }) => {
      tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
      return true;
    }).focus().scrollIntoView().run();
};

export const StoryAside = Node.create({
  name: "aside",
  content: "block+",
  defining: true,
  priority: 1000, // before a line break takes Ctrl+Enter
  addOptions: () => ({ words: {} }),
  addAttributes: () => ({
    kind: {
      default: "context",
      parseHTML: (element) => element.dataset.box,
      renderHTML: ({ kind }) => ({ "data-box": kind }),
    },
  }),
  parseHTML: () => Object.keys(ICONS).map((kind) => ({ tag: `aside[data-box=${kind}]` })),
  renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],
  addMenuItems({ menu }) {
    const { words } = this.options;
    for (const [kind, icon] of Object.entries(ICONS)) {
      const button = materialMenuButton(icon, words[kind]);
      button.setAttribute("aria-label", words[kind]); // else the letters of the icon name it
      menu.defineItem({
        name: `aside-${kind}`,
        groups: "nodes",
        button,
        active: (editor) => editor.isActive("aside", { kind }),
        enabled: (editor) => around(editor.state.selection) < 0,
        command: (editor) => put(editor, kind),
      });
    }
  },
  addKeyboardShortcuts() {
    return {
      "Mod-Enter": ({ editor }) => {
        const at = around(editor.state.selection);
        return at >= 0 && below(editor, at);
      },
    };
  },
  addNodeView() {
    const { words } = this.options;
    return ({ node, editor, getPos }) => {
      const tool = (says, sign, act) => {
        const button = crel("button", { type: "button", title: says, textContent: sign, "aria-label": says });
        button.addEventListener("click", () => act(editor, getPos()));
        return button;
      };
      const tools = crel("span", { className: "tools" }, [
        tool(words.below, "↵", below), tool(words.open, "⤢", open), tool(words.remove, "✕", remove),
      ]);
      const name = node.attrs.kind === "quote" ? words.speaker : words[node.attrs.kind];
      const { lang, dir } = document.documentElement;
      const above = crel("div", { className: "shown", contentEditable: "false", lang, dir }, [crel("b", { textContent: name }), tools]);
      const contentDOM = crel("div", { className: "said" });
      const dom = crel("aside", { "data-box": node.attrs.kind }, [above, contentDOM]);
      return {
        dom,
        contentDOM,
        stopEvent: ({ target }) => tools.contains(target),
        ignoreMutation: ({ target }) => !contentDOM.contains(target),
        update: (now) => now.type.name === "aside" && now.attrs.kind === node.attrs.kind,
      };
    };
  },
});
