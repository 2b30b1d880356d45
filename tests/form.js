// Reads entries as the form at admin/ does, and writes them. Arguments: the form's folder, its config, a JSON file of
// texts by collection and name. Prints, for each: its fields as they were read, what the form shows, the file as it is
// written when nothing was changed, and when the form alone says what it holds.
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

const [folder, config, texts] = process.argv.slice(2);
const script = ["frontmatter.js", "form.js"].map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
const { frontMatter, form } = runInThisContext(`${script}\n({ frontMatter, form })`);
const { collections } = JSON.parse(readFileSync(config, "utf8"));
const told = Object.entries(JSON.parse(readFileSync(texts, "utf8"))).map(([id, text]) => {
  const { fields } = collections.find((one) => one.name === id.split("/")[0]);
  const data = form.fromFile(fields, text);
  const { fields: parts } = frontMatter.split(text);
  const read = Object.fromEntries([...parts].map(([name, lines]) => [name, attempt(() => frontMatter.read(lines))]));
  const changed = { ...data, title: `${data.title} anew`, body: `${data.body}More.\n` };
  const written = { same: form.toFile(fields, data), anew: form.toFile(fields, { ...data, source: undefined }) };
  return [id, { read, data, ...written, changed: form.toFile(fields, changed) }];
});
process.stdout.write(JSON.stringify(Object.fromEntries(told)));

/** @param {() => unknown} read */
function attempt(read) {
  try {
    return read();
  } catch (fault) {
    return { "not read": String(fault) };
  }
}
