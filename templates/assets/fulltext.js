// @ts-check
"use strict";

/** What the pages say, searched when the reader asks for it: Pagefind's files come then, and not before. */
{
  const { all, make, root } = handbook;
  const AT_ONCE = 10;
  const LONGEST = 200;
  const SECTIONS = 3;
  const OPEN = "texts";
  /** @typedef {{title: string, url: string, weighted_locations: {balanced_score: number}[]}} Section */
  /** @typedef {{meta: {title?: string}, raw_url: string, url: string, excerpt: string, sub_results?: Section[]}} Piece */
  /** @typedef {{options: (_: object) => Promise<void>, debouncedSearch: (query: string) => Promise<{results: {data: () => Promise<Piece>}[]} | null>}} Engine */

  const place = /** @type {HTMLElement} */ (document.querySelector("[data-search-texts]"));
  const fields = /** @type {HTMLInputElement[]} */ (all("form[data-search] input[type=search]"));
  const heading = /** @type {HTMLElement} */ (place.querySelector("h2"));
  const way = make("a", { href: `#${heading.id}`, class: "texts-way", hidden: true });
  const status = make("p", { role: "status" });
  const list = make("ul", { class: "results" });
  const more = make("button", { type: "button", class: "button quiet", hidden: true }, "More");
  place.append(status, list, more);
  document.querySelector("[data-texts-way]")?.append(way);

  let query = "";
  let opened = new URLSearchParams(location.search).has(OPEN);
  /** @type {Promise<Engine> | undefined} */ let engine;

  const bring = async () => {
    const came = /** @type {Engine} */ (await import(`${root}pagefind/pagefind.js`));
    // Of a long guide that has a section on it a reader learns more than of a short page that names it.
    await came.options({ noWorker: true, excerptLength: 24, ranking: { pageLength: 0.2 } });
    return came;
  };

  /** Only texts and marks of what Pagefind gives as HTML. @param {string} excerpt */
  const marked = (excerpt) =>
    [...new DOMParser().parseFromString(excerpt, "text/html").body.childNodes].map((node) => (node.nodeName === "MARK" ? make("mark", {}, node.textContent || "") : node.textContent || ""));

  /** How much of what was asked for a section says. @param {Section} section */
  const weight = ({ weighted_locations: words }) => words.reduce((sum, word) => sum + word.balanced_score, 0);

  /** @param {Piece} piece */
  const item = ({ meta, raw_url: at, url, excerpt, sub_results: sections = [] }) => {
    const parts = sections.filter((one) => one.url !== url).sort((one, other) => weight(other) - weight(one)).slice(0, SECTIONS);
    const links = parts.map((one) => make("a", { href: root + at.slice(1) + new URL(one.url, root).hash }, one.title));
    return make("li", {}, make("a", { href: root + at.slice(1) }, meta.title || at), make("p", {}, ...marked(excerpt)), ...(links.length ? [make("p", { class: "sections" }, ...links)] : []));
  };

  const search = async () => {
    const asked = query;
    say("Searching \u2026");
    try {
      engine ||= bring();
      const found = await (await engine).debouncedSearch(asked);
      if (!found || asked !== query) return;
      const rest = [...found.results];
      const add = async () => {
        const items = await Promise.all(rest.splice(0, AT_ONCE).map(async (one) => item(await one.data())));
        if (asked !== query) return;
        list.append(...items);
        more.hidden = !rest.length;
      };
      list.replaceChildren();
      more.onclick = () => add().catch(fail);
      await add();
      if (asked === query) say(`${found.results.length || "No"} page${found.results.length === 1 ? " says" : "s say"} it.`);
    } catch {
      fail();
    }
  };
  const fail = () => {
    engine = undefined;
    more.hidden = true;
    say("The texts cannot be searched now: they are not on this device, and the network does not bring them. Names are found all the same.");
  };
  /** @param {string} text */
  const say = (text) => {
    status.textContent = text;
    way.textContent = `In the texts: ${text}`;
  };

  const show = () => {
    way.hidden = !query;
    place.hidden = !query || !opened;
    if (query && opened) search();
    else way.textContent = `Search the texts for \u201c${query.length > 40 ? `${query.slice(0, 40)}\u2026` : query}\u201d`;
  };
  const ask = (/** @type {string} */ text) => {
    if (text === query) return;
    query = text;
    list.replaceChildren();
    more.hidden = true;
    show();
  };
  const read = (/** @type {string} */ text) => ask(text.trim().slice(0, LONGEST));

  if (location.protocol === "file:") {
    way.replaceWith(make("p", { class: "small muted" }, "Opened from a folder, names are found. The texts can be searched where the handbook comes from a server."));
  } else {
    way.addEventListener("click", () => {
      const said = new URL(location.href);
      said.searchParams.set(OPEN, "1");
      history.replaceState(null, "", said);
      if (!opened) {
        opened = true;
        show();
      }
      heading.focus();
    });
    for (const field of fields) field.addEventListener("input", () => read(field.value));
    read(new URLSearchParams(location.search).get("q") || "");
    if (opened) heading.scrollIntoView();
  }
}
