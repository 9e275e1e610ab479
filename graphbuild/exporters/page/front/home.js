// Home: the questions first, each with the beginning of its answer; and what to say of a graph without highlights.

import { href, to } from "./address.js";
import { code, count, episodeOf, heard, index, label, published, showOf } from "./data.js";
import { el } from "./dom.js";
import { everyHighlight, filtered, passes, reach, reaches } from "./filter.js";
import { names } from "./marks.js";
import { all, bridge, bridges, chips, dot, entry, paged, section } from "./parts.js";
import { card, notes, proof, source } from "./quotes.js";
import { data } from "./store.js";
import { counted, day, facts, thousands } from "./text.js";
import { hasDates } from "./timeline.js";

/** @typedef {import("./data.js").Kind} Kind */
/** @typedef {{highlights: number, episodes: number, shows: number}} Reach */
/** @typedef {{title: string, nodes: import("./dom.js").Children, scene?: import("./scene.js").Asked | null, focus?: string}} View `focus`: what is to be typed into */

/**
 * Things that reach so many episodes, the farthest first: shows, then episodes, then highlights.
 * @param {Kind} kind
 * @param {number} [least]
 */
export function byReach(kind, least = 0) {
  const { highlights, episodes, shows } = reaches(kind);
  const rows = [];
  for (let row = 0; row < highlights.length; row++) if (highlights[row] && episodes[row] >= least) rows.push(row);
  return rows.sort((a, b) => shows[b] - shows[a] || episodes[b] - episodes[a] || highlights[b] - highlights[a] || a - b);
}

/** @param {Reach} far */
export const farFact = (far) => facts(counted(far.episodes, "episode"), far.shows > 1 && counted(far.shows, "show"));

/** The highlights of the latest build that brought something, where there was a build before it. */
export const arrived = () => (index.builds > 0 ? everyHighlight().filter((row) => data.highlight.build[row] === index.builds) : []);

/** When a highlight was kept, else published.
 * @param {number} row */
export const when = (row) => heard(row) || published(row);

/** The highlights, newest first; undated ones last. */
export const newest = () => {
  const { created } = data.highlight;
  const { date } = data.episode;
  // Words are numbered in the order of the alphabet: dates need not be read to be compared. The empty one comes first.
  const order = created.rows.map((word, row) => (created.has(row) ? word : episodeOf(row) < 0 ? -1 : date.rows[episodeOf(row)]));
  return everyHighlight().sort((one, two) => order[two] - order[one] || one - two);
};

/** @returns {View} */
export function home() {
  if (!count("highlight")) return empty();
  const rows = everyHighlight();
  const small = rows.length <= 30; // then the words themselves are the answer
  const wide = byReach("idea", 2);
  const people = byReach("person");
  const works = byReach("work");
  const inShows = reaches("show").highlights;
  const shows = byReach("show").sort((a, b) => inShows[b] - inShows[a] || a - b);
  const noted = rows.filter((row) => index.notes.size(row));
  const themes = Array.from({ length: count("theme") }, (_, row) => row);
  const news = arrived();
  const across = bridges();
  return {
    title: "Home",
    scene: { whole: true },
    nodes: [
      el("h1", { class: "hero", tabindex: "-1" }, wide.length ? "What keeps coming back" : "What you kept"),
      el(
        "p",
        { class: "lead" },
        `${counted(rows.length, "highlight")}${filtered() ? ` of ${thousands(count("highlight"))}` : ""} from ${sources(rows)}`,
        wide.length ? `, and ${counted(wide.length, "idea that crosses", "ideas that cross")} from one episode to another.` : ".",
      ),
      questions([
        [news.length > 0, "new", `What is new? (${thousands(news.length)})`],
        [wide.length > 0, "list", "What keeps coming back?"],
        [count("idea") > 2, "path", "What joins two things?"],
        [noted.length > 0, "notes", "What did I think?"],
        [across.length > 0, "bridges", "What bridges the shows?"],
        [hasDates(), "timeline", "When was it?"],
      ]),
      section(
        `New since the last build`,
        news.length > 0 &&
          el("p", { class: "quiet" }, counted(news.length, "highlight"), ` of ${counted(new Set(news.map(episodeOf)).size, "episode")}`),
        paged(news.slice(0, 3), (row) => entry("highlight", row, "", episodeOf(row) >= 0 && label("episode", episodeOf(row))), 3),
        news.length > 0 && all("new", "All that is new"),
      ),
      spotlight(wide),
      section(
        "Ideas across episodes",
        paged(wide, (row) => entry("idea", row, farFact(reach("idea", row))), 8),
      ),
      section(
        "Bridges between shows",
        paged(across.slice(0, 3), bridge, 3),
        across.length > 3 && all("bridges", `All ${thousands(across.length)} bridges`),
      ),
      small &&
        section(
          "All highlights",
          paged(newest(), (row) => card(row), 30),
        ),
      section(
        "Themes",
        paged(
          small ? [] : themes,
          (row) =>
            entry("theme", row, facts(counted(data.theme.ideas.size(row), "idea"), counted(reach("theme", row).highlights, "highlight"))),
          6,
        ),
      ),
      section(
        "People",
        chips(
          "person",
          people.slice(0, 18).map((row) => [row, reach("person", row).highlights]),
        ),
        people.length > 18 && all("list?kind=person", `All ${thousands(people.length)} people`),
      ),
      section(
        "Books, films and other works",
        paged(
          works.slice(0, 6),
          (row) => entry("work", row, facts(data.work.kind.at(row), counted(reach("work", row).highlights, "highlight"))),
          6,
        ),
        works.length > 6 && all("list?kind=work", `All ${thousands(works.length)} works`),
      ),
      section(
        "My notes",
        paged(small ? [] : noted.slice(0, 2), note, 2),
        !small && noted.length > 2 && all("notes", `All notes, on ${thousands(noted.length)} highlights`),
      ),
      section(
        "Shows",
        paged(
          small && shows.length < 2 ? [] : shows,
          (row) => entry("show", row, facts(counted(reach("show", row).episodes, "episode"), counted(inShows[row], "highlight"))),
          6,
        ),
      ),
      !small &&
        section(
          "Newest highlights",
          paged(
            newest().slice(0, 5).filter(when),
            (row) => entry("highlight", row, day(when(row)), episodeOf(row) >= 0 && label("episode", episodeOf(row))),
            5,
          ),
          all("list?kind=highlight", "All highlights"),
        ),
      legend(),
    ],
  };
}

