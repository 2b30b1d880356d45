// @ts-check
"use strict";

/**
 * Entries as the form shows them, and back: short ways of writing become whole ones, and what was not changed is
 * written as it stood in the file, remarks and spacing included.
 *
 * @typedef {{name: string, as?: string, required?: boolean, fields?: Field[], field?: Field}} Field
 * @typedef {import("./frontmatter.js").Node} Node
 */
const form = (() => {
  const TRUE = /^(true|yes|on|y|t|1)$/i;

  /** @param {unknown} node @returns {any[]} */
  const listed = (node) => (Array.isArray(node) ? node : [node]);

  /** @param {any} node @returns {{[key: string]: any}} */
  const grouped = (node) => {
    if (typeof node === "object" && !Array.isArray(node)) return node;
    throw new SyntaxError("a group of fields is wanted");
  };

  /** @param {any} node */
  const text = (node) => {
    if (typeof node === "string") return node;
    throw new SyntaxError("one text is wanted");
  };

  /** What each of some fields shows of a group. @param {Field[]} fields @param {any} node */
  const inside = (fields, node) => {
    const group = grouped(node);
    for (const name of Object.keys(group))
      if (!fields.some((one) => one.name === name)) throw new SyntaxError(`an unknown field ${name}`);
    return Object.fromEntries(fields.filter((one) => one.name in group).map((one) => [one.name, shown(one, group[one.name])]));
  };

  /** @param {any} need */
  const need = (need) => {
    if (typeof need === "string") return { any: [need], optional: false };
    const wanted = need.optional !== undefined && need.any === undefined;
    return { any: listed(wanted ? need.optional : need.any), optional: wanted || TRUE.test(need.optional || "") };
  };

  /** @param {any} caution */
  const caution = (caution) => {
    const pairs = Object.entries(grouped(caution));
    return pairs.length === 1 ? { when: pairs[0][0], advice: pairs[0][1] } : caution;
  };

  /** What the form shows of a value. @param {Field} field @param {any} node @returns {any} */
  const shown = (field, node) => {
    const fields = field.fields || [];
    switch (field.as) {
      case "truth":
        return TRUE.test(text(node));
      case "whole":
        return Number(text(node));
      case "group":
        return inside(fields, node);
      case "needs":
        return listed(node).filter((one) => one !== "none").map(need);
      case "cautions":
        return listed(node).map(caution);
      case "keyed":
        return Object.entries(grouped(node)).map(([under, value]) => ({ under, ...inside(fields.slice(1), value) }));
      case "many":
        return listed(node).map((one) => (fields.length ? inside(fields, one) : text(one)));
      default:
        return text(node);
    }
  };

  /** @param {Field[]} fields @param {any} value @returns {any} undefined where nothing is said */
  const within = (fields, value) => {
    const pairs = fields.map((one) => [one.name, written(one, (value || {})[one.name])]).filter(([, node]) => node !== undefined);
    return pairs.length ? Object.fromEntries(pairs) : undefined;
  };

  /** @param {any} need */
  const short = (need) => {
    const any = listed(need.any || []).filter(Boolean);
    if (!any.length) return undefined;
    if (need.optional) return { optional: any.length === 1 ? any[0] : any };
    return any.length === 1 ? any[0] : { any };
  };

  /** What is written of what the form holds. @param {Field} field @param {any} value @returns {any} */
  const written = (field, value) => {
    const fields = field.fields || [];
    /** @param {any[]} items */
    const some = (items) => {
      const said = items.filter((one) => one !== undefined && one !== "");
      return said.length ? said : undefined;
    };
    if (field.as === "needs") return some((value || []).map(short)) || ["none"];
    if (value === undefined || value === null || value === "") return undefined;
    switch (field.as) {
      case "truth":
        return value || field.required ? String(value) : undefined;
      case "group":
        return within(fields, value);
      case "cautions":
        return some(value.map((/** @type {any} */ one) => (one.when ? { [one.when]: one.advice || "" } : undefined)));
      case "keyed": {
        const pairs = value.filter((/** @type {any} */ one) => one.under);
        const group = Object.fromEntries(pairs.map((/** @type {any} */ one) => [one.under, within(fields.slice(1), one) || ""]));
        return pairs.length ? group : undefined;
      }
      case "many":
        return some(listed(value).map((one) => (fields.length ? within(fields, one) : String(one).trim())));
      default:
        return String(value).trim();
    }
  };

  /** A field's lines below its name, moved to the left. @param {string} lines */
  const raw = (lines) => {
    const below = lines.replace(/^(#.*\n|\s*\n)*/, "").replace(/^[a-z_]+:[ \t]*\n?/, "");
    return below.replaceAll(new RegExp(`^${/^ */.exec(below)?.[0]}`, "gm"), "").trimEnd();
  };

  /** The lines of a field of which the form knows nothing but its text. @param {string} name @param {string} said */
  const verbatim = (name, said) => {
    if (!said.trim()) return "";
    return /^[[{]/.test(said) ? `${name}: ${said}\n` : `${name}:\n${said.replace(/^(?=.)/gm, "  ")}\n`;
  };

  /**
   * What the form shows of a file: each field that it can show, and the file itself to write from.
   * @param {Field[]} fields @param {string} file
   */
  const fromFile = (fields, file) => {
    const { fields: parts, body } = frontMatter.split(file);
    /** @type {{[name: string]: any}} */
    const data = { body, source: file };
    for (const field of fields) {
      const lines = parts.get(field.name);
      if (lines === undefined) continue;
      try {
        data[field.name] = field.as === "raw" ? raw(lines) : shown(field, frontMatter.read(lines));
      } catch (fault) {
        if (!(fault instanceof SyntaxError)) throw fault; // one that cannot be shown stays as it is in the file
      }
    }
    return data;
  };

  /**
   * The lines of a field: those of the file, undefined for a new one, where nothing else is said.
   * @param {Field} field @param {any} value @param {any} before @param {string | undefined} lines
   */
  const put = (field, value, before, lines) => {
    if (field.as === "raw") {
      const said = (value || "").trimEnd();
      return said === (before || "") ? lines || "" : verbatim(field.name, said);
    }
    const node = written(field, value);
    const same = before === undefined ? value === undefined : JSON.stringify(node) === JSON.stringify(written(field, before));
    if (lines !== undefined && same) return lines;
    const above = /^(#.*\n|\s*\n)*/.exec(lines || "")?.[0] || "";
    return node === undefined ? "" : above + frontMatter.write(field.name, node);
  };

  /**
   * The file that the form's data make.
   * @param {Field[]} fields @param {{[name: string]: any}} data
   */
  const toFile = (fields, data) => {
    const before = data.source ? fromFile(fields, data.source) : {};
    const { fields: parts, rest } = data.source ? frontMatter.split(data.source) : { fields: new Map(), rest: "" };
    const facts = fields.filter((one) => one.as !== "body" && one.as !== "source");
    let last = "";
    /** @type {Map<string, string>} */
    const fresh = new Map();
    for (const field of facts) {
      const lines = put(field, data[field.name], before[field.name], data.source ? parts.get(field.name) || "" : undefined);
      if (parts.has(field.name)) {
        parts.set(field.name, lines);
        last = field.name;
      } else if (last) parts.set(last, `${parts.get(last)}${lines}`);
      else fresh.set(field.name, lines);
    }
    const body = data.body === before.body ? data.body : `${(data.body || "").trimEnd()}\n`;
    return `---\n${[...fresh.values(), ...parts.values()].join("")}${rest}---\n${body}`;
  };

  /** A field as the form's maker knows it. @param {Field} field @returns {Field} */
  const plain = ({ as, ...field }) => ({
    ...field,
    ...(field.fields && { fields: field.fields.map(plain) }),
    ...(field.field && { field: plain(field.field) }),
  });

  return { fromFile, toFile, plain };
})();

/** Tell the form's maker what there is, and begin. */
const begin = async () => {
  const config = await (await fetch("config.json")).json();
  /** @type {any} */
  const { CMS } = window;
  for (const collection of config.collections) {
    const { fields } = collection;
    collection.format = `${collection.name}-frontmatter`;
    collection.fields = fields.map(form.plain);
    CMS.registerCustomFormat(collection.format, "md", {
      fromFile: (/** @type {string} */ file) => form.fromFile(fields, file),
      toFile: (/** @type {{[name: string]: any}} */ data) => form.toFile(fields, data),
    });
  }
  CMS.init({ config: { ...config, load_config_file: false } });
};

if (typeof document !== "undefined") {
  Object.assign(window, { CMS_MANUAL_INIT: true });
  const script = document.createElement("script");
  script.src = "cms.js";
  script.addEventListener("load", begin);
  document.head.append(script);
}
