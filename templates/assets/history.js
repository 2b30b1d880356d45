// @ts-check
"use strict";

/**
 * What was lifted, set by set: kept on this device, taken out and brought in as CSV and JSON.
 *
 * @typedef {{at: string, workout: string, week: number, exercise: string, line: number, set: number,
 *   load: number | null, unit: string, amount: number | null, measure: string}} SetDone
 *   `at` is when the session began, ISO 8601; `line` the place of the exercise in the workout
 */
const training = (() => {
  const { kept, make, all } = handbook;
  const COLUMNS = /** @type {const} */ (["at", "workout", "week", "exercise", "line", "set", "load", "unit", "amount", "measure"]);
  const SHOWN = 12;

  /** @param {unknown} value @param {number} most */
  const number = (value, most) => {
    const text = String(value ?? "").trim().replace(",", ".");
    const one = Number(text);
    return text && Number.isFinite(one) && one >= 0 && one <= most ? one : null;
  };

  /** The row if it is one, else nothing: what comes from a file is not believed. @param {any} row @returns {SetDone[]} */
  const checked = (row) => {
    const { at, workout, exercise } = row ?? {};
    const [week, line, set] = [number(row?.week, 104), number(row?.line, 99), number(row?.set, 99)];
    const named = [workout, exercise].every((name) => /^[a-z0-9][\w/-]{0,120}$/.test(String(name)));
    const day = new Date(at);
    if (!named || !week || !line || !set || Number.isNaN(day.getTime())) return [];
    return [{
      at: day.toISOString(), workout, week, exercise, line, set,
      load: number(row.load, 2000), unit: row.unit === "lb" ? "lb" : "kg",
      amount: number(row.amount, 100000), measure: ["s", "m"].includes(row.measure) ? row.measure : "reps",
    }];
  };

  /** @returns {SetDone[]} */
  const rows = () => kept.get("history", /** @type {SetDone[]} */ ([]));
  /** @param {SetDone} row */
  const key = (row) => [row.at, row.workout, row.line, row.set].join(" ");
  /** Whether it will still be there tomorrow. @param {SetDone} row */
  const put = (row) => kept.set("history", [...rows().filter((one) => key(one) !== key(row)), row]);
  /** @param {SetDone} row */
  const drop = (row) => kept.set("history", rows().filter((one) => key(one) !== key(row)));

  /** The same set when it was last done, before the session that began `at`. @param {string} exercise @param {number} set @param {string} at */
  const last = (exercise, set, at) => {
    const before = rows().filter((row) => row.exercise === exercise && row.at !== at).sort((one, other) => (one.at < other.at ? 1 : -1));
    return before.find((row) => row.at === before[0].at && row.set === set) || before[0];
  };

  /** @param {SetDone} row */
  const said = ({ load, unit, amount, measure }) =>
    [load === null ? "" : `${load} ${unit}`, amount === null ? "" : measure === "reps" ? `${amount} reps` : `${amount} ${measure}`].filter(Boolean).join(" \u00d7 ") || "done";

  /** @param {SetDone[]} all */
  const csv = (all) => [COLUMNS.join(","), ...all.map((row) => COLUMNS.map((name) => row[name] ?? "").join(","))].join("\r\n") + "\r\n";

  /** The sets in a file, and how many of its rows are none. @param {string} text @returns {{found: SetDone[], bad: number}} */
  const read = (text) => {
    const clean = text.replace(/^\ufeff/, "").trim();
    /** @type {any[]} */ let raw = [];
    if (/^[[{]/.test(clean)) {
      try {
        const data = JSON.parse(clean);
        raw = Array.isArray(data) ? data : Array.isArray(data.sets) ? data.sets : [];
      } catch {
        return { found: [], bad: 1 };
      }
    } else {
      const [head = "", ...lines] = clean.split(/\r?\n/);
      const between = head.includes(";") ? ";" : head.includes("\t") ? "\t" : ",";
      /** @param {string} line */
      const cells = (line) => line.split(between).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
      const names = cells(head);
      raw = lines.filter(Boolean).map((line) => Object.fromEntries(cells(line).map((cell, at) => [names[at], cell])));
    }
    const found = raw.flatMap(checked);
    return { found, bad: raw.length - found.length };
  };

  /** Add what is not here yet; what is here stays. @param {SetDone[]} more */
  const merge = (more) => {
    const here = new Map([...more, ...rows()].map((row) => [key(row), row]));
    const added = here.size - new Set(rows().map(key)).size;
    return { added, lasting: kept.set("history", [...here.values()].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.line - other.line || one.set - other.set))) };
  };

  /** @param {string} name @param {string} type @param {string} text */
  const hand = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  };

  /** @param {number} many @param {string} what */
  const count = (many, what) => `${many} ${what}${many === 1 ? "" : "s"}`;
  /** @param {string} slug */
  const words = (slug) => slug.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());

  /** The latest sessions, each with what was done. */
  const sessions = () => {
    /** @type {Map<string, SetDone[]>} */ const each = new Map();
    for (const row of rows()) each.set(`${row.at} ${row.workout}`, [...(each.get(`${row.at} ${row.workout}`) || []), row]);
    return [...each.values()].sort((one, other) => (one[0].at < other[0].at ? 1 : -1));
  };

  /** @param {SetDone[]} done */
  const session = (done) => {
    const [first] = done;
    /** @type {Map<string, SetDone[]>} */ const each = new Map();
    for (const row of done) each.set(row.exercise, [...(each.get(row.exercise) || []), row]);
    return make("details", {},
      make("summary", {}, `${new Date(first.at).toLocaleDateString()} \u00b7 ${first.workout.split("/").slice(1).map(words).join(", ")} \u00b7 ${count(done.length, "set")}`),
      make("ul", {}, ...[...each].map(([name, sets]) => make("li", {}, `${words(name)}: ${sets.map(said).join(", ")}`))));
  };

  /** Show the history, and the ways out and in. @param {HTMLElement} place @param {string} [news] */
  const show = (place, news = "") => {
    const status = make("p", { role: "status" }, news);
    const latest = sessions();
    /** @param {string} text @param {() => void} act */
    const button = (text, act) => {
      const one = make("button", { type: "button", class: "button quiet" }, text);
      one.addEventListener("click", act);
      return one;
    };
    const day = new Date().toISOString().slice(0, 10);
    const file = make("input", { type: "file", accept: ".csv,.json,text/csv,application/json" });
    file.addEventListener("change", async () => {
      const { found, bad } = read((await file.files?.[0]?.text()) ?? "");
      const { added, lasting } = merge(found);
      const rest = [bad ? `Left out: ${count(bad, "row")} that could not be read.` : "", lasting ? "" : "This device is full: they last only as long as this page."];
      for (const one of all("[data-history]")) show(one, one === place ? [found.length ? `Brought in: ${count(added, "new set")}.` : "There is no set in that file. It should be one that was saved here.", ...rest].join(" ") : "");
    });
    let sure = false;
    const forget = button("Forget it all", () => {
      if (sure) kept.set("history", []);
      if (sure) for (const one of all("[data-history]")) show(one, "All of it is forgotten.");
      sure = true;
      forget.textContent = "Really forget it all?";
    });
    place.replaceChildren(
      status,
      make("p", {}, latest.length ? `${count(rows().length, "set")} in ${count(latest.length, "session")}.` : "Nothing is written down yet. Tick a set in a session of a program, and it is kept here."),
      ...latest.slice(0, SHOWN).map(session),
      make("p", { class: "actions" },
        ...(latest.length ? [
          button("Save as CSV", () => hand(`training-${day}.csv`, "text/csv", csv(rows()))),
          button("Save as JSON", () => hand(`training-${day}.json`, "application/json", JSON.stringify({ sets: rows() }, null, 1))),
        ] : []),
        make("label", { class: "button quiet" }, "Bring in a file ", file),
        ...(latest.length ? [forget] : [])),
    );
  };

  for (const place of all("[data-history]")) show(place);
  return { rows, put, drop, last, said, csv, read, merge, number, show };
})();
