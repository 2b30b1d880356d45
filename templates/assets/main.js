// @ts-check
"use strict";

/**
 * What every page loads: it brings the scripts that a page has use for, and opens the search. Classic scripts, because
 * a browser refuses modules to pages opened from a folder. Each script declares one name and does its work when run.
 */
const handbook = (() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = new URL("../../", here).href;
  /** @type {Map<string, Promise<void>>} */ const loading = new Map();

  /** Run a script once; those asked for first run first. @param {string} address beside this one, or whole @returns {Promise<void>} */
  const load = (address) => {
    const known = loading.get(address);
    if (known) return known;
    const coming = new Promise((/** @type {(_: void) => void} */ done, fail) => {
      const script = make("script", { src: new URL(address, here).href });
      script.async = false;
      script.onload = () => done();
      script.onerror = () => {
        loading.delete(address);
        fail(new Error(`${address} could not be loaded`));
      };
      document.head.append(script);
    });
    loading.set(address, coming);
    return coming;
  };

  /**
   * An element; texts among the children stay texts, whatever is in them.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag @param {{[name: string]: string | boolean}} [attributes] @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== false) element.setAttribute(name, value === true ? "" : value);
    element.append(...children);
    return element;
  };

  /** What is kept on this device. Where keeping is forbidden or the device is full, it lasts as long as the page. */
  const kept = (() => {
    /** @type {Map<string, any>} */ const here = new Map();
    return {
      /** @template T @param {string} name @param {T} otherwise @returns {T} */
      get(name, otherwise) {
        if (here.has(name)) return here.get(name);
        try {
          const text = localStorage.getItem(root + name);
          const value = text === null ? otherwise : JSON.parse(text);
          return Array.isArray(value) === Array.isArray(otherwise) ? value : otherwise;
        } catch {
          return otherwise;
        }
      },
      /** Whether it will still be there tomorrow. @param {string} name @param {any} value */
      set(name, value) {
        try {
          localStorage.setItem(root + name, JSON.stringify(value));
          here.delete(name);
          return true;
        } catch {
          here.set(name, value);
          return false;
        }
      },
    };
  })();

  /** The page's address below the root, without query. */
  const address = decodeURI(location.href.split(/[?#]/)[0]).slice(root.length) || "index.html";

  /** @template {Element} [Kind=HTMLElement] @param {string} selector @param {ParentNode} [within] @returns {Kind[]} */
  const all = (selector, within = document) => /** @type {Kind[]} */ ([...within.querySelectorAll(/** @type {any} */ (selector))]);

  /** Whether what is there is enough for all needs; `a|b` needs one of both. @param {string[]} needs @param {string[]} have */
  const enough = (needs, have) => needs.every((need) => need === "none" || need.split("|").some((piece) => have.includes(piece)));

  return { root, load, make, kept, address, all, enough };
})();

{
  const { all, address, kept, load, root } = handbook;

  const search = () => Promise.all(["matching.js", `${root}search/names.js`, "search.js"].map(load)).catch(() => undefined);

  /** Go to a field to search in; on a page without one, to the page that has it. */
  const open = () => {
    const field = all("form[data-search] input[type=search]").find((one) => one.offsetParent);
    if (!field) location.href = `${root}search/index.html`;
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  };

  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.closest("form[data-search]")) search();
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
    const asked = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey);
    if (!asked) return;
    event.preventDefault();
    open();
  });
  if (document.activeElement?.closest("form[data-search]") || all("[data-search-results]").length) search();

  const entry = /^([a-z]+\/[\w-]+)\.html$/.exec(address)?.[1];
  if (entry && !entry.endsWith("/index")) kept.set("recent", [entry, ...kept.get("recent", /** @type {string[]} */ ([])).filter((one) => one !== entry)].slice(0, 6));

  /** @type {[string, string[]][]} */
  const parts = [
    ["form[data-filters]", ["catalogue.js"]],
    ["details.motion", ["figure.js"]],
    ["form[data-calendar]", ["calendar.js"]],
    ["form[data-own]", ["loads.js", "sheet.js"]],
    ["[data-history]", ["history.js"]],
    ["[data-workout]", ["session.js"]],
    ["[data-search-texts]", ["fulltext.js"]],
    ["[data-instead]", ["instead.js"]],
  ];
  for (const [selector, scripts] of parts) if (document.querySelector(selector)) scripts.forEach((name) => load(name).catch(() => undefined));
  if (location.protocol.startsWith("http")) window.addEventListener("load", () => load("offline.js").catch(() => undefined));
}
