// @ts-check
"use strict";

/**
 * Front matter as the handbook reads it: every scalar is the text that was written. Reads the part of YAML that authors
 * use, and throws at anything else, so that nothing is guessed; the field is then kept as it stands in the file.
 *
 * @typedef {string | Node[] | {[key: string]: Node}} Node
 */
const frontMatter = (() => {
  const WIDTH = 118;
  const FENCED = /^---[ \t]*\n([^]*?\n)??---[ \t]*(?:\n([^]*))?$/;
  const FIELD = /^([a-z_]+):/;
  const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},&*!|>%@`#-][^#]*?|-[^\s#][^#]*?):(?: +(.*))?$/;
  const LONG = /^(?:#.*\n|\s*\n)*[a-z_]+: *([|>])-? *\n((?:[ \t]+.*\n|\s*\n)+)$/;
  const BARE = /^[^\W_][\w .%/()'\u2019+-]*$/;
  const OPEN = /^[^\s\-?:,[\]{}#&*!|>'"%@`][^\n\r\t]*$/u;

  /** @param {string} what @returns {never} */
  const stop = (what) => {
    throw new SyntaxError(what);
  };

  /**
   * A file in two: each field's own lines with the remarks above it, in order, and the text below.
   * @param {string} file @returns {{fields: Map<string, string>, body: string, rest: string}}
   */
  const split = (file) => {
    const found = FENCED.exec(file.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
    if (!found) return stop("no front matter");
    /** @type {Map<string, string>} */
    const fields = new Map();
    let above = "";
    let name = "";
    for (const line of (found[1] || "").split(/(?<=\n)/)) {
      const begun = FIELD.exec(line);
      if (begun) {
        name = begun[1];
        if (fields.has(name)) stop("a field twice");
        fields.set(name, above + line);
        above = "";
      } else if (!name || /^(#|\s*$)/.test(line)) above += line;
      else {
        fields.set(name, fields.get(name) + above + line);
        above = "";
      }
    }
    return { fields, body: found[2] || "", rest: above };
  };

  /** A line without the remark behind it. @param {string} line */
  const bare = (line) => {
    let quote = "";
    for (let at = 0; at < line.length; at += 1) {
      const sign = line[at];
      if (quote) {
        if (sign === "\\" && quote === '"') at += 1;
        else if (sign === quote) quote = "";
      } else if (/["']/.test(sign) && /(^|[[{,:-]\s*|\s)$/.test(line.slice(0, at))) quote = sign;
      else if (sign === "#" && /(^|\s)$/.test(line.slice(0, at))) return line.slice(0, at).trimEnd();
    }
    return line.trimEnd();
  };

  /** A value between brackets or in quotes, on one line. @param {string} text @returns {Node} */
  const flow = (text) => {
    let at = 0;
    const room = () => {
      while (text[at] === " ") at += 1;
    };
    /** @param {string} closing */
    const next = (closing) => {
      room();
      if (text[at] === ",") at += 1;
      else if (text[at] !== closing) stop("a bracket is open");
      room();
    };
    /** @param {boolean} key @returns {string} */
    const scalar = (key) => {
      const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(text.slice(at));
      const plain = (key ? /^[^[\]{},]*?(?=:(?: |$))/ : /^[^[\]{},]*/).exec(text.slice(at));
      const [said] = quoted || plain || stop("a name without its value");
      at += said.length;
      return unquoted(said.trim());
    };
    /** @returns {Node} */
    const value = () => {
      room();
      if (text[at] === "[") {
        at += 1;
        const items = [];
        for (room(); text[at] !== "]"; next("]")) items.push(value());
        at += 1;
        return items;
      }
      if (text[at] !== "{") return scalar(false);
      at += 1;
      /** @type {{[key: string]: Node}} */
      const group = {};
      for (room(); text[at] !== "}"; next("}")) {
        const key = scalar(true);
        room();
        if (text[at] !== ":" || key in group) stop("a name without its value");
        at += 1;
        group[key] = value();
      }
      at += 1;
      return group;
    };
    const found = value();
    room();
    return at === text.length ? found : stop("text behind a bracket");
  };

  /** Lines moved to the left by the room before the first. @param {string} lines */
  const dedented = (lines) => lines.replaceAll(new RegExp(`^${/^ */.exec(lines)?.[0]}`, "gm"), "").trimEnd();

  /** @param {string} said @returns {string} */
  const unquoted = (said) => {
    if (said.startsWith('"')) return JSON.parse(said);
    if (said.startsWith("'")) return said.slice(1, -1).replaceAll("''", "'");
    return /^[&*!|>%@`?]|: |:$/.test(said) ? stop("a sign of YAML's own") : said;
  };

  /**
   * The value of a field from its lines.
   * @param {string} lines @returns {Node}
   */
  const read = (lines) => {
    const long = LONG.exec(lines);
    if (long) return long[1] === "|" ? dedented(long[2]) : dedented(long[2]).replace(/(?<!\n)\n(?!\n| )/g, " ").replace(/\n\n/g, "\n");
    const rows = lines
      .split("\n")
      .map(bare)
      .filter((line) => line.trim())
      .map((line) => ({ indent: line.length - line.trimStart().length, text: line.trim() }));
    let at = 0;

    /** What stands behind a name or hyphen, and the lines that it goes on in. @param {string} said @param {number} indent */
    const inline = (said, indent) => {
      let whole = said;
      for (; at < rows.length && rows[at].indent > indent; at += 1) whole += ` ${rows[at].text}`;
      return /^[[{"']/.test(whole) ? flow(whole) : unquoted(whole);
    };
    /** @param {number} indent @returns {Node[]} */
    const list = (indent) => {
      const items = [];
      while (at < rows.length && rows[at].indent === indent && /^-( |$)/.test(rows[at].text)) {
        const said = rows[at].text.slice(1).trimStart();
        const deeper = indent + rows[at].text.length - said.length;
        if (said && (KEY.test(said) || /^-( |$)/.test(said)) && !/^[[{]/.test(said)) {
          rows[at] = { indent: deeper, text: said };
          items.push(block(deeper));
        } else {
          at += 1;
          items.push(said ? inline(said, indent) : block(rows[at]?.indent ?? 0));
        }
      }
      return items;
    };
    /** @param {number} indent @returns {{[key: string]: Node}} */
    const group = (indent) => {
      /** @type {{[key: string]: Node}} */
      const found = {};
      while (at < rows.length && rows[at].indent === indent) {
        const [, name, said = ""] = KEY.exec(rows[at].text) || stop("a line without a name");
        const key = unquoted(name);
        if (key in found) stop("a field twice");
        at += 1;
        const below = rows[at];
        if (said) found[key] = inline(said, indent);
        else if (below && (below.indent > indent || (below.indent === indent && /^-( |$)/.test(below.text))))
          found[key] = block(below.indent);
        else found[key] = "";
      }
      return found;
    };
    /** @param {number} indent @returns {Node} */
    const block = (indent) => {
      const { text } = rows[at];
      if (/^-( |$)/.test(text)) return list(indent);
      if (KEY.test(text) && !/^[[{]/.test(text)) return group(indent);
      at += 1;
      return inline(text, indent - 1);
    };
    const found = block(0);
    return at === rows.length ? Object.values(found)[0] : stop("a line in another column");
  };

  /** @param {string} text @param {boolean} inside whether brackets stand round it */
  const quote = (text, inside) => {
    const fits = inside ? BARE.test(text) : OPEN.test(text) && !/: |:$| #/.test(text);
    return fits && text === text.trim() ? text : JSON.stringify(text);
  };

  /** @param {Node} node @returns {string} */
  const line = (node) => {
    if (typeof node === "string") return quote(node, true);
    if (Array.isArray(node)) return `[${node.map(line).join(", ")}]`;
    const pairs = Object.entries(node).map(([key, value]) => `${quote(key, true)}: ${line(value)}`);
    return `{${pairs.join(", ")}}`;
  };

  /** @param {string} head what stands before the value @param {Node} node @param {string} indent */
  const lines = (head, node, indent) => {
    if (typeof node === "string") return `${head} ${quote(node, false)}\n`;
    const short = `${head} ${line(node)}`;
    const several = Array.isArray(node) && node.length > 1 && node.some((one) => typeof one !== "string");
    if (short.length <= WIDTH && !several) return `${short}\n`;
    if (Array.isArray(node)) return `${head}\n${node.map((one) => item(one, indent)).join("")}`;
    return `${head}\n${pairs(node, indent)}`;
  };

  /** @param {{[key: string]: Node}} node @param {string} indent @returns {string} */
  const pairs = (node, indent) =>
    Object.entries(node)
      .map(([key, value]) => lines(`${indent}${quote(key, true)}:`, value, `${indent}  `))
      .join("");

  /** @param {Node} node @param {string} indent @returns {string} */
  const item = (node, indent) => {
    if (typeof node === "string" || Array.isArray(node)) return lines(`${indent}-`, node, `${indent}  `);
    return `${indent}- ${pairs(node, `${indent}  `).trimStart()}`;
  };

  /** A field's lines. @param {string} name @param {Node} node */
  const write = (name, node) => lines(`${name}:`, node, "  ");

  return { split, read, write };
})();
