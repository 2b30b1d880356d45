// @ts-check
"use strict";

/** The arithmetic of loads, as loads.py has it: both are held to one table of cases. Loads are in kg or lb throughout. */
const loads = (() => {
  const KG_A_POUND = 0.45359237;
  const MOST_REPS = 30;
  const WARM_UP = [[0.5, 5], [0.75, 3]];
  const TINY = 1e-9;

  /** @param {number} load */
  const thousandths = (load) => Math.floor(load * 1000 + 0.5) / 1000;

  /** @param {number} reps @param {string} formula */
  const share = (reps, formula) => {
    const times = Math.max(1, Math.min(MOST_REPS, reps));
    if (formula === "brzycki") return 36 / (37 - times);
    return times === 1 ? 1 : 1 + times / 30;
  };

  /** @param {number} load @param {[number, boolean]} step in its unit, or in percent */
  const more = (load, [amount, percent]) => (percent ? load * (1 + amount / 100) : load + amount);

  /** Epley (1985) or Brzycki (1993). @param {number} load @param {number} reps @param {string} formula */
  const oneRepMax = (load, reps, formula) => thousandths(load * share(reps, formula));

  /** @param {number} best @param {number} reps @param {string} formula */
  const workingLoad = (best, reps, formula) => thousandths(best / share(reps, formula));

  /** The nearest multiple, the lower of two as near, never less than one step. @param {number} load @param {number} step */
  const rounded = (load, step) => thousandths(Math.max(1, -Math.floor(0.5 - load / step + TINY)) * step);

  /** @param {number} load @param {string} source @param {string} goal */
  const converted = (load, source, goal) => (source === goal ? load : thousandths(goal === "lb" ? load / KG_A_POUND : load * KG_A_POUND));

  /**
   * The target of each week: [load, reps].
   * @param {number} start @param {[number, number][]} reps each week's from and to @param {string} rule
   * @param {[number, boolean]} step @param {number} smallest @returns {[number, number][]}
   */
  const progress = (start, reps, rule, step, smallest) => {
    let load = start;
    let done = 0;
    return reps.map(([low, high], week) => {
      if (week && rule === "load") load = more(load, step);
      if (week && rule === "double" && low < high) {
        done += 1;
        if (low + done > high) {
          load = Math.max(more(load, step), rounded(load, smallest) + smallest);
          done = 0;
        }
      }
      return [rounded(load, smallest), rule === "double" ? Math.min(high, low + done) : low];
    });
  };

  /** @param {number} load @param {number} bar @param {number} smallest @returns {[number, number][]} */
  const warmUp = (load, bar, smallest) => {
    /** @type {[number, number][]} */ const found = [];
    for (const [part, reps] of WARM_UP) {
      const lighter = Math.max(bar, rounded(load * part, smallest));
      if (lighter < load && found.every(([other]) => other !== lighter)) found.push([lighter, reps]);
    }
    return found;
  };

  /** The plates a side, and what is left over. @param {number} load @param {number} bar @param {number[]} sizes @returns {[number[], number]} */
  const plates = (load, bar, sizes) => {
    /** @type {number[]} */ const found = [];
    let side = (load - bar) / 2;
    for (const size of [...sizes].sort((one, other) => other - one))
      while (side >= size - TINY) {
        found.push(size);
        side -= size;
      }
    return [found, thousandths(side * 2)];
  };

  return { oneRepMax, workingLoad, rounded, converted, progress, warmUp, plates };
})();
