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
 * Lists by key, from pairs that `each` gives (twice) to a function.
 * @param {number} keys
 * @param {(add: (key: number, value: number) => void) => void} each
 */
function grouped(keys, each) {
  const ends = new Int32Array(keys + 1);
  each((key) => key >= 0 && ends[key + 1]++);
  for (let key = 0; key < keys; key++) ends[key + 1] += ends[key];
  const values = new Int32Array(ends[keys]);
  const place = ends.slice(0, keys);
  each((key, value) => {
    if (key >= 0) values[place[key]++] = value;
  });
  return new Lists(values, ends.subarray(1));
}

/**
 * @typedef {object} Index
 * @property {Record<Kind, Lists>} highlights thing -> highlights
 * @property {{show: Lists, person: Lists}} episodes
 * @property {Lists} turns highlight -> rows of turn; notes and marks likewise
 * @property {Lists} notes
 * @property {Lists} marks
 * @property {Record<string, Lists>} links idea, episode, highlight -> links
 * @property {Record<string, Lists>} via idea, person, work -> links that rest on it
 * @property {Lists} lines idea -> ideas it has a line to on the map
 * @property {number} builds the number of the latest build that brought something
 */
export const index = /** @type {Index} */ ({});

export function makeIndex() {
  const { highlight, episode, turn, note, mark, link, line, theme } = data;
  const rows = highlight.slug.length;
  /** @param {Lists} of @returns {(add: (key: number, value: number) => void) => void} */
  const turned = (of) => (add) => {
    for (let row = 0; row < of.length; row++) for (const key of of.at(row)) add(key, row);
  };
  /** @param {ArrayLike<number>} of @returns {(add: (key: number, value: number) => void) => void} */
  const column = (of) => (add) => {
    for (let row = 0; row < of.length; row++) add(of[row], row);
  };
  index.turns = grouped(rows, column(turn.highlight));
  index.notes = grouped(rows, column(note.highlight));
  index.marks = grouped(rows, column(mark.highlight));
  const ideas = grouped(count("idea"), turned(highlight.ideas));
  index.highlights = {
    idea: ideas,
    person: grouped(count("person"), (add) => {
      for (let row = 0; row < rows; row++) for (const each of peopleIn(row)) add(each, row);
    }),
    work: grouped(count("work"), turned(highlight.works)),
    episode: grouped(count("episode"), column(highlight.episode)),
    show: grouped(count("show"), (add) => {
      for (let row = 0; row < rows; row++) add(showOf(row), row);
    }),
    highlight: grouped(rows, (add) => {
      for (let row = 0; row < rows; row++) add(row, row);
    }),
    theme: grouped(count("theme"), (add) => {
      for (let row = 0; row < theme.slug.length; row++) {
        const seen = new Set(Array.from(theme.ideas.at(row)).flatMap((idea) => Array.from(ideas.at(idea))));
        for (const each of [...seen].sort((one, two) => one - two)) add(row, each);
      }
    }),
    note: grouped(count("note"), (add) => note.highlight.forEach((each, row) => add(row, each))),
  };
  index.episodes = {
    show: grouped(count("show"), column(episode.show)),
    person: grouped(count("person"), (add) => {
      for (let row = 0; row < episode.slug.length; row++)
        for (const each of new Set([...episode.hosts.at(row), ...episode.guests.at(row), ...episode.named.at(row)])) add(each, row);
    }),
  };
  /** @param {Kind} kind */
  const ends = (kind) =>
    grouped(count(kind), (add) => {
      link.kind.forEach((each, row) => {
        if (KINDS[each] === kind) (add(link.a[row], row), add(link.b[row], row));
      });
    });
  index.links = { idea: ends("idea"), episode: ends("episode"), highlight: ends("highlight") };
  /** @param {Kind} kind */
  const via = (kind) =>
    grouped(count(kind), (add) => {
      for (let row = 0; row < link.via.length; row++) for (const each of link.via.at(row)) if (kindOf(each) === kind) add(rowOf(each), row);
    });
  index.via = { idea: via("idea"), person: via("person"), work: via("work") };
  index.lines = grouped(count("idea"), (add) => line.a.forEach((a, row) => (add(a, line.b[row]), add(line.b[row], a))));
  index.builds = highlight.build.reduce((most, each) => Math.max(most, each), 0);
}

/**
 * The people of a highlight: named in it, or known to speak in it.
 * @param {number} row
 */
export function peopleIn(row) {
  const found = new Set(data.highlight.people.at(row));
  for (const turn of index.turns.at(row)) if (data.turn.person[turn] >= 0) found.add(data.turn.person[turn]);
  return found;
}

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

/** @type {Partial<Record<Kind, Map<string, number>>>} */
const rowBySlug = {};

/**
 * The row of a slug; -1 where there is none.
 * @param {Kind} kind
 * @param {string} slug
 */
export function find(kind, slug) {
  if (kind === "note") return -1;
  const known = (rowBySlug[kind] ||= new Map(Array.from({ length: count(kind) }, (_, row) => [data[kind].slug.at(row), row])));
  return known.get(slug) ?? -1;
}
