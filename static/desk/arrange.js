// Arranging the front without asking the server for each step. Every button does here what it does
// there; rows can be dragged besides.
(() => {
  const form = document.getElementById("arrangement");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  const pool = form.querySelector(".pool");
  const lists = () => [...form.querySelectorAll(".spot")];
  const listOf = (into) => lists().find((list) => list.dataset.into === into);
  const rowOf = (key) => [...form.querySelectorAll("[data-key]")].find((row) => row.dataset.key === key);
  const says = (row) => row.querySelector(".says, h3").textContent;

  // A row brings along what the form posts of it, or nothing where it stands in the pool.
  function settle(row, list) {
    const placed = list !== pool;
    for (const field of row.querySelectorAll("[name=where], [name=what], [name=until]")) {
      field.disabled = !placed;
    }
    if (!placed) return;
    row.querySelector("[name=where]").value = list.dataset.where;
    const until = row.querySelector("select[name=until]");
    const hours = list.dataset.hours;
    if ([...until.options].some((option) => option.value === hours)) until.value = hours;
  }

  function full() {
    for (const list of lists()) {
      list.classList.toggle("full", list.children.length > Number(list.dataset.most));
    }
  }

  function put(row, list, before = null) {
    const moved = row.parentElement !== list;
    list.insertBefore(row, before);
    if (moved) settle(row, list);
    full();
    const where = list === pool ? status.dataset.out : status.dataset.moved;
    const number = [...list.children].indexOf(row) + 1;
    status.textContent = `${where}: ${says(row)} · ${list === pool ? "" : number}`;
  }

  const acts = {
    up: (row) => put(row, row.parentElement, row.previousElementSibling || row),
    down: (row) => put(row, row.parentElement, row.nextElementSibling?.nextElementSibling ?? null),
    remove: (row) => {
      for (const story of row.querySelectorAll(".pin")) put(story, pool, pool.firstElementChild);
      row.matches(".pin") ? put(row, pool, pool.firstElementChild) : row.remove();
    },
    lead: (row) => {
      const lead = listOf("lead"), second = listOf("second");
      for (const other of [...lead.children]) {
        if (other !== row) put(other, second, second.firstElementChild);
      }
      put(row, lead);
    },
    add: (row) => {
      const into = form.elements.into.value;
      into === "lead" ? acts.lead(row) : put(row, listOf(into) || listOf("second"));
    },
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=act]");
    if (!button) return;
    const [verb, ...key] = button.value.split(":");
    const row = key.length && rowOf(key.join(":"));
    if (!acts[verb] || !row) return;
    event.preventDefault();
    const next = row.nextElementSibling || row.previousElementSibling;
    acts[verb](row);
    const stays = button.isConnected && button.offsetParent ? button : null;
    (stays || row.querySelector("button[value^=up]") || form.elements.words).focus();
    if (verb === "add" || verb === "remove") next?.querySelector(`button[value^="${verb}"]`)?.focus();
  });

  let held = null;
  form.addEventListener("dragstart", (event) => {
    held = event.target.closest?.(".pin");
    if (!held) return;
    held.classList.add("held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.key);
  });
  const under = (event) => event.target.closest?.(".spot, .pool")
    || event.target.closest?.(".panel")?.querySelector(".spot");
  const clear = () => { for (const list of [...lists(), pool]) list.classList.remove("over"); };
  form.addEventListener("dragover", (event) => {
    const list = held && under(event);
    if (!list) return;
    event.preventDefault();
    clear();
    list.classList.add("over");
  });
  form.addEventListener("drop", (event) => {
    const list = held && under(event);
    if (!list) return;
    event.preventDefault();
    const below = [...list.children].find((row) => {
      const box = row.getBoundingClientRect();
      return row !== held && event.clientY < box.top + box.height / 2;
    });
    put(held, list, below || null);
  });
  form.addEventListener("dragend", () => {
    clear();
    held?.classList.remove("held");
    held = null;
  });
})();
