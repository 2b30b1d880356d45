// @ts-check
"use strict";

/** The handbook without a network: registers the worker, keeps the page that is shown, saves more when asked. */
{
  const { address, all, make, root } = handbook;
  /** @typedef {{version: string, addresses: string[], bytes: number[], saves: {[name: string]: number[]}, titles: {[name: string]: string}}} Listing */
  const AT_ONCE = 6;
  const SAVES = `${root}saves`;
  const places = all("[data-save]");
  const offered = "serviceWorker" in navigator && "caches" in window;

  /** @param {number} bytes */
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const edition = async () => (await caches.keys()).filter((name) => name.startsWith(`${root} `)).pop();

  /**
   * Keep what the page has loaded and then the page, for the worker was not there yet when they came: a page that is
   * kept has all it shows. What cannot be had is tried again at the next visit, and keeps the rest from nobody.
   */
  const keep = async () => {
    const name = await edition();
    if (!name) return;
    const cache = await caches.open(name);
    /** @param {string} url */
    const bring = async (url) => (await cache.match(url)) || cache.add(url).catch(() => undefined);
    const loaded = performance.getEntriesByType("resource").map((one) => one.name.split(/[?#]/)[0]);
    const shown = loaded.filter((url) => url.startsWith(root) && !/(sw\.js|offline\.json)$/.test(url));
    await Promise.all([...new Set(shown)].map(bring));
    await bring(root + address.replace(/(^|\/)$/, "$1index.html"));
  };

  /** @returns {Promise<Listing>} */
  const listing = async () => {
    const response = await fetch(`${root}offline.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error("no list");
    return response.json();
  };
  /** @param {Cache} cache @returns {Promise<string[]>} */
  const saves = async (cache) => (await cache.match(SAVES))?.json() ?? [];
  /** @param {Listing} list @param {string} name */
  const files = (list, name) => (name === "all" ? list.addresses.map((_, at) => at) : list.saves[name] || []);

  /** @param {HTMLElement} place @param {Listing} list @param {Cache} cache */
  const offer = async (place, list, cache) => {
    const name = place.dataset.save || "all";
    const title = name === "all" ? "the whole handbook" : list.titles[name];
    const saved = (await saves(cache)).includes(name);
    const there = new Set((await cache.keys()).map((request) => request.url.slice(root.length)));
    const left = files(list, name).filter((at) => !there.has(list.addresses[at]));
    const bytes = left.reduce((sum, at) => sum + list.bytes[at], 0);
    const status = make("span", { role: "status" });
    const done = saved && !left.length;
    const button = make("button", { type: "button" }, ...(done ? [`Remove ${title} from this device`] : [`Save ${title}`, " ", make("small", {}, size(bytes))]));
    if (done) status.textContent = "Saved: it opens without a network. ";
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await (done ? drop(name, list, cache) : save(name, list, cache, left, (share) => (status.textContent = `Saving: ${share} % `)));
        for (const one of places) await offer(one, list, cache);
      } catch (error) {
        const full = error instanceof DOMException && error.name === "QuotaExceededError";
        status.textContent = full ? "There is no room left on this device. What was saved before is still there. " : "The network broke off. Press again to go on from here. ";
        button.disabled = false;
      }
    });
    place.replaceChildren(status, button);
  };

  /** @param {string} name @param {Listing} list @param {Cache} cache @param {number[]} left @param {(share: number) => void} say */
  const save = async (name, list, cache, left, say) => {
    navigator.storage?.persist?.();
    const queue = left.map((at) => list.addresses[at]);
    const many = queue.length;
    while (queue.length) {
      await cache.addAll(queue.splice(0, AT_ONCE).map((one) => root + one));
      say(Math.round((100 * (many - queue.length)) / Math.max(1, many)));
    }
    await cache.put(SAVES, new Response(JSON.stringify([...new Set([...(await saves(cache)), name])])));
  };

  /** Drop what no other save wants; what every visitor has stays. @param {string} name @param {Listing} list @param {Cache} cache */
  const drop = async (name, list, cache) => {
    const others = (await saves(cache)).filter((one) => one !== name);
    const wanted = new Set(others.flatMap((one) => files(list, one)));
    for (const at of files(list, name)) {
      const one = list.addresses[at];
      const page = /^([a-z]+\/.*|figures\/.*)$/.test(one) && !/^(assets|search)\/|^exercises\/index/.test(one);
      if (page && !wanted.has(at)) await cache.delete(root + one);
    }
    await cache.put(SAVES, new Response(JSON.stringify(others)));
  };

  /** What to say, once, where nothing can be offered. @param {string} text */
  const say = (text) =>
    places.forEach((place, at) => {
      place.hidden = at > 0;
      place.replaceChildren(text);
    });

  const show = async () => {
    const name = await edition();
    const list = await listing();
    if (!name) return say("Nothing can be kept on this device now. Reload the page to try again.");
    if (name !== `${root} ${list.version}`) return say("A new edition is just out. Reload the page to save it.");
    const cache = await caches.open(name);
    for (const place of places) await offer(place, list, cache);
    for (const gone of (await saves(cache)).filter((one) => one !== "all" && !list.saves[one])) {
      await drop(gone, list, cache);
      places[0].before(make("p", { role: "status" }, `You had saved \u201c${gone.split("/").pop()?.replaceAll("-", " ")}\u201d. It is no longer in the handbook, and its pages are gone from this device.`));
    }
  };

  /** What this device has, as links. @param {HTMLElement} place */
  const shelf = async (place) => {
    const name = await edition();
    if (!name) return;
    const urls = (await (await caches.open(name)).keys()).map((request) => request.url.slice(root.length));
    const pages = urls.filter((one) => /^(exercises|programs|guides|movements|muscles|equipment|ladders)\/.*\.html$/.test(one) && !/index\.html$/.test(one)).sort();
    /** @param {string} one */
    const called = (one) => one.replace(/\.html$/, "").split("/").slice(1).join(", ").replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
    if (pages.length) place.replaceChildren(...pages.map((one) => make("li", {}, make("a", { href: root + one }, called(one)))));
  };

  const missing = new URLSearchParams(location.search).get("missing");
  for (const place of all("[data-missing]")) {
    place.hidden = !missing;
    if (missing) place.querySelector("a")?.setAttribute("href", root + missing.replace(/^[/\\]+/, ""));
  }
  const begin = async () => {
    const registered = navigator.serviceWorker.register(`${root}sw.js`, { scope: root });
    registered.catch(() => undefined);
    if (!navigator.serviceWorker.controller) await registered;
    await navigator.serviceWorker.ready;
    await Promise.all([keep(), places.length ? show() : undefined]);
  };
  if (offered) {
    begin().catch(() => say("There is no network now. What is on this device opens without one."));
    for (const place of all("[data-shelf]")) shelf(place).catch(() => undefined);
  } else say("This browser keeps nothing for offline use here. Over https it may.");
}
