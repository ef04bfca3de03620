// The story's pictures in the desk's editor: a figure names photos by their keys and holds the caption of
// this one use of them. Django's editor asks this file for "StoryFigure", "StoryCaption" and "Document".
import { Document as Whole, Node, canInsertNode, crel, materialMenuButton, pm } from "django-prose-editor/editor";

const { NodeSelection, TextSelection } = pm.state;

// A figure and a box (asides.js) stand between paragraphs, in no list and no quotation.
export const Document = Whole.extend({ content: "(block | figure | aside)+" });

const tool = (says, sign, act) => {
  const button = crel("button", { type: "button", title: says, textContent: sign, "aria-label": says });
  button.addEventListener("click", act);
  return button;
};

const thumbnail = (photo) => crel("img", { src: photo.src, alt: photo.name, title: photo.name });

// Asks which of the story's photos; the keys, none where nobody chose.
const choose = ({ photos, words }) => new Promise((resolve) => {
  const list = photos.map((photo) => crel("label", {}, [
    crel("input", { type: "checkbox", value: photo.key }), thumbnail(photo),
    crel("span", { textContent: photo.name, dir: "auto" }),
  ]));
  const put = crel("button", { type: "submit", className: "btn go", textContent: words.insert });
  const cancel = crel("button", { type: "button", className: "btn", textContent: words.cancel });
  const form = crel("form", { method: "dialog" }, [
    crel("p", { textContent: photos.length ? words.choose : words.none }),
    crel("div", { className: "choice" }, list),
    crel("p", {}, photos.length ? [put, cancel] : [cancel]),
  ]);
  const { lang, dir } = document.documentElement;
  const dialog = crel("dialog", { className: "pictures", lang, dir }, [form]);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    const chosen = [...dialog.querySelectorAll(":checked")].map(({ value }) => value);
    dialog.remove();
    resolve(dialog.returnValue === "put" ? chosen : []);
  });
  put.value = "put";
  document.body.append(dialog);
  dialog.showModal();
});

const move = (editor, at, step) => {
  const { state, view } = editor;
  const node = state.doc.nodeAt(at);
  const index = state.doc.resolve(at).index(0);
  const other = state.doc.maybeChild(index + step);
  if (!other) return;
  const tr = state.tr.delete(at, at + node.nodeSize);
  const to = step < 0 ? at - other.nodeSize : at + other.nodeSize;
  tr.insert(to, node).setSelection(NodeSelection.create(tr.doc, to));
  view.dispatch(tr.scrollIntoView());
};

const remove = (editor, at) => {
  const node = editor.state.doc.nodeAt(at);
  editor.chain().focus().deleteRange({ from: at, to: at + node.nodeSize }).run();
};

export const StoryFigure = Node.create({
  name: "figure",
  content: "figcaption",
  isolating: true,
  draggable: true,
  addOptions: () => ({ photos: [], words: {} }),
  // Required: else a caption that is pasted alone would be given a figure of no photo.
  addAttributes: () => ({
    photos: {
      isRequired: true,
      parseHTML: (element) => element.dataset.photos,
      renderHTML: ({ photos }) => ({ "data-photos": photos }),
    },
  }),
  parseHTML: () => [{ tag: "figure[data-photos]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
  addCommands() {
    // The menu of the editor has a button for whatever is called so.
    return {
      insertFigure: () => ({ editor, state, dispatch }) => {
        if (!canInsertNode(state, state.schema.nodes.figure)) return false;
        if (dispatch) choose(this.options).then((keys) => { if (keys.length) put(editor, keys); });
        return true;
      },
    };
  },
  addNodeView() {
    const { photos, words } = this.options;
    return ({ node, editor, getPos }) => {
      const known = new Map(photos.map((photo) => [String(photo.key), photo]));
      const shown = node.attrs.photos.split(" ").map((key) => known.has(key)
        ? thumbnail(known.get(key))
        : crel("em", { textContent: words.foreign.replace("%s", key) }));
      const tools = crel("span", { className: "tools" }, [
        tool(words.earlier, "↑", () => move(editor, getPos(), -1)),
        tool(words.later, "↓", () => move(editor, getPos(), 1)),
        tool(words.remove, "✕", () => remove(editor, getPos())),
      ]);
      const above = crel("div", { className: "shown", contentEditable: "false" }, [...shown, tools]);
      const contentDOM = crel("div", { className: "said", "data-words": words.caption });
      const dom = crel("figure", { "data-photos": node.attrs.photos }, [above, contentDOM]);
      return {
        dom,
        contentDOM,
        stopEvent: ({ target }) => tools.contains(target),
        ignoreMutation: ({ target }) => !contentDOM.contains(target),
        update: (now) => now.type.name === "figure" && now.attrs.photos === node.attrs.photos,
      };
    };
  },
});

// At the cursor, between paragraphs, and the cursor goes into its caption.
const put = (editor, keys) => {
  const { $to } = editor.state.selection;
  const { parent } = $to;
  const isEmpty = $to.depth === 1 && parent.isTextblock && !parent.content.size;
  const at = $to.depth ? (isEmpty ? $to.before(1) : $to.after(1)) : $to.pos;
  const figure = { type: "figure", attrs: { photos: keys.join(" ") }, content: [{ type: "figcaption" }] };
  editor.chain().insertContentAt(at, figure).command(({ tr }) => {
    tr.setSelection(TextSelection.create(tr.doc, at + 2));
    return true;
  }).focus().scrollIntoView().run();
};

export const StoryCaption = Node.create({
  name: "figcaption",
  content: "inline*",
  defining: true,
  addOptions: () => ({ name: "" }),
  parseHTML: () => [{ tag: "figcaption", context: "figure/" }],
  renderHTML: () => ["figcaption", 0],
  // The menu's list of kinds of paragraph says which one the cursor is in.
  addMenuItems({ menu }) {
    const { name } = this.options;
    menu.defineItem({
      name: "figcaption",
      groups: "blockType",
      button: materialMenuButton("short_text", name),
      option: crel("p", { textContent: name }),
      active: (editor) => editor.isActive("figcaption"),
      enabled: (editor) => editor.isActive("figcaption"),
      command() {},
    });
  },
  addKeyboardShortcuts() {
    return {
      // One caption has one paragraph: what follows stands behind the picture.
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection;
        if ($from.parent.type.name !== "figcaption") return false;
        const behind = $from.after(1);
        return editor.chain().insertContentAt(behind, { type: "paragraph" }).focus(behind + 1).run();
      },
    };
  },
});
