// The focal point by a click, a tap or the arrow keys, and what each crop then shows. The numbers
// in the form say it; without this script they are typed.
(() => {
  const preview = document.querySelector("img.preview");
  const fields = ["x", "y"].map((axis) => document.getElementById(`id_focus_${axis}`));
  if (!preview || fields.some((field) => !field)) return;
  const sizes = ["width", "height"].map((name) => Number(preview.getAttribute(name)));

  // A picture has its left on the left in every language.
  const stage = document.createElement("div");
  stage.className = "focus-stage";
  stage.dir = "ltr";
  preview.replaceWith(stage);
  const point = document.createElement("button");
  point.type = "button";
  point.className = "focus-point";
  point.setAttribute("aria-label", fields.map((field) => field.labels[0].textContent).join(", "));
  stage.append(preview, point);

  const crops = document.createElement("div");
  crops.className = "crops";
  crops.dir = "ltr";
  crops.setAttribute("aria-hidden", "true");
  for (const ratio of [[3, 2], [500, 630]]) { // a card of ours; the picture of a social card
    const crop = crops.appendChild(document.createElement("img"));
    crop.src = `${preview.src}?width=400`;
    crop.alt = "";
    crop.style.aspectRatio = ratio.join(" / ");
    crop.dataset.ratio = ratio[0] / ratio[1];
  }
  stage.after(crops);

  const within = (value) => Math.min(100, Math.max(0, Math.round(value)));
  const focus = () => fields.map((field) => within(Number(field.value)));

  // The focus is as near to a crop's middle as the picture's edges allow.
  const position = (whole, shown, share) => {
    const room = whole - shown;
    if (room < 0.5) return 50;
    return Math.min(Math.max((whole * share) / 100 - shown / 2, 0), room) / room * 100;
  };

  const show = () => {
    const [x, y] = focus();
    point.style.insetInlineStart = `${x}%`;
    point.style.insetBlockStart = `${y}%`;
    for (const crop of crops.children) {
      const width = Math.min(sizes[0], sizes[1] * crop.dataset.ratio);
      const height = Math.min(sizes[1], sizes[0] / crop.dataset.ratio);
      crop.style.objectPosition =
        `${position(sizes[0], width, x)}% ${position(sizes[1], height, y)}%`;
    }
  };

  const put = (x, y) => {
    [fields[0].value, fields[1].value] = [within(x), within(y)];
    fields[0].dispatchEvent(new Event("change", { bubbles: true }));
    show();
  };

  stage.addEventListener("click", (event) => {
    if (!event.detail) return; // pressed by a key: the point is where it is
    const box = preview.getBoundingClientRect();
    put((event.clientX - box.left) / box.width * 100, (event.clientY - box.top) / box.height * 100);
  });
  point.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [x, y] = focus();
    const far = event.shiftKey ? 10 : 1;
    put(x + step[0] * far, y + step[1] * far);
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
})();
