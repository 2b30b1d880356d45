// @ts-check
"use strict";

/**
 * Fills a sheet in before it is printed: loads, rungs, what to do instead. What is filled in is kept on the device and
 * goes nowhere; a link carries it after its `#`, which browsers send to no server.
 */
{
  const { all, kept, make, root } = handbook;

  /** @typedef {{load: string, best: boolean, exercise: string}} Choice */
  /** @typedef {{athlete: string, start: string, unit: "kg" | "lb", plate: string, formula: string, lacking: string[], lines: {[key: string]: Choice}}} State */

  const form = /** @type {HTMLFormElement} */ (all("form[data-own]")[0]);
  const facts = JSON.parse(form.dataset.own ?? "{}");
  const name = `sheet/${facts.program}`;
  const MOST = { kg: 1000, lb: 2000 };
  const MARK = "#own=";

  /** What somebody handed over, as far as it makes sense: it may come from a link. @param {any} given @returns {State} */
  const sane = (given) => {
    const text = (/** @type {unknown} */ value, /** @type {number} */ most) => (typeof value === "string" ? value.slice(0, most) : "");
    const unit = given?.unit === "lb" || given?.unit === "kg" ? given.unit : facts.unit;
    /** @type {State["lines"]} */ const lines = {};
    for (const [key, line] of Object.entries(facts.lines)) {
      const one = Object(given?.lines)[key];
      const known = line.choices.some((/** @type {string[]} */ choice) => choice[0] === one?.exercise);
      lines[key] = { load: text(one?.load, 9), best: one?.best === true, exercise: known ? one.exercise : "" };
    }
    const lacking = Array.isArray(given?.lacking) ? given.lacking.filter((/** @type {string} */ one) => Object.hasOwn(facts.equipment, one)) : [];
    const start = /^\d{4}-\d\d-\d\d$/.test(given?.start) ? given.start : "";
    const formula = given?.formula === "brzycki" ? "brzycki" : "epley";
    return { athlete: text(given?.athlete, 60), start, unit, plate: text(given?.plate, 9), formula, lacking, lines };
  };

  /** A number that somebody wrote, or nothing where it is no load. @param {string} written @param {number} most */
  const number = (written, most) => {
    const found = Number(written.trim().replace(",", "."));
    return written.trim() && found > 0 && found <= most ? found : undefined;
  };

  /** @param {string} exercise @param {string[]} lacking */
  const can = (exercise, lacking) => facts.exercises[exercise].needs.every((/** @type {string[]} */ need) => need.some((one) => !lacking.includes(one)));

  /** The exercise of a line: as chosen, or the first that can be done, those for what is missing before others. @param {string} key @param {State} state */
  const done = (key, state) => {
    const { choices } = facts.lines[key];
    const chosen = state.lines[key].exercise || choices[0][0];
    if (can(chosen, state.lacking)) return choices.find((/** @type {string[]} */ one) => one[0] === chosen);
    const swaps = choices.filter((/** @type {string[]} */ one) => one[2] === "swap" && can(one[0], state.lacking));
    return swaps.find((/** @type {any[]} */ one) => one[3].some((/** @type {string} */ piece) => state.lacking.includes(piece))) ?? swaps[0] ?? choices.find((/** @type {string[]} */ one) => one[0] === chosen);
  };

  /** What a line aims at: a text for each week, and notes. @param {string} key @param {State} state @param {string} exercise */
  const aims = (key, state, exercise) => {
    const { weeks } = facts.lines[key];
    const load = number(state.lines[key].load, MOST[state.unit]);
    if (!load || !facts.exercises[exercise].loaded) return undefined;
    const plate = number(state.plate, facts.plates[state.unit][0]) ?? facts.smallest[state.unit];
    const [, high, , spare] = weeks[0];
    const start = state.lines[key].best ? loads.rounded(loads.workingLoad(load, high + spare, state.formula), 2 * plate) : load;
    /** @type {[number, boolean]} */
    const step = !facts.step ? [2 * plate, false] : facts.step[1] === "%" ? [facts.step[0], true] : [loads.converted(facts.step[0], facts.step[1], state.unit), false];
    const made = loads.progress(start, weeks.map((/** @type {any[]} */ week) => [week[0], week[1]]), facts.rule, step, 2 * plate);
    const texts = made.map(([weight, reps], week) => `${weight} × ${facts.rule === "double" && weeks[week][4] ? reps : weeks[week][2]}`);
    return { made, texts, plate, barred: facts.exercises[exercise].barred };
  };

  /** @param {number} load @param {number} bar @param {number[]} sizes */
  const side = (load, bar, sizes) => {
    const [found, rest] = loads.plates(load, bar, sizes);
    if (rest < 0) return `lighter than a bar of ${bar}`;
    const said = found.join(" + ") || "the bar alone";
    return rest ? `${said} (${rest} over)` : said;
  };

  /** @param {string} label @param {string} text */
  const note = (label, text) => make("p", { class: "mine" }, make("strong", {}, `${label}:`), ` ${text}`);

  const lines = all("tbody[data-line]").map((body) => {
    const item = /** @type {HTMLElement} */ (body.querySelector(".item"));
    const cells = all("td.cell", body);
    return { body, key: body.dataset.line ?? "", item, plain: /** @type {HTMLElement} */ (item.cloneNode(true)), cells, forms: cells.map((cell) => cell.className), targets: all(".target", body).map((one) => [one, one.textContent ?? ""]) };
  });
  const leaves = all(".leaf").map((leaf) => ({ leaf, notes: all(".notes-line", leaf) }));

  /** Put another exercise into an item. @param {HTMLElement} item @param {string} exercise @param {string} instead */
  const exchange = (item, exercise, instead) => {
    const one = facts.exercises[exercise];
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector(".item-title a"));
    link.textContent = one.title;
    link.href = one.address;
    const picture = item.querySelector("img");
    if (picture && one.picture) {
      picture.src = root + one.picture;
      picture.alt = one.title;
    } else picture?.replaceWith(make("span"));
    const cues = item.querySelector(".item-dose + p");
    if (cues) cues.textContent = one.cues;
    item.querySelector(".ways")?.replaceChildren(note("Instead of", instead));
  };

  /** @param {State} state */
  const show = (state) => {
    const [athlete, start] = [state.athlete, state.start];
    for (const fields of all(".sheet .fields")) {
      const [first, second] = all("dd", fields);
      first.textContent = athlete;
      second.textContent = start;
    }
    for (const legend of all(".legend")) legend.textContent = (legend.textContent ?? "").replace(/^(kg|lb) /, `${state.unit} `);
    for (const line of lines) {
      const item = /** @type {HTMLElement} */ (line.plain.cloneNode(true));
      line.item.replaceWith(item);
      line.item = item;
      const [exercise, kind] = done(line.key, state);
      const first = facts.lines[line.key].choices[0];
      if (exercise !== first[0]) exchange(item, exercise, facts.exercises[first[0]].title);
      line.cells.forEach((cell, at) => (cell.className = line.forms[at].replace(first[1], kind)));
      aim(line, aims(line.key, state, exercise), state.unit);
    }
    leaves.forEach(fit);
  };

  /** @param {(typeof lines)[number]} line @param {ReturnType<typeof aims>} aimed @param {"kg" | "lb"} unit */
  const aim = ({ body, item, targets }, aimed, unit) => {
    const weeks = all("th[data-week]", /** @type {HTMLElement} */ (body.closest("table"))).map((one) => Number(one.dataset.week));
    const row = all("tr:not(.heading)", body)[0];
    for (const mine of all(".target.mine", body)) mine.remove();
    for (const [target, text] of targets) /** @type {HTMLElement} */ (target).textContent = aimed ? "" : /** @type {string} */ (text);
    body.classList.toggle("aimed", Boolean(aimed));
    if (!aimed) return;
    all("td", row).forEach((cell, at) => {
      if (cell.classList.contains("cell")) cell.prepend(make("span", { class: "target mine" }, aimed.texts[weeks[at] - 1]));
    });
    const bar = aimed.barred ? facts.bars[unit] : 0;
    const shown = [...new Set(weeks.map((week) => aimed.made[week - 1][0]))];
    const lighter = loads.warmUp(shown[0], bar, 2 * aimed.plate).map(([load, reps]) => `${load} × ${reps}`);
    const sizes = facts.plates[unit].filter((/** @type {number} */ one) => one >= aimed.plate);
    const notes = lighter.length ? [note("Warm-up", lighter.join(", "))] : [];
    if (aimed.barred) notes.push(note("Plates a side", shown.map((load) => `${load}: ${side(load, bar, sizes)}`).join(" · ")));
    item.querySelector(".ways")?.prepend(...notes);
    const ways = all(".ways p:not(.mine)", item);
    while (item.scrollHeight > item.clientHeight && ways.length) ways.pop()?.remove();
  };

  /** Lines for notes make room for what was filled in. @param {{leaf: HTMLElement, notes: HTMLElement[]}} page */
  const fit = ({ leaf, notes }) => {
    for (const line of notes) line.hidden = false;
    const foot = /** @type {HTMLElement} */ (leaf.querySelector(".sheet-foot"));
    const low = () => Math.max(...[...leaf.children].filter((one) => one !== foot).map((one) => one.getBoundingClientRect().bottom));
    const left = [...notes];
    while (low() > foot.getBoundingClientRect().top + 1 && left.length) /** @type {HTMLElement} */ (left.pop()).hidden = true;
    if (low() > foot.getBoundingClientRect().top + 1) for (const body of all("tbody.aimed", leaf)) body.classList.remove("aimed");
  };

  // ---- the form

  const given = location.hash.startsWith(MARK) ? location.hash.slice(MARK.length) : "";
  const read = () => {
    try {
      return given ? JSON.parse(decodeURIComponent(given)) : kept.get(name, {});
    } catch {
      return {};
    }
  };
  let state = sane(read());

  /** The same on other paper: what a link has brought goes with the reader. */
  const carry = () => all(".papers a").forEach((one) => (/** @type {HTMLAnchorElement} */ (one).hash = location.hash));
  /** What somebody fills in is kept, and goes before what a link has brought. */
  const keep = () => {
    kept.set(name, state);
    history.replaceState(null, "", location.href.split("#")[0]);
    carry();
  };

  /** @param {string} label @param {HTMLElement} field */
  const labelled = (label, field) => make("label", {}, make("span", {}, label), field);
  /** @param {[string, string][]} options @param {string} chosen @param {string} label */
  const select = (options, chosen, label = "") => {
    const made = make("select", label ? { "aria-label": label } : {}, ...options.map(([value, text]) => make("option", { value }, text)));
    made.value = chosen;
    return made;
  };

  const draw = () => {
    const athlete = make("input", { maxlength: "60", autocomplete: "name", value: state.athlete });
    const start = make("input", { type: "date", value: state.start });
    const unit = select([["kg", "kg"], ["lb", "lb"]], state.unit);
    const plate = make("input", { inputmode: "decimal", size: "5", maxlength: "9", value: state.plate, placeholder: String(facts.smallest[state.unit]) });
    const formula = select([["epley", "Epley"], ["brzycki", "Brzycki"]], state.formula);
    const pieces = Object.entries(facts.equipment).map(([slug, title]) => {
      const box = make("input", { type: "checkbox", value: slug, checked: !state.lacking.includes(slug) });
      return { box, label: make("label", { class: "own-piece" }, box, ` ${title}`) };
    });
    const rows = Object.entries(facts.lines).map(([key, line]) => {
      const first = line.choices[0][0];
      const title = facts.exercises[first].title;
      const options = line.choices.map((/** @type {string[]} */ one) => [one[0] === first ? "" : one[0], facts.exercises[one[0]].title]);
      const exercise = select(options, state.lines[key].exercise === first ? "" : state.lines[key].exercise, `Exercise, line ${key}`);
      const load = make("input", { inputmode: "decimal", size: "6", maxlength: "9", value: state.lines[key].load, "aria-label": `Load for ${title}` });
      const best = select([["", "start"], ["1", "1RM"]], state.lines[key].best ? "1" : "", `${title}: the load is`);
      const row = make("tr", {}, make("td", {}, exercise), make("td", {}, load), make("td", {}, best));
      return { key, row, exercise, load, best };
    });
    const problem = make("p", { role: "status" });

    /** What cannot be is said, and left out of the sheet. */
    const complain = () => {
      for (const { key, load, best } of rows) {
        const able = facts.exercises[done(key, state)[0]].loaded;
        load.disabled = best.disabled = !able;
        load.setAttribute("aria-invalid", String(able && load.value.trim() !== "" && !number(load.value, MOST[state.unit])));
      }
      const wrong = rows.find(({ load }) => load.getAttribute("aria-invalid") === "true");
      problem.textContent = wrong ? `“${wrong.load.value}” is not a load: write a number above 0, up to ${MOST[state.unit]} ${state.unit}.` : "";
    };
    const changed = () => {
      state = sane({
        athlete: athlete.value,
        start: start.value,
        unit: unit.value,
        plate: plate.value,
        formula: formula.value,
        lacking: pieces.filter(({ box }) => !box.checked).map(({ box }) => box.value),
        lines: Object.fromEntries(rows.map(({ key, exercise, load, best }) => [key, { load: load.value, best: best.value === "1", exercise: exercise.value }])),
      });
      plate.placeholder = String(facts.smallest[state.unit]);
      keep();
      show(state);
      complain();
    };
    const link = make("button", { type: "button", class: "button quiet" }, "Copy a link to this");
    link.addEventListener("click", () => {
      const address = `${location.href.split("#")[0]}${MARK}${encodeURIComponent(JSON.stringify(state))}`;
      history.replaceState(null, "", address);
      carry();
      const told = (/** @type {string} */ text) => (problem.textContent = text);
      (navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("no clipboard"))).then(
        () => told("The link is copied; it holds what you filled in."),
        () => told("The link is in the address bar; it holds what you filled in."),
      );
    });
    const clear = make("button", { type: "button", class: "button quiet" }, "Clear");
    clear.addEventListener("click", () => {
      state = sane({});
      keep();
      draw();
      show(state);
    });
    const head = ["Exercise", "Load", "is my"].map((text) => make("th", { scope: "col" }, text));
    form.replaceChildren(
      make("h1", {}, "Fill in, then print"),
      make("div", { class: "own-fields" }, labelled("Athlete", athlete), labelled("Start date", start), labelled("Unit", unit), labelled("Smallest plate", plate), labelled("One-rep max by", formula)),
      ...(pieces.length ? [make("fieldset", {}, make("legend", {}, "What I have"), ...pieces.map(({ label }) => label))] : []),
      make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows.map(({ row }) => row))),
      problem,
      make("div", { class: "actions" }, make("button", { class: "button" }, "Print"), link, clear),
    );
    form.oninput = changed;
    complain();
  };

  if (lines.length) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.print();
    });
    draw();
    carry();
    form.hidden = false;
    show(state);
  }
}
