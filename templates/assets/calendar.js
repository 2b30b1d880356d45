// @ts-check
"use strict";

/** A program as days in a calendar, as schedule.py makes it: both are held to the same bytes. Dates are counted in UTC. */
const calendar = (() => {
  const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const APART = 2;
  const OCTETS = 75;

  /** @typedef {{weeks: number, program: string, workouts: [string, string][]}} Stretch */
  /** @typedef {{slug: string, title: string, address: string, stamp: string, per_week: [number, number], stretches: Stretch[]}} Plan */

  /** @param {Date} day @param {number} ahead */
  const later = (day, ahead) => new Date(day.getTime() + ahead * 86400000);
  /** @param {Date} day */
  const written = (day) => day.toISOString().slice(0, 10).replaceAll("-", "");

  /** @param {Plan} plan @param {Date} start @param {number[]} days 0 is Monday */
  const sessions = (plan, start, days) => {
    const found = [];
    let week = 0;
    for (const { weeks, program, workouts } of plan.stretches) {
      let turn = 0;
      for (let count = 0; count < weeks; count += 1) {
        const opening = later(start, 7 * week);
        week += 1;
        for (let ahead = 0; workouts.length && ahead < 7; ahead += 1) {
          const day = later(opening, ahead);
          if (!days.includes((day.getUTCDay() + 6) % 7)) continue;
          const [workout, lines] = workouts[turn % workouts.length];
          found.push({ day, week, program, workout, lines });
          turn += 1;
        }
      }
    }
    return found;
  };

  /** Where chosen weekdays break what the handbook asks for. @param {Plan} plan @param {number[]} days */
  const concerns = (plan, days) => {
    const chosen = [...new Set(days)].sort((one, other) => one - other);
    const [low, high] = plan.per_week;
    const said = [];
    if (chosen.length < low || chosen.length > high) said.push(`${plan.title} asks for ${low === high ? low : `${low} to ${high}`} sessions a week; you chose ${chosen.length}.`);
    chosen.forEach((one, at) => {
      const other = at + 1 < chosen.length ? chosen[at + 1] : chosen[0] + 7;
      if (other - one < APART && chosen.length > 1) said.push(`${DAYS[one]} and ${DAYS[other % 7]} are next to each other; leave 48 hours between two sessions.`);
    });
    return said;
  };

  /** @param {string} text */
  const escaped = (text) => text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll("\n", "\\n");

  /** @param {string} line */
  const folded = (line) => {
    let out = "";
    let used = 0;
    for (const character of line) {
      const size = new TextEncoder().encode(character).length;
      if (used + size > OCTETS) {
        out += "\r\n ";
        used = 1;
      }
      out += character;
      used += size;
    }
    return out;
  };

  /** @param {Plan} plan @param {Date} start @param {number[]} days */
  const ics = (plan, start, days) => {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//exercise-handbook//calendar//EN", "CALSCALE:GREGORIAN"];
    sessions(plan, start, days).forEach((one, at) =>
      lines.push(
        "BEGIN:VEVENT",
        `UID:${plan.slug}-${written(start)}-${at + 1}@exercise-handbook`,
        `DTSTAMP:${plan.stamp}T000000Z`,
        `DTSTART;VALUE=DATE:${written(one.day)}`,
        `DTEND;VALUE=DATE:${written(later(one.day, 1))}`,
        `SUMMARY:${escaped(`${one.workout}, ${one.program} (week ${one.week})`)}`,
        `DESCRIPTION:${escaped(one.lines)}`,
        `URL:${plan.address}`,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ),
    );
    return [...lines, "END:VCALENDAR"].map((line) => `${folded(line)}\r\n`).join("");
  };

  return { DAYS, sessions, concerns, ics };
})();

if (typeof document !== "undefined") {
  const { make } = handbook;
  for (const form of handbook.all("form[data-calendar]")) {
    const plan = JSON.parse(form.dataset.calendar ?? "");
    const start = make("input", { type: "date", name: "start", required: true });
    const today = new Date();
    start.value = new Date(today.getTime() - today.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const boxes = calendar.DAYS.map((_, at) => make("input", { type: "checkbox", name: "day", value: String(at) }));
    const said = make("div", { role: "status" });
    const chosen = () => boxes.filter((box) => box.checked).map((box) => Number(box.value));
    const every = Math.max(2, Math.floor(7 / plan.per_week[0]));
    for (let count = 0; count < Math.min(plan.per_week[0], 4); count += 1) boxes[(count * every) % 7].checked = true;
    const warn = () => said.replaceChildren(...calendar.concerns(plan, chosen()).map((text) => make("p", {}, text)));
    form.append(
      make("label", {}, "Begin on ", start),
      make("fieldset", {}, make("legend", {}, "Train on"), ...boxes.map((box, at) => make("label", {}, box, ` ${calendar.DAYS[at].slice(0, 3)} `))),
      said,
      make("button", { class: "button quiet" }, "Save as calendar"),
    );
    form.addEventListener("change", warn);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const file = new Blob([calendar.ics(plan, new Date(`${start.value}T00:00:00Z`), chosen())], { type: "text/calendar" });
      const link = make("a", { href: URL.createObjectURL(file), download: `${plan.slug}.ics` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    warn();
    form.hidden = false;
  }
}