/** @param {[boolean, string, string][]} asked */
const questions = (asked) =>
  el(
    "nav",
    { class: "questions", "aria-label": "Questions" },
    asked.filter(([there]) => there).map(([, path, words]) => el("a", { href: href(path) }, words)),
  );

/**
 * One note with the words it was written on.
 * @param {number} row
 */
export const note = (row) =>
  el("article", { class: "card" }, notes(row), el("p", { class: "on" }, "on ", to("highlight", row)), source(row));

/**
 * What the highlights are from: `34 episodes of 20 shows`, `34 episodes and 98 books, articles or tweets`.
 * @param {number[]} rows
 */
function sources(rows) {
  const from = new Set(rows.map(episodeOf).filter((at) => at >= 0));
  const spoken = [...from].filter((at) => data.episode.spoken[at]).length;
  const written = from.size - spoken;
  const shows = new Set(rows.map(showOf).filter((show) => show >= 0)).size;
  if (!written) return `${counted(spoken, "episode")}${shows ? ` of ${counted(shows, "show")}` : ""}`;
  return [spoken && counted(spoken, "episode"), `${thousands(written)} books, articles or tweets`].filter(Boolean).join(" and ");
}

/** The first idea that two shows (else two episodes) say in so many words, and both quotes.
 * @param {number[]} wide */
function spotlight(wide) {
  for (const apart of [showOf, episodeOf]) {
    for (const row of wide.slice(0, 40)) {
      const said = inTurns("idea", row).filter((each) => names(each, code("idea", row)));
      const other = said.find((each) => apart(each) !== apart(said[0]));
      if (other !== undefined)
        return el(
          "section",
          { class: "spotlight" },
          el("h2", {}, "One idea, two voices"),
          el("h3", {}, dot("idea", row), to("idea", row)),
          [said[0], other].map((each) => proof(each, [code("idea", row)])),
        );
    }
  }
  return null;
}

/**
 * The highlights of a thing: one of each episode before the second of any, and those that say it in so many words first.
 * @param {Kind} kind
 * @param {number} row
 */
export function inTurns(kind, row) {
  /** @type {Map<number, number>} */
  const nth = new Map();
  return Array.from(index.highlights[kind].at(row))
    .filter(passes)
    .map((each) => {
      const at = episodeOf(each);
      nth.set(at, (nth.get(at) || 0) + 1);
      return [nth.get(at) || 0, names(each, code(kind, row)) ? 0 : 1, each];
    })
    .sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2])
    .map((each) => each[2]);
}

/** @returns {View} */
export const empty = () => ({
  title: "Empty",
  nodes: [
    el("h1", { class: "hero", tabindex: "-1" }, "No highlights yet"),
    el("p", { class: "lead" }, "This graph holds no podcast highlights. Give graphbuild a folder of exports, and build again."),
    el("p", {}, el("code", {}, "graphbuild build FOLDER")),
  ],
});

const legend = () =>
  el(
    "footer",
    { class: "legend" },
    el("p", {}, el("span", { class: "sample said" }, "Set like this"), " what was said"),
    el("p", {}, el("span", { class: "sample note" }, "Set like this"), " what you wrote"),
    el("p", {}, el("span", { class: "sample machine" }, "Set like this"), " what a machine wrote"),
  );
