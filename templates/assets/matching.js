// @ts-check
"use strict";

/**
 * Finding entries by name, forgiving: no page, no network, nothing kept. Columns as `handbook.search` describes them.
 *
 * @typedef {{format: number, folders: [string, string, number][], levels: string[], kinds: string[], titles: string[],
 *   slugs: string[], aliases: string[], level: string, kind: string, muscles: number[][], movements: number[][],
 *   equipment: number[][][], start: number[]}} Names
 * @typedef {{id: string, title: string, folder: string, level: string, kind: string, beside: string}} Hit
 * @typedef {{[facet: string]: Set<string>}} Chosen
 * @typedef {{hits: Hit[], counts: {[facet: string]: Map<string, number>}, ignored: string[]}} Found
 */
const matching = (() => {
  const LETTERS = 80;
  const WORDS = 7;
  const FACETS = ["folder", "movement", "muscle", "equipment", "level", "kind"];
  const FOLDERS = { movement: "movements", muscle: "muscles", equipment: "equipment" };
  const SMALL = new Set("a an and are at be best can do does for good how i in is me my of on or should the to what which with".split(" "));

  /** Without accents, case and apostrophes. @param {string} text */
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f'\u2019]/g, "").toLowerCase();

  /** One form for one and many, British and American, doing and done. @param {string} word */
  const stem = (word) => {
    const one = word
      .replace(/iz(?=(e[drs]?|ing|ations?)$)/, "is")
      .replace(/our(?=s?$)/, "or")
      .replace(/tre(?=s?$)/, "ter")
      .replace(/mme(?=s?$)/, "m");
    const single = one
      .replace(/lves$/, "lf")
      .replace(/ies$/, "y")
      .replace(/(ss|sh|ch|x)es$/, "$1")
      .replace(/(.[^isu])s$/, "$1");
    const done = single.replace(/^(.{3,})ing$/, "$1");
    return done === single ? single : done.replace(/([bdgmnprt])\1$/, "$1");
  };

  /** @param {string} text */
  const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).map(stem);

  /**
   * Slips (a letter too many, missing, wrong, or two swapped) from `word` to the nearest beginning of `goal`, and to
   * the whole of it; Infinity where they are more than `most`.
   * @param {string} word @param {string} goal @param {number} most @returns {[number, number]}
   */
  const slips = (word, goal, most) => {
    const reach = Math.min(goal.length, word.length + most);
    if (reach < word.length - most) return [Infinity, Infinity];
    let earlier = /** @type {number[]} */ ([]);
    let above = Array.from({ length: reach + 1 }, (_, column) => column);
    for (let row = 1; row <= word.length; row++) {
      const line = [row];
      for (let column = 1; column <= reach; column++) {
        const same = word[row - 1] === goal[column - 1];
        let least = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && word[row - 1] === goal[column - 2] && word[row - 2] === goal[column - 1])
          least = Math.min(least, earlier[column - 2] + 1);
        line.push(least);
      }
      if (Math.min(...line) > most) return [Infinity, Infinity];
      [earlier, above] = [above, line];
    }
    return [Math.min(...above), goal.length <= reach ? above[goal.length] : Infinity];
  };

  /** How many slips are forgiven. @param {string} word */
  const forgiven = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  /** The letters of a word as bits, to see quickly that two words cannot be near. @param {string} word */
  const letters = (word) => {
    let bits = 0;
    for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  };

  /** @param {number} bits */
  const count = (bits) => {
    let many = 0;
    for (; bits; bits &= bits - 1) many++;
    return many;
  };

  class Finder {
    /** @param {Names} names */
    constructor(names) {
      this.names = names;
      /** @type {string[]} */ this.ids = [];
      /** @type {number[]} */ this.folder = [];
      /** @type {{[folder: string]: number}} */ this.first = {};
      names.folders.forEach(([folder, , many], at) => {
        this.first[folder] = this.ids.length;
        for (let left = many; left; left--) {
          const place = this.ids.length;
          this.folder.push(at);
          this.ids.push(`${folder}/${names.slugs[place] || (names.titles[place].toLowerCase().match(/[a-z0-9]+/g) || []).join("-")}`);
        }
      });
      /** @type {Map<string, Map<number, number>>} */ this.held = new Map();
      this.said = names.titles.map((title) => words(title));
      this.other = names.aliases.map((text) => (text ? text.split("|").map(words) : []));
      this.ids.forEach((_, place) => this.#read(place));
      /** @type {Map<string, Map<number, number>>} */ this.known = new Map();
      this.vocabulary = [...this.held.keys()].map((word) => /** @type {const} */ ([word, letters(word)]));
    }

    /** @param {number} place */
    #read(place) {
      const { names } = this;
      this.#hold(place, this.said[place], 8);
      for (const alias of this.other[place]) this.#hold(place, alias, 6);
      for (const facet of FACETS.slice(1, 4))
        for (const [other, primary] of this.#parts(place, facet)) {
          this.#hold(place, this.said[other], primary ? 4 : 2);
          for (const alias of this.other[other]) this.#hold(place, alias, primary ? 3 : 1.5);
        }
      const [folder, title] = names.folders[this.folder[place]];
      this.#hold(place, words([folder, title, this.#word(place, "level"), this.#word(place, "kind")].join(" ")), 2, false);
    }

    /** Hold an entry under words, and under each two of them written as one. @param {number} place @param {string[]} said @param {number} weight */
    #hold(place, said, weight, joined = true) {
      const pairs = joined ? said.slice(1).map((word, at) => said[at] + word) : [];
      [...said, ...pairs].forEach((word, at) => {
        const worth = weight + (at === 0 && joined ? 0.5 : 0);
        const entries = this.held.get(word) || new Map();
        if (!(entries.get(place) >= worth)) entries.set(place, worth);
        this.held.set(word, entries);
      });
    }

    /** What an exercise trains or needs: places among all entries, and whether they come first. @param {number} place @param {string} facet @returns {[number, boolean][]} */
    #parts(place, facet) {
      const from = this.first[FOLDERS[/** @type {keyof FOLDERS} */ (facet)]];
      const column = this.names[facet === "equipment" ? facet : facet === "muscle" ? "muscles" : "movements"][place] || [];
      return column.flat().map((at) => [from + (at < 0 ? -1 - at : at), at >= 0]);
    }

    /** @param {number} place @param {"level" | "kind"} column */
    #word(place, column) {
      const digit = this.names[column][place];
      return digit === "-" ? "" : this.names[column === "level" ? "levels" : "kinds"][Number(digit)];
    }

    /** The values of a facet that an entry has, as slugs. @param {number} place @param {string} facet @returns {string[]} */
    values(place, facet) {
      if (facet === "folder") return [this.names.folders[this.folder[place]][0]];
      if (facet === "level" || facet === "kind") return [this.#word(place, facet)].filter(Boolean);
      return this.#parts(place, facet).map(([at]) => this.ids[at].split("/")[1]);
    }

    /** The name of a facet's value. @param {string} facet @param {string} value */
    label(facet, value) {
      if (facet === "folder") return (this.names.folders.find(([folder]) => folder === value) || ["", value])[1];
      const place = this.ids.indexOf(`${FOLDERS[/** @type {keyof FOLDERS} */ (facet)]}/${value}`);
      return place < 0 ? value[0].toUpperCase() + value.slice(1) : this.names.titles[place];
    }

    /** @param {number} place @returns {Hit} */
    hit(place) {
      const id = this.ids[place];
      const level = this.#word(place, "level");
      const kind = this.#word(place, "kind");
      const primary = this.#parts(place, "muscle").filter(([, first]) => first).map(([at]) => this.names.titles[at]);
      const beside = [this.names.folders[this.folder[place]][1], level, primary.slice(0, 2).join(", ")].filter(Boolean).join(" \u00b7 ");
      return { id, title: this.names.titles[place], folder: id.split("/")[0], level, kind, beside };
    }

    /** The entries with these ids that there still are. @param {string[]} ids */
    named(ids) {
      return ids.map((id) => this.ids.indexOf(id)).filter((place) => place >= 0).map((place) => this.hit(place));
    }

    /** How well each entry answers one word: exactly, by its beginning, and, where `loose` or else there is none, nearly. @param {string} word @param {boolean} typing @param {boolean} loose */
    #answers(word, typing, loose) {
      const best = /** @type {Map<number, number>} */ (new Map());
      /** @param {string} key @param {number} worth */
      const take = (key, worth) => this.held.get(key)?.forEach((weight, place) => {
        if (!(/** @type {number} */ (best.get(place)) >= weight * worth)) best.set(place, weight * worth);
      });
      for (const [key] of this.vocabulary) {
        if (key === word) take(key, 1);
        else if ((typing || word.length > 2) && key.startsWith(word)) take(key, Math.max(0.4, 0.8 - 0.02 * (key.length - word.length)));
      }
      const most = forgiven(word);
      if (!most || (best.size && !loose)) return best;
      const bits = letters(word);
      for (const [key, has] of this.vocabulary) {
        if (count(bits & ~has) > most) continue;
        const [start, whole] = slips(word, key, most);
        const far = Math.min(whole, start + (typing ? 0 : 0.3));
        if (far > 0 && far <= (key[0] === word[0] ? most + 0.3 : 1)) take(key, 0.55 - 0.2 * (far - 1));
      }
      return best;
    }

    /** Entries by how many of the words they answer, and how well. @param {string[]} said @param {boolean} loose @returns {Map<number, [number, number]>} */
    #score(said, loose) {
      const scores = new Map();
      said.forEach((word, at) => {
        const typing = at === said.length - 1;
        const key = `${word} ${typing} ${loose}`;
        if (!this.known.has(key)) this.known.set(key, this.#answers(word, typing, loose));
        this.known.get(key)?.forEach((worth, place) => {
          const [many, sum] = scores.get(place) || [0, 0];
          scores.set(place, [many + 1, sum + worth]);
        });
      });
      return scores;
    }

    /** Two words written as one, and one as two, are the same. @param {string[]} said @param {boolean} loose */
    #best(said, loose) {
      const ways = [said, ...said.slice(1).map((word, at) => [...said.slice(0, at), said[at] + word, ...said.slice(at + 2)])];
      const best = /** @type {Map<number, [number, number]>} */ (new Map());
      for (const way of ways)
        this.#score(way, loose).forEach(([many, sum], place) => {
          const [share, worth] = [many / way.length, sum / way.length];
          const old = best.get(place);
          if (!old || share > old[0] || (share === old[0] && worth > old[1])) best.set(place, [share, worth]);
        });
      return best;
    }

    /**
     * Entries that answer a query, best first, with what they can be narrowed by. Where no entry answers every word,
     * those that answer most of them; `ignored` are then the words that none answers.
     * @param {string} query @param {Chosen} [chosen] @returns {Found}
     */
    find(query, chosen = {}) {
      const all = words(query.slice(0, LETTERS)).slice(0, WORDS);
      const said = all.some((word) => !SMALL.has(word)) ? all.filter((word) => !SMALL.has(word)) : all;
      if (!said.length) return { hits: [], counts: this.#counts([], chosen), ignored: [] };
      this.known.clear();
      let best = this.#best(said, false);
      let share = Math.max(0, ...[...best.values()].map(([one]) => one));
      if (share < 1) {
        best = this.#best(said, true);
        share = Math.max(0, ...[...best.values()].map(([one]) => one));
      }
      const ranked = [...best]
        .filter(([, [one]]) => one === share)
        .map(([place, [, worth]]) => /** @type {const} */ ([place, worth + this.#bonus(place, all.join(""))]))
        .sort((one, other) => other[1] - one[1] || one[0] - other[0])
        .map(([place]) => place);
      const ignored = share < 1 ? said.filter((word) => !this.#answers(word, true, true).size) : [];
      const kept = ranked.filter((place) => this.#fits(place, chosen));
      return { hits: kept.map((place) => this.hit(place)), counts: this.#counts(ranked, chosen), ignored };
    }

    /** A whole name is what was meant, said rightly or nearly; then a name that begins so; then the shorter one. @param {number} place @param {string} joined */
    #bonus(place, joined) {
      const [folder] = words(this.names.folders[this.folder[place]][0]);
      const most = forgiven(joined);
      /** @param {string} name */
      const worth = (name) => {
        if (name === joined) return 20;
        if (name === joined + folder) return 10;
        if (most && count(letters(joined) & ~letters(name)) <= most && slips(joined, name, most)[1] <= most) return 6;
        return name.startsWith(joined) ? 2 : 0;
      };
      const said = this.said[place];
      const other = Math.max(0, ...this.other[place].map((alias) => worth(alias.join(""))));
      return Math.max(2 * worth(said.join("")), other) - 0.2 * said.length - 0.05 * this.folder[place];
    }

    /** @param {number} place @param {Chosen} chosen @param {string} [but] */
    #fits(place, chosen, but) {
      return FACETS.every((facet) => facet === but || !chosen[facet]?.size || this.values(place, facet).some((value) => chosen[facet].has(value)));
    }

    /** How many of the entries each value would leave. @param {number[]} places @param {Chosen} chosen */
    #counts(places, chosen) {
      return Object.fromEntries(FACETS.map((facet) => {
        const counts = new Map();
        for (const place of places)
          if (this.#fits(place, chosen, facet))
            for (const value of new Set(this.values(place, facet))) counts.set(value, (counts.get(value) || 0) + 1);
        return [facet, counts];
      }));
    }
  }

  return { FACETS, fold, words, slips, Finder };
})();
