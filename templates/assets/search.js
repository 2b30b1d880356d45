// @ts-check
/// <reference path="matching.js" />
"use strict";

/** Search as the reader types: a list under every search field, and whole results on the page of search. */
{
  const { address, all, kept, make, root } = handbook;
  const SHOWN = 8;
  const MOST = 100;
  const LABELS = { folder: "What", level: "Level", kind: "Kind", movement: "Movement", muscle: "Muscle", equipment: "Equipment" };
  /** From search/names.js. */
  const names = /** @type {Names} */ (/** @type {any} */ (window).NAMES);
  const finder = new matching.Finder(names);
  // A first answer is slow: better now than after the reader's first key.
  finder.find("sqaut press");
  const region = document.querySelector("[data-search-results]");
  /** @typedef {ReturnType<typeof finder.hit>} Hit */

  /** @param {string} text */
  const short = (text) => (text.length > 40 ? `${[...text].slice(0, 40).join("")}\u2026` : text);
  /** @param {string} id */
  const way = (id) => `${root}${id}.html`;
  const recent = () => finder.named(kept.get("recent", /** @type {string[]} */ ([]))).slice(0, 4);
  const suggested = () => names.start.map((place) => finder.hit(place));

  /** What to say of a query's answer. @param {string} query @param {Found} found */
  const said = (query, { hits, ignored }) => {
    if (!query.trim()) return "Begin here, or say what you look for.";
    if (!hits.length) return `Nothing is called \u201c${short(query.trim())}\u201d. Try one word of it, or begin here:`;
    const results = hits.length === 1 ? "1 result" : `${hits.length} results`;
    return ignored.length ? `${results}, without \u201c${short(ignored.join(" "))}\u201d` : results;
  };

  /** The list under a field: a combobox as the ARIA practices describe it. @param {HTMLFormElement} form @param {HTMLInputElement} field @param {number} number */
  const combobox = (form, field, number) => {
    const list = make("div", { role: "listbox", id: `found-${number}`, "aria-label": "Found", class: "found", hidden: true });
    const status = make("p", { role: "status", class: "found-status" });
    form.append(list, status);
    let current = -1;
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", autocomplete: "off" }))
      field.setAttribute(name, value);

    const options = () => all("[role=option]", list);
    /** @param {number} to */
    const point = (to) => {
      const every = options();
      current = every.length ? (to + every.length) % every.length : -1;
      every.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
      if (every[current]) field.setAttribute("aria-activedescendant", every[current].id);
      every[current]?.scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      list.hidden = true;
      current = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    let made = 0;
    /** @param {string} href @param {string} title @param {string} beside */
    const option = (href, title, beside) =>
      make("a", { role: "option", id: `${list.id}-${made++}`, href, tabindex: "-1", "aria-selected": "false" }, make("b", {}, title), " ", make("small", {}, beside));
    /** @param {string} name @param {Hit[]} hits */
    const group = (name, hits) =>
      make("div", { role: "group", "aria-label": name, hidden: !hits.length }, make("p", { "aria-hidden": "true" }, name), ...hits.map((hit) => option(way(hit.id), hit.title, hit.beside)));
    const show = () => {
      const found = finder.find(field.value);
      const { hits } = found;
      const whole = `${root}search/index.html?q=${encodeURIComponent(field.value.slice(0, 200))}`;
      made = 0;
      list.replaceChildren(
        ...hits.slice(0, SHOWN).map((hit) => option(way(hit.id), hit.title, hit.beside)),
        ...(hits.length > SHOWN ? [option(whole, `All ${hits.length} results`, "")] : []),
        ...(hits.length ? [] : [group("Recent", recent()), group("Suggested", suggested())]),
        ...("texts" in form.dataset && field.value.trim() ? [option(`${whole}&texts=1`, "Search the texts", `for \u201c${short(field.value.trim())}\u201d`)] : []),
      );
      status.textContent = field.value.trim() ? said(field.value, found) : "";
      status.classList.toggle("found-none", !hits.length && !!field.value.trim());
      list.hidden = false;
      current = -1;
      field.setAttribute("aria-expanded", "true");
      field.removeAttribute("aria-activedescendant");
    };

    field.addEventListener("input", show);
    field.addEventListener("focus", show);
    field.addEventListener("keydown", (event) => {
      const open = !list.hidden;
      if (event.key === "ArrowDown") open ? point(current + 1) : show();
      else if (event.key === "ArrowUp" && open) point(current < 0 ? -1 : current - 1);
      else if (event.key === "Enter" && open && current >= 0) options()[current].click();
      else if (event.key === "Escape" && open) close();
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    field.addEventListener("blur", close);
    if (document.activeElement === field) show();
  };

  /** Whole results on the page of search, narrowed by what is ticked; the address says both. @param {Element} region @param {HTMLInputElement[]} fields */
  const results = (region, fields) => {
    const asked = new URLSearchParams(location.search);
    /** @type {Chosen} */
    const chosen = Object.fromEntries(matching.FACETS.map((facet) => [facet, new Set(asked.getAll(facet))]));
    region.removeAttribute("aria-live");
    const status = make("p", { role: "status" });
    const facets = make("form", { class: "facets", "aria-label": "Narrow down" });
    const list = make("ul", { class: "results" });
    let query = asked.get("q") || "";

    /** @param {Hit} hit */
    const item = (hit) => make("li", {}, make("a", { href: way(hit.id) }, hit.title), " ", make("small", {}, hit.beside));
    /** @param {string} facet @param {Map<string, number>} counts */
    const choices = (facet, counts) => {
      const values = [...new Set([...counts.keys(), ...chosen[facet]])].map((value) => [finder.label(facet, value), value]).sort();
      const open = facet === "folder" || chosen[facet].size > 0 || facets.querySelector(`details[data-facet=${facet}]`)?.hasAttribute("open");
      return make("details", { "data-facet": facet, open: !!open, hidden: !values.length },
        make("summary", {}, LABELS[/** @type {keyof LABELS} */ (facet)]),
        make("div", {}, ...values.map(([label, value]) => make("label", {}, make("input", { type: "checkbox", name: facet, value, checked: chosen[facet].has(value) }), ` ${label} `, make("small", {}, String(counts.get(value) || 0))))));
    };
    const show = () => {
      const found = finder.find(query, chosen);
      const { hits, counts } = found;
      const held = document.activeElement instanceof HTMLInputElement && facets.contains(document.activeElement) ? document.activeElement : null;
      status.textContent = said(query, found);
      facets.replaceChildren(...matching.FACETS.map((facet) => choices(facet, counts[facet])));
      if (held) all("input", facets).find((one) => one instanceof HTMLInputElement && one.name === held.name && one.value === held.value)?.focus();
      const begin = hits.length ? [] : [...recent(), ...suggested()].filter((hit, at, every) => every.findIndex((one) => one.id === hit.id) === at);
      list.replaceChildren(...(hits.length ? hits.slice(0, MOST) : begin).map(item));
      if (hits.length > MOST) list.append(make("li", {}, `and ${hits.length - MOST} more: say another word, or narrow down`));
      facets.hidden = !query.trim() || !matching.FACETS.some((facet) => counts[facet].size + chosen[facet].size);
      region.replaceChildren(status, facets, list);
    };
    /** @param {string} to */
    const ask = (to) => {
      query = to;
      for (const field of fields) if (field.value !== query) field.value = query;
      const said = new URLSearchParams(query ? { q: query.slice(0, 200) } : {});
      if (new URLSearchParams(location.search).has("texts")) said.set("texts", "1");
      for (const facet of matching.FACETS) for (const value of chosen[facet]) said.append(facet, value);
      try {
        history.replaceState(null, "", `${location.pathname}${said.size ? `?${said}` : ""}`);
      } catch {
        // a browser that counts changes of the address refuses some; the next one says it all
      }
      show();
    };
    facets.addEventListener("change", (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      chosen[event.target.name][event.target.checked ? "add" : "delete"](event.target.value);
      ask(query);
    });
    for (const field of fields) {
      field.addEventListener("input", () => ask(field.value));
      field.form?.addEventListener("submit", (event) => {
        event.preventDefault();
        ask(field.value);
      });
      if (field.value && !query) query = field.value;
    }
    for (const field of fields) field.value = query;
    show();
  };

  const fields = /** @type {HTMLInputElement[]} */ (all("form[data-search] input[type=search]"));
  if (region && address.startsWith("search/")) results(region, fields);
  else fields.forEach((field, at) => field.form && combobox(field.form, field, at));
}
