// @ts-check
"use strict";

/** What to do instead, first with what the reader has, as the catalogue remembers it; the rest can be opened. */
{
  const { all, enough, kept, make, root } = handbook;
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-instead]"));
  const rows = all("[data-swap]", place);
  const have = kept.get("have", /** @type {string[]} */ ([]));
  const beyond = rows.filter((row) => !enough((row.dataset.equipment || "").split(" ").filter(Boolean), have));
  const change = make("a", { href: `${root}exercises/index.html` }, have.length ? "Change what you have" : "Say what you have");
  const list = /** @type {HTMLElement} */ (rows[0].parentElement);

  if (have.length && beyond.length) {
    const rest = make("ul", { class: "rows" }, ...beyond);
    const none = beyond.length === rows.length;
    const title = none ? "All of them need more than you have" : `${beyond.length} more, with equipment that you do not have`;
    list.after(make("details", { class: "around beyond", open: none }, make("summary", {}, title), rest));
    list.hidden = none;
  }
  const said = have.length ? "Shown by what you have. " : "Say in the catalogue what you have, and the rest is put aside here. ";
  place.append(make("p", { class: "small muted" }, said, change));
}
