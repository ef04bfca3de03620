// What stays on this device until the newsroom has it: in IndexedDB, encrypted, apart for each
// account. A phone can be searched: no word ever lies in the clear, none in localStorage, whose files
// keep what was deleted, and `wipe()` takes the key, the words and the database away together.
"use strict";

const kept = (() => {
  const NAME = "newsroom";
  const BOXES = ["drafts", "outbox", "pictures"];
  const others = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
  const owner = document.querySelector("meta[name=owner]")?.content;
  const isAvailable = Boolean(owner && window.isSecureContext && window.indexedDB && crypto.subtle);
  let opened = null;
  let isWiped = false;

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const finished = (change) => new Promise((resolve, reject) => {
    change.oncomplete = resolve;
    change.onabort = change.onerror = () => reject(change.error);
  });

  const open = () => {
    if (isWiped || !isAvailable) return Promise.reject(new Error("Nothing is kept here."));
    opened ??= connect()
      .then(async (db) => ({ db, key: await keyOf(db) }))
      .catch((error) => { opened = null; throw error; });
    return opened;
  };

  // Browsers close a connection by themselves, where storage is short: then once more on a new one.
  const withOpen = async (work) => {
    try {
      return await work(await open());
    } catch (error) {
      if (error?.name !== "InvalidStateError") throw error;
      opened = null;
      return work(await open());
    }
  };

  const connect = async () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const box of ["keys", ...BOXES]) request.result.createObjectStore(box);
    };
    const db = await done(request);
    db.onclose = () => { opened = null; };
    db.onversionchange = ({ newVersion }) => {
      db.close();
      opened = null;
      if (newVersion === null) wipedElsewhere();
    };
    return db;
  };

  // Made here, never to be read out again, and not before it is needed. Of two pages that make one
  // at the same time the first has its way.
  const keyOf = async (db) => {
    const known = await done(db.transaction("keys").objectStore("keys").get(owner));
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt", "decrypt",
    ]);
    const keys = db.transaction("keys", "readwrite").objectStore("keys");
    const first = await done(keys.get(owner));
    if (!first) await done(keys.put(made, owner));
    return first ?? made;
  };

  const sealed = async (key, value) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const isBytes = value instanceof ArrayBuffer;
    const plain = isBytes ? value : new TextEncoder().encode(JSON.stringify(value));
    return { iv, isBytes, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain) };
  };

  const unsealed = async (key, { iv, isBytes, data }) => {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
    return isBytes ? plain : JSON.parse(new TextDecoder().decode(plain));
  };

  const named = (id) => [owner, id];

  // Resolves once the device has it on its disk, as far as a browser can promise that.
  const put = (box, id, value) => withOpen(async ({ db, key }) => {
    const row = await sealed(key, value);
    const change = db.transaction(box, "readwrite", { durability: "strict" });
    change.objectStore(box).put(row, named(id));
    await finished(change);
  });

  const get = (box, id) => withOpen(async ({ db, key }) => {
    const row = await done(db.transaction(box).objectStore(box).get(named(id)));
    return row && unsealed(key, row);
  });

  const remove = (box, id) => withOpen(({ db }) =>
    done(db.transaction(box, "readwrite").objectStore(box).delete(named(id))));

  // Ids of this account's, in order.
  const ids = (box) => withOpen(async ({ db }) => {
    const range = IDBKeyRange.bound([owner], [owner, []]);
    const keys = await done(db.transaction(box).objectStore(box).getAllKeys(range));
    return keys.map(([, id]) => id);
  });

  // How many texts are kept here, whoever's they are.
  const count = async () => (isWiped ? 0 : withOpen(async ({ db }) => {
    const boxes = ["drafts", "outbox"].map((box) => done(db.transaction(box).objectStore(box).count()));
    return (await Promise.all(boxes)).reduce((sum, each) => sum + each);
  }));

  const close = async () => {
    if (opened) (await opened.catch(() => null))?.db.close();
    opened = null;
  };

  // Everybody's, whoever asks. This page and its sisters keep nothing more until they are opened anew.
  const wipe = async () => {
    isWiped = true;
    others?.postMessage("wiped");
    await close();
    if (window.indexedDB) await drop(await empty().then(() => true, () => false));
    if (window.caches) for (const name of await caches.keys()) await caches.delete(name);
    document.dispatchEvent(new Event("kept:wiped"));
  };

  const empty = async () => {
    const db = await connect();
    const boxes = ["keys", ...BOXES];
    const change = db.transaction(boxes, "readwrite", { durability: "strict" });
    for (const box of boxes) change.objectStore(box).clear();
    await finished(change).finally(() => db.close());
  };

  // A page that does not let go of the database keeps an empty one, until it is closed.
  const drop = (isEmpty) => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
    request.onblocked = () => (isEmpty ? resolve() : reject(new Error("Another page holds it.")));
  });

  const wipedElsewhere = async () => {
    if (isWiped) return;
    isWiped = true;
    await close();
    document.dispatchEvent(new Event("kept:wiped"));
  };

  others?.addEventListener("message", ({ data }) => { if (data === "wiped") wipedElsewhere(); });

  // What the newsroom says it has by now goes from here. Words that were typed while the save was
  // under way are newer, and stay.
  const letGo = async () => {
    const [page, at] = document.querySelector("meta[name=saved-draft]")?.content.split("@") ?? [];
    if (!page || !isAvailable) return;
    for (const id of await ids("drafts")) {
      if (!id.endsWith(`/${page}`)) continue;
      const found = await get("drafts", id);
      if (found && found.at <= parseInt(at, 36)) await remove("drafts", id);
    }
  };
  // Whoever offers back what is kept waits for this.
  const settled = letGo().catch(() => {});

  return { isAvailable, settled, put, get, remove, ids, count, wipe };
})();
