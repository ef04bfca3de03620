{% load static %}// Keeps the empty filing page, its style and its scripts on the device, so that it opens without a
// network. No page with a story in it, nothing else of the desk.
"use strict";

const KEPT = "filing";
const HOME = "{% url "filing:file" %}";
const PAGE = "{% url "filing:blank" %}";
const STATIC = "{% get_static_prefix %}";
// On a bad link a request that hangs is worse than the page that is kept: for a new story. One that
// the newsroom has is not in that page.
const PATIENCE = 4000;
const PATIENCE_FOR_A_STORY = 30000;
const FRESH = 60 * 60 * 1000;
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/$/;

const isPage = ({ pathname }) =>
  pathname === HOME || (pathname.startsWith(HOME) && KEY.test(pathname.slice(HOME.length)));
// A name that changes with what is in the file.
const isNamed = (path) => /\.[0-9a-f]{12}\.\w+$/.test(path);

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && isPage(url)) {
    const patience = url.pathname === HOME ? PATIENCE : PATIENCE_FOR_A_STORY;
    event.respondWith(answered(request, PAGE, patience));
  }
  if (url.pathname.startsWith(STATIC)) event.respondWith(answered(request, url.pathname));
});

const answered = async (request, name, patience = PATIENCE) => {
  const kept = await caches.match(name);
  if (!kept) return fetch(request);
  if (isNamed(name)) return kept;
  const network = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, patience, null));
  const first = await Promise.race([network, late]).catch(() => null);
  return first && first.status < 500 ? first : kept;
};

// The page says what it is made of and for whom; where that is another, or old, it is kept anew.
addEventListener("message", (event) => {
  const told = refresh(event.data).catch(() => "unchanged");
  event.waitUntil(told.then((state) => event.source.postMessage(state)));
});

const refresh = async (stamp) => {
  const known = await caches.match(PAGE);
  const age = known && Date.now() - known.headers.get("X-Kept-At");
  if (known && known.headers.get("X-Stamp") === stamp && age < FRESH) return "kept";
  const answer = await fetch(PAGE, { cache: "no-store" });
  if (answer.status === 403) await caches.delete(KEPT);
  if (!answer.ok || answer.redirected) return "unchanged";
  const headers = new Headers(answer.headers);
  headers.set("X-Stamp", stamp);
  headers.set("X-Kept-At", Date.now());
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  await put(await answer.text(), headers);
  return "kept";
};

// The files first: a page that is there is there with all that it needs.
const put = async (page, headers) => {
  const cache = await caches.open(KEPT);
  const files = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path)
    .filter((path) => path.startsWith(STATIC));
  for (const path of files) {
    if (isNamed(path) && await cache.match(path)) continue;
    await cache.add(new Request(path, { cache: isNamed(path) ? "default" : "no-cache" }));
  }
  await cache.put(PAGE, new Response(page, { headers }));
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== PAGE && !files.includes(pathname)) await cache.delete(pathname);
  }
};
