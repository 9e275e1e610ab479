// What is related to what: the tables turned round, as typed arrays, made once.

import { Lists, data } from "./store.js";
import { shortened } from "./text.js";

/** @typedef {"idea" | "person" | "work" | "episode" | "show" | "highlight" | "theme" | "note"} Kind */

/** In the order of a code's last three bits.
 * @type {Kind[]} */
export const KINDS = ["idea", "person", "work", "episode", "show", "highlight", "theme", "note"];

/** @type {Record<Kind, [string, string]>} */
export const KIND_NAMES = {
  idea: ["Idea", "Ideas"],
  person: ["Person", "People"],
  work: ["Work", "Works"],
  episode: ["Episode", "Episodes"],
  show: ["Show", "Shows"],
  highlight: ["Highlight", "Highlights"],
  theme: ["Theme", "Themes"],
  note: ["Note", "My notes"],
};

/**
 * A row of any table as one number.
 * @param {Kind} kind
 * @param {number} row
 */
export const code = (kind, row) => row * 8 + KINDS.indexOf(kind);
/** @param {number} which */
export const kindOf = (which) => KINDS[which & 7];
/** @param {number} which */
export const rowOf = (which) => which >> 3;

/** How many rows a table has.
 * @param {Kind} kind */
export const count = (kind) => (kind === "note" ? data.note.highlight.length : data[kind].slug.length);

/**
 * Lists by key, from pairs that `each` gives to a function; within a key in the order given.
 * @param {number} keys
 * @param {(add: (key: number, value: number) => void) => void} each
 */
function grouped(keys, each) {
  let [from, to] = [new Int32Array(1024), new Int32Array(1024)];
  let size = 0;
  const ends = new Int32Array(keys + 1);
  each((key, value) => {
    if (key < 0) return;
    if (size === from.length) [from, to] = [longer(from), longer(to)];
    from[size] = key;
    to[size++] = value;
    ends[key + 1]++;
  });
  for (let key = 0; key < keys; key++) ends[key + 1] += ends[key];
  const values = new Int32Array(size);
  const place = ends.slice(0, keys);
  for (let at = 0; at < size; at++) values[place[from[at]]++] = to[at];
  return new Lists(values, ends.subarray(1));
}

/** @param {Int32Array} old */
function longer(old) {
  const made = new Int32Array(old.length * 2);
  made.set(old);
  return made;
}

/**
 * What points to several rows, turned round: for each of `keys` rows those that point to it. Plain loops, which a browser runs quickly at once.
 * @param {number} keys
 * @param {Lists} of
 */
function turned(keys, { values, ends }) {
  const size = new Int32Array(keys + 1);
  for (let at = 0; at < values.length; at++) size[values[at] + 1]++;
  for (let key = 0; key < keys; key++) size[key + 1] += size[key];
  const [place, found] = [size.slice(), new Int32Array(values.length)];
  for (let row = 0, at = 0; row < ends.length; row++) for (; at < ends[row]; at++) found[place[values[at]]++] = row;
  return new Lists(found, size.subarray(1));
}

/** What points to one row or to none (-1), turned round. @param {number} keys @param {Int32Array} of */
function column(keys, of) {
  const size = new Int32Array(keys + 1);
  for (let row = 0; row < of.length; row++) if (of[row] >= 0) size[of[row] + 1]++;
  for (let key = 0; key < keys; key++) size[key + 1] += size[key];
  const [place, found] = [size.slice(), new Int32Array(size[keys])];
  for (let row = 0; row < of.length; row++) if (of[row] >= 0) found[place[of[row]]++] = row;
  return new Lists(found, size.subarray(1));
}

/** The links that have a thing of a kind at an end. @param {Kind} kind */
const ends = (kind) =>
  grouped(count(kind), (add) => {
    const { link } = data;
    for (let row = 0; row < link.kind.length; row++) if (KINDS[link.kind[row]] === kind) (add(link.a[row], row), add(link.b[row], row));
  });

/** The links that rest on a thing of a kind. @param {Kind} kind */
const via = (kind) =>
  grouped(count(kind), (add) => {
    const { values, ends } = data.link.via;
    for (let row = 0, at = 0; row < ends.length; row++)
      for (; at < ends[row]; at++) if (kindOf(values[at]) === kind) add(rowOf(values[at]), row);
  });

/** The people of each highlight: named in it, or known to speak in it. */
function people() {
  const { highlight, turn } = data;
  return grouped(highlight.slug.length, (add) => {
    for (let row = 0; row < highlight.slug.length; row++) {
      const named = highlight.people.at(row);
      for (const each of named) add(row, each);
      const turns = index.turns.at(row);
      for (let at = 0; at < turns.length; at++) {
        const speaks = turn.person[turns[at]];
        if (speaks >= 0 && !named.includes(speaks) && !turns.subarray(0, at).some((before) => turn.person[before] === speaks))
          add(row, speaks);
      }
    }
  });
}

/** The highlights of each theme: of any of its ideas, each once. */
function ofThemes() {
  const { theme } = data;
  const seen = new Int32Array(count("highlight")).fill(-1);
  return grouped(count("theme"), (add) => {
    for (let row = 0; row < theme.slug.length; row++) {
      for (const idea of theme.ideas.at(row)) for (const each of index.highlights.idea.at(idea)) seen[each] = row;
      for (let each = 0; each < seen.length; each++) if (seen[each] === row) add(row, each);
    }
  });
}

