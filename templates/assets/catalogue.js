// @ts-check
"use strict";

/** Filters of the catalogue: live counts, kept in the address; what the reader has at home is remembered. */
{
  const { all, enough, kept, make } = handbook;
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-filters]"));
  const inputs = /** @type {HTMLInputElement[]} */ (all("input[name][value]", form).filter((one) => one instanceof HTMLInputElement && /checkbox|radio/.test(one.type)));
  const facets = [...new Set(inputs.map((input) => input.name))];
  const HAVE = "equipment";
  const NOTHING = "none";
  /** @typedef {{[facet: string]: string[]}} Values */

  const cards = all("[data-card]").map((card) => ({
    place: card.closest("li") || card,
    values: /** @type {Values} */ (Object.fromEntries(facets.map((facet) => [facet, (card.getAttribute(`data-${facet}`) || "").split(/\s+/).filter(Boolean)]))),
  }));

  const chosen = () => /** @type {Values} */ (Object.fromEntries(facets.map((facet) => [facet, inputs.filter((input) => input.name === facet && input.checked && input.value).map((input) => input.value)])));

  /** Whether a card has one of the values asked for; of equipment, whether what is there is enough: `a|b` needs one of both. @param {Values} values @param {string} facet @param {string[]} asked */
  const fits = (values, facet, asked) => {
    if (!asked.length) return true;
    if (facet !== HAVE) return values[facet].some((value) => asked.includes(value));
    return enough(values[facet], asked);
  };
  /** @param {Values} values @param {Values} asked @param {string} [but] */
  const shown = (values, asked, but) => facets.every((facet) => facet === but || fits(values, facet, asked[facet]));

  /** How many cards a value would show, whatever else is chosen beside it. @param {HTMLInputElement} input @param {Values} asked */
  const count = ({ name, value }, asked) =>
    cards.filter(({ values }) => shown(values, asked, name) && (value === NOTHING ? fits(values, name, [NOTHING]) : values[name].some((one) => one.split("|").includes(value)))).length;

  /** @param {Values} asked */
  const write = (asked) => {
    const query = new URLSearchParams(facets.flatMap((facet) => asked[facet].map((value) => [facet, value])));
    try {
      history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    } catch {
      // a browser that counts changes of the address refuses some; the next one says it all
    }
  };

  const none = make("p", { class: "none", hidden: true }, "No exercise fits all of this. ", make("button", { type: "reset" }, "Clear the filters"));
  const show = () => {
    const asked = chosen();
    let many = 0;
    for (const { place, values } of cards) {
      place.hidden = !shown(values, asked);
      if (!place.hidden) many++;
    }
    for (const group of all("[data-card-group]")) group.hidden = !all("[data-card]", group).some((card) => !(card.closest("li") || card).hidden);
    for (const place of all("[data-count]")) place.textContent = String(many);
    for (const input of inputs) {
      const place = input.closest("label")?.querySelector("[data-facet-count]") || form.querySelector(`[data-facet-count="${input.name}:${input.value}"]`);
      const left = count(input, asked);
      if (place) place.textContent = String(left);
      input.closest("label")?.classList.toggle("empty", !left && !input.checked);
    }
    none.hidden = many > 0;
    return asked;
  };

  const address = new URLSearchParams(location.search);
  const has = address.has(HAVE) ? address.getAll(HAVE) : kept.get("have", /** @type {string[]} */ ([]));
  for (const input of inputs) input.checked = (input.name === HAVE ? has : address.getAll(input.name)).includes(input.value);

  const changed = () => {
    const asked = show();
    write(asked);
    kept.set("have", asked[HAVE] || []);
  };
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("reset", () => {
    for (const input of inputs) input.checked = false;
    setTimeout(changed);
  });
  none.querySelector("button")?.setAttribute("form", form.id);
  cards[0]?.place.parentElement?.before(none);
  show();
}
