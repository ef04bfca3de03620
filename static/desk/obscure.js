// Areas are drawn on the picture; the numbers below it are what the form sends. Each row of numbers
// has its shape in the drawing, and whichever of the two changes, the other follows.
(() => {
  const form = document.getElementById("areas");
  const svg = form?.querySelector("svg[data-areas]");
  if (!svg) return;
  const rows = form.querySelector("[data-rows]"), blank = form.querySelector("[data-blank]");
  const drop = form.querySelector("[data-drop]");
  const SVG = "http://www.w3.org/2000/svg", SIDES = ["x", "y", "width", "height"];
  // Pixels: what a finger hits, how far outside a corner that lies, what is no area but a tap.
  const REACH = 23, OUT = 12, LEAST = 6;
  const groups = new Map();
  let chosen = null;

  const field = (row, name) => row.querySelector(`[name=${name}]`);
  const read = (row) => Object.fromEntries(SIDES.map((side) => [side, Number(field(row, side).value) || 0]));
  const within = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));
  const make = (name, into, attributes) => {
    const node = into.appendChild(document.createElementNS(SVG, name));
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  function write(row, area) {
    for (const side of SIDES) field(row, side).value = Number(area[side].toFixed(3));
    show(row);
    form.dispatchEvent(new Event("input"));
  }

  function show(row) {
    const group = groups.get(row), shape = field(row, "shape").value;
    const { x, y, width, height } = read(row);
    group.replaceChildren();
    if (!shape || width <= 0 || height <= 0) return;
    if (shape === "box") make("rect", group, { x: `${x}%`, y: `${y}%`, width: `${width}%`, height: `${height}%` });
    else {
      make("ellipse", group, {
        cx: `${x + width / 2}%`, cy: `${y + height / 2}%`, rx: `${width / 2}%`, ry: `${height / 2}%`,
      });
    }
    for (const right of [0, 1]) for (const low of [0, 1]) {
      const at = { cx: `${x + right * width}%`, cy: `${y + low * height}%` };
      const corner = make("g", group, {
        class: "corner", "data-corner": `${right}${low}`,
        transform: `translate(${right ? OUT : -OUT} ${low ? OUT : -OUT})`,
      });
      make("circle", corner, { ...at, r: REACH, class: "reach" });
      make("circle", corner, { ...at, r: 8, class: "knob" });
    }
  }

  function number() {
    [...rows.children].forEach((row, index) => {
      row.querySelector("[data-number]").textContent = index + 1;
      groups.get(row)?.setAttribute("aria-label", `${svg.dataset.label} ${index + 1}`);
    });
  }

  function choose(row) {
    chosen = row;
    for (const [each, group] of groups) {
      group.classList.toggle("chosen", each === row);
      each.classList.toggle("chosen", each === row);
    }
    drop.disabled = !row;
    // What lies on top is hit first.
    if (row && svg.lastElementChild !== groups.get(row) && !svg.contains(document.activeElement)) svg.append(groups.get(row));
  }

  function remove(row) {
    const next = row.nextElementSibling || row.previousElementSibling;
    groups.get(row).remove();
    groups.delete(row);
    row.remove();
    number();
    choose(null);
    form.dispatchEvent(new Event("input"));
    (next ? groups.get(next) : form.querySelector("[data-add]")).focus();
  }

  function take(row) {
    const group = make("g", svg, { "data-shape": "", tabindex: "0", role: "group" });
    groups.set(row, group);
    row.querySelector("[data-remove]").hidden = false;
    row.querySelector("[data-remove]").addEventListener("click", () => remove(row));
    row.addEventListener("input", () => show(row));
    row.addEventListener("focusin", () => choose(row));
    group.addEventListener("focus", () => choose(row));
    group.addEventListener("keydown", (event) => pressed(event, row));
    show(row);
  }

  function add(area) {
    const row = blank.content.firstElementChild.cloneNode(true);
    rows.append(row);
    field(row, "shape").value = form.elements.tool.value;
    take(row);
    write(row, area);
    number();
    choose(row);
    return row;
  }

  function pressed(event, row) {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") remove(row);
    else if (!by) return;
    else if (event.shiftKey) sized(row, by);
    else moved(row, read(row), by);
    event.preventDefault();
  }

  function moved(row, from, [right, down]) {
    write(row, {
      ...from, x: within(from.x + right, 0, 100 - from.width), y: within(from.y + down, 0, 100 - from.height),
    });
  }

  function sized(row, [right, down]) {
    const area = read(row);
    write(row, {
      ...area, width: within(area.width + right, 0.5, 100 - area.x), height: within(area.height + down, 0.5, 100 - area.y),
    });
  }

  const point = (event) => {
    const on = svg.getBoundingClientRect();
    return [(event.clientX - on.left) / on.width * 100, (event.clientY - on.top) / on.height * 100];
  };
  const between = ([ax, ay], [bx, by]) => {
    const [left, right] = [ax, bx].map((x) => within(x, 0, 100)).sort((a, b) => a - b);
    const [top, bottom] = [ay, by].map((y) => within(y, 0, 100)).sort((a, b) => a - b);
    return { x: left, y: top, width: right - left, height: bottom - top };
  };
  const far = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) >= LEAST;

  svg.addEventListener("pointerdown", (down) => {
    if (down.button || !down.isPrimary) return;
    down.preventDefault();
    svg.setPointerCapture(down.pointerId);
    const begun = point(down);
    const group = down.target.closest("[data-shape]"), corner = down.target.closest("[data-corner]");
    let row = [...groups].find(([, each]) => each === group)?.[0];
    choose(row || null);
    const from = row && read(row);
    let drag;
    if (corner) {
      const [right, low] = corner.dataset.corner;
      const fixed = [from.x + (right === "1" ? 0 : from.width), from.y + (low === "1" ? 0 : from.height)];
      const grip = [from.x + (right === "1" ? from.width : 0), from.y + (low === "1" ? from.height : 0)];
      // The handle lies outside its corner: what counts is how far it was dragged.
      drag = (now) => write(row, between(fixed, [grip[0] + now[0] - begun[0], grip[1] + now[1] - begun[1]]));
    } else if (row) drag = (now) => moved(row, from, [now[0] - begun[0], now[1] - begun[1]]);
    else drag = (now) => { row ? write(row, between(begun, now)) : (row = add(between(begun, now))); };
    const go = (move) => { if (row && !from || far(down, move)) drag(point(move)); };
    const end = () => {
      svg.removeEventListener("pointermove", go);
      svg.removeEventListener("pointerup", end);
      svg.removeEventListener("pointercancel", end);
      groups.get(row)?.focus({ preventScroll: true });
    };
    svg.addEventListener("pointermove", go);
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
  });

  form.querySelector("[data-add]").addEventListener("click", () => {
    groups.get(add({ x: 40, y: 40, width: 20, height: 20 })).focus();
  });
  drop.addEventListener("click", () => { if (chosen) remove(chosen); });
  // To confirm is to confirm what is saved, not what was just drawn.
  const confirm = form.querySelector("[form=confirm]");
  form.addEventListener("input", () => { if (confirm) confirm.disabled = true; });
  svg.querySelector(".plain").remove();
  for (const row of rows.children) take(row);
  number();
  for (const hidden of form.querySelectorAll(".tools, [data-how]")) hidden.hidden = false;
  form.querySelector(".canvas").classList.add("drawn");
})();