/** The people of each episode: who is on it, or named in its title. */
const castOf = () =>
  grouped(count("person"), (add) => {
    const { episode } = data;
    for (let row = 0; row < episode.slug.length; row++)
      for (const each of new Set([...episode.hosts.at(row), ...episode.guests.at(row), ...episode.named.at(row)])) add(each, row);
  });

/**
 * An object whose properties are made when they are first asked for.
 * @template {Record<string, () => unknown>} T
 * @param {T} makers
 * @returns {{ [K in keyof T]: ReturnType<T[K]> }}
 */
function lazily(makers) {
  const made = {};
  for (const [name, make] of Object.entries(makers)) {
    /** @type {unknown} */
    let value;
    Object.defineProperty(made, name, { get: () => (value ??= make()) });
  }
  return /** @type {any} */ (made);
}

/**
 * @typedef {object} Index
 * @property {Lists} turns highlight -> rows of turn; notes and marks likewise
 * @property {Lists} notes
 * @property {Lists} marks
 * @property {Lists} people highlight -> people
 * @property {Record<Kind, Lists>} highlights thing -> highlights
 * @property {{show: Lists, person: Lists}} episodes
 * @property {Record<"idea" | "episode" | "highlight", Lists>} links thing -> links that have it at an end
 * @property {Record<"idea" | "person" | "work", Lists>} via thing -> links that rest on it
 * @property {Lists} lines idea -> ideas it has a line to on the map
 * @property {number} builds the number of the latest build that brought something
 */

/** What stands in what: each property is made when it is first asked for.
 * @type {Index} */
export const index = lazily({
  turns: () => column(count("highlight"), data.turn.highlight),
  notes: () => column(count("highlight"), data.note.highlight),
  marks: () => column(count("highlight"), data.mark.highlight),
  people,
  highlights: () => ofThings,
  episodes: () => ofEpisodes,
  links: () => ofLinks,
  via: () => ofVia,
  lines: () => grouped(count("idea"), (add) => data.line.a.forEach((a, row) => (add(a, data.line.b[row]), add(data.line.b[row], a)))),
  builds: () => data.highlight.build.reduce((most, each) => Math.max(most, each), 0),
});

const ofThings = lazily({
  idea: () => turned(count("idea"), data.highlight.ideas),
  person: () => turned(count("person"), index.people),
  work: () => turned(count("work"), data.highlight.works),
  episode: () => column(count("episode"), data.highlight.episode),
  show: () =>
    column(
      count("show"),
      data.highlight.episode.map((at) => (at < 0 ? -1 : data.episode.show[at])),
    ),
  highlight: () => grouped(count("highlight"), (add) => data.highlight.episode.forEach((_, row) => add(row, row))),
  theme: ofThemes,
  note: () => grouped(count("note"), (add) => data.note.highlight.forEach((each, row) => add(row, each))),
});

const ofEpisodes = lazily({ show: () => column(count("show"), data.episode.show), person: castOf });
const ofLinks = lazily({ idea: () => ends("idea"), episode: () => ends("episode"), highlight: () => ends("highlight") });
const ofVia = lazily({ idea: () => via("idea"), person: () => via("person"), work: () => via("work") });

/**
 * The people of a highlight: named in it, or known to speak in it.
 * @param {number} row
 */
export const peopleIn = (row) => index.people.at(row);

/** @param {number} highlight */
export const episodeOf = (highlight) => data.highlight.episode[highlight];
/** @param {number} highlight */
export const showOf = (highlight) => (episodeOf(highlight) < 0 ? -1 : data.episode.show[episodeOf(highlight)]);
/** When a highlight was published, and when it was kept ("heard"); empty where the export does not say.
 * @param {number} highlight */
export const published = (highlight) => (episodeOf(highlight) < 0 ? "" : data.episode.date.at(episodeOf(highlight)));
/** @param {number} highlight */
export const heard = (highlight) => data.highlight.created.at(highlight);

/**
 * What was said in a highlight, turn by turn; `where` as in a mark.
 * @param {number} row
 * @returns {{where: number, speaker: string, person: number, text: string}[]}
 */
export function wordsOf(row) {
  const { turn, highlight } = data;
  const turns = index.turns.at(row);
  if (turns.length)
    return Array.from(turns, (each, at) => ({
      where: at + 1,
      speaker: turn.speaker.at(each),
      person: turn.person[each],
      text: turn.text.at(each),
    }));
  const text = highlight.text.at(row);
  return text ? [{ where: 0, speaker: "", person: -1, text }] : [];
}

/** @param {number} row */
export const notesOf = (row) => Array.from(index.notes.at(row), (each) => data.note.text.at(each));

/**
 * The name of anything; a highlight without a title is called by its first words.
 * @param {Kind} kind
 * @param {number} row
 * @returns {string}
 */
export function label(kind, row) {
  if (kind === "note") return shortened(data.note.text.at(row), 80);
  const name = data[kind].label.at(row);
  if (name) return name;
  if (kind !== "highlight") return `${KIND_NAMES[kind][0]} without a name`;
  const words = wordsOf(row)[0];
  return words ? `“${shortened(words.text, 60)}”` : "Highlight without words";
}

/**
 * The row of a slug; -1 where there is none.
 * @param {Kind} kind
 * @param {string} slug
 */
export function find(kind, slug) {
  return kind === "note" ? -1 : data[kind].slug.find(slug);
}
