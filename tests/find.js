// Finds queries as a page does. Arguments: matching.js, the index as JSON, a JSON file of queries.
// Prints, for each query, the ids of the entries found, best first.
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

const [script, index, queries] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const matching = runInThisContext(`${script}\nmatching`);
const finder = new matching.Finder(JSON.parse(index));
process.stdout.write(JSON.stringify(JSON.parse(queries).map((query) => finder.find(query).hits.map((hit) => hit.id))));
