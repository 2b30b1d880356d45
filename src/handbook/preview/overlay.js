// @ts-check
// The faults of the content over the page that has them, and a page that is not behind its content.
(() => {
  const edition = Number(new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).searchParams.get("edition"));
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

  const refresh = async () => {
    try {
      const said = await (await fetch("/~preview/faults.json", { cache: "no-store" })).json();
      // What changed between the loading of this page and its first word with the server.
      if (said.edition !== edition) return location.reload();
      box.replaceChildren(...said.faults.flatMap(shown));
    } catch {
      // The server has gone; the page stays.
    }
  };
  refresh();
  addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
})();
