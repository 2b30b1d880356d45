// @ts-check
"use strict";

/**
 * A page brought up to date in place, so that its scroll, its forms and what is open stay as they are.
 *
 * Two texts of the page are compared as the server gave them, never what scripts have made of the first. What differs is
 * exchanged where it is only text and nobody can have noticed it; for anything that a script may hold on to, the page
 * has to be loaded again.
 */
const patch = (() => {
  /** What scripts and browsers keep something of. */
  const held = "script:not([type='application/ld+json']), style, link, template, form, input, select, textarea, button, dialog, details";
  /** Whose text is not shown but used. */
  const used = "script:not([type='application/ld+json']), style, template, textarea, option";
  /** What the preview itself adds. */
  const ours = "[src^='/~preview/'], [href^='/~preview/'], [src='/livereload.js'], #handbook-faults";

  /** From a node of the text that was loaded to the one in the page. @type {WeakMap<Node, ChildNode>} */
  const shown = new WeakMap();

  /** @param {Node} node @param {Node} live */
  const pair = (node, live) => {
    shown.set(node, /** @type {ChildNode} */ (live));
    node.childNodes.forEach((child, place) => pair(child, live.childNodes[place]));
  };

  /** The text without what the preview adds, and without the white space behind it. @param {HTMLElement} root */
  const bare = (root) => {
    for (const one of root.querySelectorAll(ours)) one.remove();
    const body = root.querySelector("body");
    while (body?.lastChild instanceof Text && !body.lastChild.data.trim()) body.lastChild.remove();
    return root;
  };

  const loaded = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  pair(loaded, document.documentElement);
  bare(loaded);

  /** @param {Node} node */
  const plain = (node) => !(node instanceof Element) || !(node.matches(held) || node.querySelector(held));

  /** @param {Node} one @param {Node} other */
  const alike = (one, other) =>
    one instanceof Element && one.cloneNode(false).isEqualNode(other.cloneNode(false)) && one.childNodes.length === other.childNodes.length;

  /** Put `after` in the place of `before`. @param {ChildNode} before @param {Node} after */
  const exchange = (before, after) => {
    const live = shown.get(before);
    if (!plain(before) || !plain(after) || !live?.isConnected || !live.isEqualNode(before)) return false;
    const [kept, fresh] = [after.cloneNode(true), document.importNode(after, true)];
    live.replaceWith(fresh);
    before.replaceWith(kept);
    pair(kept, fresh);
    return true;
  };

  /** @param {Text} before @param {Node} after */
  const reword = (before, after) => {
    const live = shown.get(before);
    if (!(live instanceof Text) || live.data !== before.data || before.parentElement?.matches(used)) return false;
    live.data = before.data = /** @type {Text} */ (after).data;
    return true;
  };

  /** @param {ChildNode} before @param {Node} after @returns {boolean} */
  const bring = (before, after) => {
    if (before.isEqualNode(after) || before.nodeName === "NOSCRIPT") return true;
    if (before instanceof Text && after.nodeType === Node.TEXT_NODE) return reword(before, after);
    if (alike(before, after) && [...before.childNodes].every((child, place) => bring(child, after.childNodes[place]))) return true;
    return exchange(before, after);
  };

  /** Whether the page could be brought to this text. @param {string} text */
  return (text) => bring(loaded, bare(new DOMParser().parseFromString(text, "text/html").documentElement));
})();
