// @ts-check
/// <reference path="history.js" />
"use strict";

/** A workout, one exercise a screen: sets are ticked and kept, rest is timed, the screen stays on. */
{
  const { all, kept, make } = handbook;
  const view = /** @type {HTMLElement} */ (document.querySelector("[data-workout]"));
  const workout = view.dataset.workout || "";
  const unit = view.dataset.unit || "kg";
  const program = workout.split("/")[1];
  const STALE = 8 * 3600 * 1000;
  const status = make("p", { role: "status", class: "unseen" });
  const warning = make("p", { role: "alert", class: "warning" });
  const time = make("b", {});
  const note = make("span", {});
  const bar = make("div", { role: "timer", class: "timer", hidden: true, "aria-label": "Rest" }, time, note);
  view.append(status, warning, bar);

  let { at } = kept.get(`session ${workout}`, { at: "" });
  if (!at || Date.now() - Date.parse(at) > STALE) at = "";
  let week = Number(kept.get(`week ${program}`, 1)) || 1;
  const screens = all("[data-line]", view);

  /** A short tone and a buzz, where the device has them. */
  const signal = (() => {
    /** @type {AudioContext | undefined} */ let sound;
    return {
      ready: () => {
        if ("AudioContext" in window) sound ||= new AudioContext();
        sound?.resume();
      },
      give: () => {
        navigator.vibrate?.([200, 100, 200]);
        if (!sound) return;
        const tone = sound.createOscillator();
        tone.frequency.value = 880;
        tone.connect(sound.destination);
        tone.start();
        tone.stop(sound.currentTime + 0.3);
      },
    };
  })();

  /** @param {number} seconds */
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  /** One timer at a time, by the clock on the wall, so that a page that slept or was loaded anew is right. */
  const timer = (() => {
    let { until, most, name } = kept.get("timer", { until: 0, most: 0, name: "" });
    let rung = until < Date.now();
    /** @type {ReturnType<typeof setInterval> | undefined} */ let beat;
    let after = () => {};
    const stop = () => {
      clearInterval(beat);
      bar.hidden = true;
      until = 0;
      kept.set("timer", { until, most, name });
    };
    const show = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left <= 0 && !rung) {
        rung = true;
        signal.give();
        status.textContent = `${name} is over.`;
        after();
      }
      if (left < -Math.max(30, most)) return stop();
      bar.classList.toggle("over", left <= 0);
      time.textContent = left > 0 ? clock(left) : "Go";
      const more = most + Math.min(0, left);
      note.textContent = left > 0 ? `${name}${most ? ` (and ${clock(most)} more if you need it)` : ""}` : more > 0 ? `or ${clock(more)} more` : `${name} is over`;
    };
    const run = () => {
      clearInterval(beat);
      bar.hidden = false;
      show();
      beat = setInterval(show, 250);
    };
    /** @param {string} text @param {() => void} act */
    const button = (text, act) => {
      const one = make("button", { type: "button" }, text);
      one.addEventListener("click", act);
      bar.append(one);
    };
    button("+30 s", () => {
      until = Math.max(until, Date.now()) + 30000;
      rung = false;
      run();
    });
    button("Stop", stop);
    if (until > Date.now() - 30000) run();
    return {
      /** @param {string} called @param {number} seconds @param {number} longest @param {() => void} [then] */
      start(called, seconds, longest, then = () => {}) {
        [until, most, name, rung, after] = [Date.now() + seconds * 1000, Math.max(0, longest - seconds), called, false, then];
        kept.set("timer", { until, most, name });
        status.textContent = `${called}: ${clock(seconds)}.`;
        run();
      },
    };
  })();

  /** @param {HTMLElement} item @param {string} name */
  const field = (item, name) => /** @type {HTMLInputElement | null} */ (item.querySelector(`[data-field=${name}]`));
  /** @param {HTMLElement} place */
  const span = (place, name = "rest") => (place.dataset[name] || "0 0").split(" ").map(Number);

  /** @param {HTMLElement} screen @param {HTMLElement} item @returns {SetDone} */
  const row = (screen, item) => ({
    at, workout, week,
    exercise: screen.dataset.exercise || "",
    line: Number(screen.dataset.line),
    set: Number(item.dataset.set),
    load: training.number(field(item, "load")?.value, 2000),
    unit,
    amount: training.number(field(item, "amount")?.value, 100000),
    measure: screen.dataset.unit || "reps",
  });

  /** Beside each set what it was last time, and in the fields what they will be taken for. */
  const recall = () => {
    const done = training.rows().filter((one) => one.at === at && one.workout === workout);
    for (const screen of screens)
      for (const item of all("[data-set]", screen)) {
        const before = training.last(screen.dataset.exercise || "", Number(item.dataset.set), at);
        const now = done.find((one) => one.line === Number(screen.dataset.line) && one.set === Number(item.dataset.set));
        const last = item.querySelector("[data-last]");
        if (last) last.textContent = before ? `last time ${training.said(before)}` : "";
        const load = field(item, "load");
        if (load && before?.load != null) load.placeholder = String(before.load);
        if (now?.load != null && load) load.value = String(now.load);
        const amount = field(item, "amount");
        if (now?.amount != null && amount) amount.value = String(now.amount);
        const box = field(item, "done");
        if (box) box.checked = !!now;
        item.classList.toggle("is-done", !!now);
      }
  };

  /** The amounts of the chosen week. */
  const turn = () => {
    for (const screen of screens) {
      const one = all(`[data-turn="${week}"]`, screen)[0];
      if (!one) continue;
      for (const place of all(`[data-amount-of="${screen.dataset.line}"]`, view)) place.textContent = one.dataset.said || "";
      for (const item of all("[data-set]", screen)) {
        item.hidden = Number(item.dataset.set) > Number(one.dataset.sets) && !field(item, "done")?.checked;
        const amount = field(item, "amount");
        if (amount && one.dataset.measure) amount.placeholder = one.dataset.measure;
      }
    }
  };

  /** @param {boolean} lasting */
  const warn = (lasting) => {
    warning.textContent = lasting ? "" : "This device keeps nothing, or is full: what you tick lasts only as long as this page. Save it as a file at the end.";
  };

  /** @param {HTMLElement} screen @param {HTMLElement} item */
  const keep = (screen, item) => {
    const box = field(item, "done");
    for (const name of ["load", "amount"]) {
      const one = field(item, name);
      if (one && box?.checked && !one.value && /^[\d.,]+$/.test(one.placeholder)) one.value = one.placeholder;
      one?.setAttribute("aria-invalid", String(!!one.value && training.number(one.value, 100000) === null));
    }
    if (box?.checked && !at) {
      at = new Date().toISOString();
      kept.set(`session ${workout}`, { at });
    }
    item.classList.toggle("is-done", !!box?.checked);
    if (at) warn(box?.checked ? training.put(row(screen, item)) : training.drop(row(screen, item)));
    for (const place of all("[data-history]")) training.show(place);
  };

  view.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [screen, item] = [input.closest("[data-line]"), input.closest("[data-set]")];
    if (!(screen instanceof HTMLElement) || !(item instanceof HTMLElement)) return;
    keep(screen, item);
    const [rest, most] = span(screen);
    const left = all("[data-field=done]", view).some((box) => box instanceof HTMLInputElement && !box.checked && !box.closest("[hidden]"));
    if (input.dataset.field !== "done" || !input.checked) return;
    signal.ready();
    if (rest && left) timer.start("Rest", rest, most);
  });

  for (const screen of screens) {
    const [hold, most] = span(screen, "hold");
    if (!hold) continue;
    const button = make("button", { type: "button", class: "button quiet" }, `Time ${clock(hold)}`);
    button.addEventListener("click", () => {
      signal.ready();
      timer.start("Hold", hold, most, () => {
        const item = all("[data-set]", screen).find((one) => !one.hidden && !field(one, "done")?.checked);
        const amount = item && field(item, "amount");
        if (amount && !amount.value) amount.value = String(hold);
      });
    });
    screen.querySelector(".sets")?.after(make("p", {}, button));
  }

  const choice = view.querySelector("[data-week]");
  if (choice instanceof HTMLSelectElement) {
    if (choice.options[week - 1]) choice.value = String(week);
    week = Number(choice.value);
    choice.addEventListener("change", () => {
      week = Number(choice.value);
      kept.set(`week ${program}`, week);
      turn();
    });
  }

  /** Keep the screen on while it is looked at. */
  const wake = async () => {
    if (!("wakeLock" in navigator) || document.hidden) return;
    await navigator.wakeLock.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", wake);
  wake();
  recall();
  turn();
}
