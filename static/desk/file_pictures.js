// Pictures are made smaller before they are kept and sent. What is drawn anew has left place, time
// and make of the camera behind; what cannot be drawn here goes as it is.
"use strict";

const pictures = (() => {
  const { word, make, button, tell } = filing;
  const SIDE = 2000;
  const QUALITIES = [0.8, 0.6];
  const slots = [...document.querySelectorAll(".pic")].map((box) => {
    const [input, caption] = box.querySelectorAll("input");
    return { box, input, caption, picked: null, note: box.appendChild(make("small")) };
  });
  let work = Promise.resolve();
  let picked = () => {};

  // A browser that hides who it is gives wrong pixels back.
  const drawsTruly = () => {
    const canvas = make("canvas", "", { width: 1, height: 1 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#336699";
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return Math.abs(red - 51) + Math.abs(green - 102) + Math.abs(blue - 153) < 9;
  };

  const drawn = async (file) => {
    // An older browser throws at "from-image": it might lay the picture on its side.
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = make("canvas", "", {
      width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale),
    });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    for (const quality of QUALITIES) {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
      if (blob && blob.type === "image/jpeg" && blob.size < file.size) return blob;
    }
    return null;
  };

  const smaller = async (file) => {
    const blob = drawsTruly() ? await drawn(file).catch(() => null) : null;
    return blob && new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: blob.type });
  };

  const digest = async (bytes) => {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  // The input itself holds what will be sent: the plain form sends no more than the script does.
  const hold = (slot, file) => {
    const files = new DataTransfer();
    if (file) files.items.add(file);
    slot.input.files = files.files;
  };

  const note = (slot, text) => {
    slot.note.textContent = text;
    if (!slot.picked) return;
    const remove = () => { empty(slot); picked(); };
    slot.note.append(" ", button(word("remove"), remove, { className: "small" }));
  };

  const empty = (slot) => { hold(slot, null); slot.picked = null; note(slot, ""); };

  const kb = (size) => Math.ceil(size / 1024);

  const pick = async (slot) => {
    const file = slot.input.files[0];
    slot.picked = null;
    note(slot, file ? word("shrinking") : "");
    if (!file) return picked();
    const small = await smaller(file);
    if (small) hold(slot, small);
    const { name, size, type } = small || file;
    const bytes = await (small || file).arrayBuffer();
    slot.picked = { digest: await digest(bytes), name, size, type };
    note(slot, word(small ? "shrunk" : "as_it_is", { before: kb(file.size), after: kb(size) }));
    // What names them is kept first: bytes that nobody names are swept away.
    await picked();
    await kept.put("pictures", slot.picked.digest, bytes);
  };

  const begin = (whenPicked) => {
    picked = whenPicked;
    const take = (slot) => {
      work = work.then(() => pick(slot)).catch(() => {
        note(slot, word("full"));
        tell(word("full"), true);
      });
    };
    for (const slot of slots) {
      slot.input.addEventListener("change", () => take(slot));
      if (slot.input.files.length) take(slot);
    }
  };

  const list = () => slots
    .map(({ picked, caption }, n) => picked && { ...picked, n, caption: caption.value })
    .filter(Boolean);

  // All bytes are kept, or this rejects.
  const settled = async () => {
    await work;
    const known = await kept.ids("pictures");
    for (const { picked, input } of slots) {
      const [file] = input.files;
      if (file && !picked) throw new Error("A picture could not be read.");
      if (!picked || known.includes(picked.digest)) continue;
      await kept.put("pictures", picked.digest, await file.arrayBuffer());
    }
  };

  const put = async (wanted) => {
    slots.forEach(empty);
    for (const { n, digest: named, name, type, size } of wanted) {
      const slot = slots[n];
      const bytes = slot && await kept.get("pictures", named);
      if (!slot) continue;
      if (n) slot.box.closest("details").open = true;
      if (bytes) {
        hold(slot, new File([bytes], name, { type }));
        slot.picked = { digest: named, name, size, type };
      }
      note(slot, bytes ? `${name}, ${kb(size)} KB` : word("lost"));
    }
  };

  return { begin, list, settled, put };
})();
