// @ts-check
"use strict";

/**
 * Figures that move when asked: without scripts a button opens the animation over the picture. With them a tap on the
 * picture does so too, and a mouse plays it as long as it is there, unless the reader prefers less motion.
 */
for (const motion of /** @type {HTMLDetailsElement[]} */ (handbook.all("details.motion"))) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const frame = motion.parentElement || motion;
  let meant = false;

  /** @param {Event} event */
  const toggle = (event) => {
    event.preventDefault();
    meant = !(motion.open && meant);
    motion.open = meant;
  };
  /** @param {PointerEvent} event @param {boolean} over */
  const pass = (event, over) => {
    if (event.pointerType === "mouse" && !meant && !calm.matches) motion.open = over;
  };

  frame.classList.add("plays");
  for (const part of [...handbook.all("img", frame), ...handbook.all("summary", motion)]) part.addEventListener("click", toggle);
  frame.addEventListener("pointerenter", (event) => pass(event, true));
  frame.addEventListener("pointerleave", (event) => pass(event, false));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    meant = false;
    motion.open = false;
  });
}
