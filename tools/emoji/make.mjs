// Writes src/Parley.Web/wwwroot/emoji/<language>.txt from the npm package emojibase-data (MIT; its data are Unicode's and CLDR's).
//
//   npm pack emojibase-data@17.0.0 && tar xzf emojibase-data-17.0.0.tgz
//   node tools/emoji/make.mjs package src/Parley.Web/wwwroot/emoji
//
// A line is an emoji: the emoji, its names for :name:, its name for people, words to find it by, and 1 when it has skin tones, with tabs
// between them. Before the first of a group stands the group's key after a "#". docs/adr/0022-text-and-emoji.md says why so.
import { readFileSync, writeFileSync } from "node:fs";

const [, , source, target] = process.argv;
const read = path => JSON.parse(readFileSync(`${source}/${path}`, "utf8"));
const languages = { en: "en", de: "de", es: "es", fr: "fr", "zh-Hans": "zh" };

// Newer ones are empty boxes on many devices yet.
const newest = 15.1;
const tones = ["🏻", "🏼", "🏽", "🏾", "🏿"];

const groups = read("en/messages.json").groups;
const codes = ["github", "emojibase", "iamcal"].map(kind => read(`en/shortcodes/${kind}.json`));
const english = read("en/data.json").filter(one => one.group !== undefined && one.group !== 2 && one.version <= newest).sort((a, b) => a.order - b.order);

const namesOf = one => [...new Set(codes.flatMap(kind => kind[one.hexcode] ?? []))].filter(name => /^[a-z0-9_+-]{1,40}$/.test(name));
// The program puts the tone behind the first character; those of several people are left plain.
const withTone = (emoji, tone) => { const [first, ...rest] = [...emoji]; return first + tone + rest.join("").replace(/^\uFE0F/, ""); };
const hasTones = one => one.skins?.length === 5 && one.skins.every((skin, i) => skin.emoji === withTone(one.emoji, tones[i]));
const clean = text => text.replace(/[\t\n#]/g, " ").trim();

for (const [file, language] of Object.entries(languages)) {
  const local = new Map(read(`${language}/compact.json`).map(one => [one.hexcode, one]));
  const lines = [];
  let group = -1;
  for (const one of english) {
    if (one.group !== group) lines.push("#" + groups[group = one.group].key);
    const { label, tags = [] } = local.get(one.hexcode) ?? one;
    lines.push([one.emoji, namesOf(one).join(" "), clean(label), clean(tags.join(" ")), hasTones(one) ? "1" : ""].join("\t").trimEnd());
  }
  writeFileSync(`${target}/${file}.txt`, lines.join("\n") + "\n");
}
