// Makes calendars by the script that pages load. Arguments: calendar.js, a JSON file of [plan, start, days].
// Prints for each the file and what there is to warn of.
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

const [script, asked] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const calendar = runInThisContext(`${script}\ncalendar`);
const made = ([plan, start, days]) => [calendar.ics(plan, new Date(`${start}T00:00:00Z`), days), calendar.concerns(plan, days)];
process.stdout.write(JSON.stringify(JSON.parse(asked).map(made)));
