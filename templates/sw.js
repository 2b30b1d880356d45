// @ts-check
/// <reference lib="webworker" />
"use strict";

/**
 * The handbook without a network. One cache an edition: it is filled whole before it is used, what has not changed is
 * carried over from the edition before, and a page is always of one edition. What lies in the cache is shown from there;
 * what does not is asked of the network, which may hang, but not for long. The build writes EDITION in front of this.
 */
{
  const { version, shell } = /** @type {{version: string, shell: string[]}} */ (/** @type {any} */ (self).EDITION);
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const ROOT = worker.registration.scope;
  const NAME = `${ROOT} ${version}`;
  const SAVES = `${ROOT}saves`;
  const PATIENCE = 5000;
  const AT_ONCE = 6;

  const editions = async () => (await caches.keys()).filter((name) => name.startsWith(`${ROOT} `));
  /** @param {string} url */
  const plain = (url) => url.split(/[?#]/)[0].replace(/\/$/, "/index.html");

  /** @param {Response} response */
  const digest = async (response) => {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
    return [...hash.slice(0, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /** @param {string} address @returns {Promise<Response>} */
  const fresh = async (address) => {
    const response = await fetch(ROOT + address, { cache: address.startsWith("assets/") ? "default" : "reload" });
    if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
    return response;
  };

  /** What this edition must have: the shell, and what is still there of the one before and of what was saved. @param {string | undefined} before */
  const wanted = async (before) => {
    /** @type {Map<string, string>} */ const all = new Map(shell.map((address) => [address, ""]));
    if (!before) return all;
    const old = await caches.open(before);
    const list = await (await fresh("offline.json")).json();
    if (list.version !== version) throw new Error("the list is of another edition");
    const kept = (await old.keys()).map((request) => request.url.slice(ROOT.length));
    const saved = /** @type {string[]} */ (await (await old.match(SAVES))?.json() ?? []);
    const more = saved.flatMap((name) => (name === "all" ? list.addresses : (list.saves[name] || []).map((/** @type {number} */ at) => list.addresses[at])));
    list.addresses.forEach((/** @type {string} */ address, /** @type {number} */ at) => {
      if (all.has(address) || kept.includes(address) || more.includes(address)) all.set(address, list.digests[at]);
    });
    return all;
  };

  /** Fill this edition's cache, or leave none. */
  const prepare = async () => {
    const before = (await editions()).filter((name) => name !== NAME).pop();
    const old = before ? await caches.open(before) : undefined;
    const cache = await caches.open(NAME);
    /** @param {[string, string]} file */
    const bring = async ([address, hash]) => {
      const kept = hash ? await old?.match(ROOT + address) : undefined;
      const same = kept && (await digest(kept.clone())) === hash;
      await cache.put(ROOT + address, same ? kept : await fresh(address));
    };
    try {
      const files = [...await wanted(before)];
      while (files.length) await Promise.all(files.splice(0, AT_ONCE).map(bring));
      const saves = await old?.match(SAVES);
      if (saves) await cache.put(SAVES, saves);
      const now = await (await fetch(`${ROOT}sw.js`, { cache: "no-store" })).text();
      if (!now.includes(version)) throw new Error("a newer edition is out");
    } catch (error) {
      await caches.delete(NAME);
      throw error;
    }
    await worker.skipWaiting();
  };

  /** Of the edition before, keep what its open pages may still ask for; of those before it, nothing. */
  const tidy = async () => {
    for (const name of await editions()) {
      if (name === NAME) continue;
      const cache = await caches.open(name);
      const rest = (await cache.keys()).filter((request) => !request.url.startsWith(`${ROOT}assets/`));
      if (rest.length) await Promise.all(rest.map((request) => cache.delete(request)));
      else await caches.delete(name);
    }
    await worker.clients.claim();
  };

  /** @param {Promise<Response>} coming @returns {Promise<Response>} */
  const patiently = (coming) => Promise.race([coming, new Promise((_, fail) => setTimeout(() => fail(new Error("no answer")), PATIENCE))]);

  /** @param {FetchEvent} event @param {string} url */
  const answer = async (event, url) => {
    const cache = await caches.open(NAME);
    const kept = (await cache.match(url)) || (url.startsWith(`${ROOT}assets/`) ? await caches.match(url) : undefined);
    if (kept) return kept;
    const coming = fetch(event.request);
    try {
      const response = await (event.request.mode === "navigate" ? patiently(coming) : coming);
      if (response.status === 200 && !response.redirected && response.type === "basic")
        event.waitUntil(cache.put(url, response.clone()).catch(() => undefined));
      return response;
    } catch (error) {
      if (event.request.mode !== "navigate") throw error;
      return Response.redirect(`${ROOT}device.html?missing=${encodeURIComponent(url.slice(ROOT.length))}`);
    }
  };

  worker.addEventListener("install", (event) => event.waitUntil(prepare()));
  worker.addEventListener("activate", (event) => event.waitUntil(tidy()));
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = plain(request.url);
    if (request.method !== "GET" || !url.startsWith(ROOT) || request.headers.has("range")) return;
    if (/^(sw\.js|offline\.json|api\/.*)$/.test(url.slice(ROOT.length))) return;
    event.respondWith(answer(event, url));
  });
}
