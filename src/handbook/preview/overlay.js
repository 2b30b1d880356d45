// @ts-check
"use strict";

// The faults of the content over the page that has them, and a page that is not behind its content.
(() => {
  let edition = Number(new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).searchParams.get("edition"));
  const box = document.createElement("div");
  box.id = "handbook-faults";
  box.setAttribute("role", "alert");
  document.body.append(box);

  /** @param {{text: string, address: string}} fault */
  const shown = (fault) => {
    const text = document.createElement("pre");
    text.textContent = fault.text;
    if (!fault.address) return [text];
    const link = document.createElement("a");
    link.href = fault.address;
    link.textContent = "Open in the editor";
    return [link, text];
  };

  /** @param {string} address */
  const ask = (address) => fetch(address, { cache: "no-store" });

  const refresh = async () => {
    const said = await (await ask("/~preview/faults.json")).json();
    if (said.edition !== edition) {
      // Pictures are files of their own: where one may have changed, the page has to be loaded again.
      if (said.pictured > edition || !patch(await (await ask(location.href)).text())) return location.reload();
      edition = said.edition;
    }
    box.replaceChildren(...said.faults.flatMap(shown));
  };

  /** One after the other, so that no older answer comes last; the page stays when the server has gone. */
  let last = Promise.resolve();
  const next = () => { last = last.then(refresh).catch(() => {}); };

  /** How livereload's script asks whether somebody else brings the page up to date. */
  class Plugin {
    static identifier = "handbook";
    static version = "1.0";

    /** @param {string} path */
    reload(path) {
      if (path.endsWith(".css")) return false;
      next();
      return true;
    }
  }

  Object.assign(window, { LiveReloadPluginHandbook: Plugin });
  next();
  // A save before the server could say so to this page.
  document.addEventListener("LiveReloadConnect", next);
  addEventListener("pageshow", (event) => { if (event.persisted) next(); });
})();
