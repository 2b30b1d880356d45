// @ts-check
"use strict";

/**
 * Figures that move when asked: the strip gives way to its animation and comes back. A finger or a key starts and stops
 * it; a mouse over it, or the keyboard on its button, plays it as long as it is there, unless less motion is preferred.
 */
for (const strip of /** @type {HTMLImageElement[]} */ (handbook.all("img[data-motion]"))) {
  const still = strip.getAttribute("src") || "";
  const motion = strip.dataset.motion || "";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const button = handbook.make("button", { type: "button", class: "play" });
  const frame = strip.parentElement;
  let playing = false;
  let meant = false;

  /** @param {boolean} play */
  const turn = (play) => {
    if (play && !playing) {
      strip.style.aspectRatio = `${strip.clientWidth} / ${strip.clientHeight}`;
      strip.style.objectFit = "contain";
      strip.src = motion;
    } else if (!play && playing) strip.src = still;
    playing = play;
    button.setAttribute("aria-pressed", String(play));
    button.textContent = play ? "Pause" : "Play";
  };
  const toggle = () => {
    meant = !(playing && meant);
    turn(meant);
  };
  /** @param {boolean} over */
  const pass = (over) => {
    if (!meant && !calm.matches) turn(over);
  };

  strip.addEventListener("error", () => {
    meant = false;
    turn(false);
    button.hidden = true;
  }, { once: true });
  strip.addEventListener("click", toggle);
  button.addEventListener("click", toggle);
  button.addEventListener("focus", () => button.matches(":focus-visible") && pass(true));
  button.addEventListener("blur", () => pass(false));
  strip.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && pass(true));
  strip.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && pass(false));
  document.addEventListener("visibilitychange", () => document.hidden && turn(false));
  button.setAttribute("aria-label", `Animation of ${strip.alt.split(/[:.]/)[0] || "the exercise"}`);
  frame?.classList.add("plays");
  strip.after(button);
  turn(false);
}
