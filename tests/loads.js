// Runs the table of cases by the script that pages load. Arguments: loads.js, the table. Prints each result.
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

const [script, table] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const loads = runInThisContext(`${script}\nloads`);
process.stdout.write(JSON.stringify(JSON.parse(table).map(([name, given]) => loads[name](...given))));
