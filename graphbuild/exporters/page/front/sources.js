// The focused views of where things were said: an episode, a show, a highlight.

import { address, to } from "./address.js";
import { ideasIn, peopleOf, worksIn } from "./around.js";
import { code, episodeOf, index, kindOf, label, rowOf, wordsOf } from "./data.js";
import { el, outside } from "./dom.js";
import { highlightsOf } from "./filter.js";
import { SUMMARY, TITLE, marked, marksIn } from "./marks.js";
import { chips, dot, entry, head, kindName, linksOf, paged, related, section } from "./parts.js";
import { card, findings, machine, notes, ruled, source, speaker, tags } from "./quotes.js";
import { data } from "./store.js";
import { clock, counted, day, facts, lines, shortened } from "./text.js";
import { strip } from "./timeline.js";

/** @typedef {import("./home.js").View} View */

/** @param {string} words @param {ArrayLike<number>} people */
const cast = (words, people) =>
  people.length > 0 &&
  el(
    "p",
    { class: "roles" },
    words,
    Array.from(people).map((each, at) => [at > 0 && ", ", to("person", each)]),
  );

/** @param {number} row @returns {View} */
export function episode(row) {
  const { episode: episodes } = data;
  const highlights = highlightsOf("episode", row);
  const [hosts, guests] = [episodes.hosts.at(row), episodes.guests.at(row)];
  const others = peopleOf(highlights).filter(([each]) => !hosts.includes(each) && !guests.includes(each));
  const works = new Map([
    ...worksIn(highlights),
    ...Array.from(episodes.works.at(row), (each) => /** @type {[number, number]} */ ([each, 1])),
  ]);
  const date = episodes.date.at(row);
  return {
    title: label("episode", row),
    scene: { star: code("episode", row) },
    nodes: [
      head([dot("episode", row), episodes.spoken[row] ? "Episode" : "Text"], label("episode", row)),
      el(
        "p",
        { class: "lead" },
        episodes.show[row] >= 0 && to("show", episodes.show[row]),
        date && ` · ${day(date)}`,
        episodes.url.has(row) && [
          " · ",
          outside(episodes.url.at(row), { "aria-label": `Open the episode, ${label("episode", row)}` }, "Open the episode"),
        ],
      ),
      cast("Host: ", hosts),
      cast("Guest: ", guests),
      section(
        "Highlights",
        paged(highlights, (each) => card(each, { without: "episode" }), 12),
      ),
      section("Ideas", chips("idea", ideasIn(highlights).slice(0, 24))),
      section("People named", chips("person", others.slice(0, 24))),
      section("Works named", chips("work", [...works].slice(0, 16))),
      section(
        "Related episodes",
        paged(linksOf("episode", row), (each, rank) => related(each, row, rank), 4),
      ),
      episodes.takeaways.has(row) &&
        section(
          "Notes on the episode",
          machine(
            "Written by a machine",
            el(
              "ul",
              {},
              lines(episodes.takeaways.at(row)).map((line) => el("li", { dir: "auto" }, line)),
            ),
          ),
        ),
      episodes.paths.at(row).length > 0 &&
        section(
          "In your files",
          el(
            "p",
            { class: "files", dir: "auto" },
            episodes.paths.at(row).map((path) => el("code", {}, path)),
          ),
        ),
    ],
  };
}

/** @param {number} row @returns {View} */
export function show(row) {
  const highlights = highlightsOf("show", row);
  const date = (/** @type {number} */ at) => data.episode.date.at(at);
  const episodes = Array.from(index.episodes.show.at(row)).sort((one, two) =>
    date(one) < date(two) ? 1 : date(one) > date(two) ? -1 : one - two,
  );
  return {
    title: label("show", row),
    scene: { star: code("show", row) },
    nodes: [
      head([dot("show", row), "Show"], label("show", row)),
      el("p", { class: "lead" }, `${counted(highlights.length, "highlight")} from ${counted(episodes.length, "episode")}.`),
      strip(highlights, "show", row),
      section(
        "Episodes",
        paged(episodes, (at) => entry("episode", at, facts(counted(highlightsOf("episode", at).length, "highlight"), day(date(at)))), 12),
      ),
      section("Ideas", chips("idea", ideasIn(highlights).slice(0, 24))),
      section("People", chips("person", peopleOf(highlights).slice(0, 24))),
      section("Works", chips("work", worksIn(highlights).slice(0, 16))),
    ],
  };
}

/** @param {string} said @param {import("./marks.js").Mark} mark */
function named(said, mark) {
  const [kind, row] = [kindOf(mark.target), rowOf(mark.target)];
  const why = ruled(data.mark.rule.at(mark.row), data.mark.score[mark.row]);
  return el("a", { class: "named", href: address(kind, row), title: `${kindName(kind)}: ${label(kind, row)} (${why})` }, said);
}

/** @param {number} row @param {number} where @param {string} text */
const withNames = (row, where, text) => marked(text, 0, text.length, marksIn(row, where), named);

/** @param {number} row @returns {View} */
export function highlight(row) {
  const { highlight: all } = data;
  const people = peopleOf([row]);
  const siblings = episodeOf(row) < 0 ? [row] : Array.from(index.highlights.episode.at(episodeOf(row)));
  const at = siblings.indexOf(row);
  const [start, end, title] = [all.start[row], all.end[row], all.label.at(row)];
  const reached = (/** @type {"idea" | "person" | "work"} */ kind, /** @type {Iterable<number>} */ rows) =>
    Array.from(rows, (each) => /** @type {[number, number]} */ ([each, index.highlights[kind].size(each)]));
  const [kind, name] = head(
    [dot("highlight", row), "Highlight", title && el("span", { class: "quiet" }, " · title written by a machine")],
    label("highlight", row),
  );
  if (title) name.classList.add("by-machine");
  if (title && marksIn(row, TITLE).length) name.replaceChildren(...withNames(row, TITLE, title));
  return {
    title: label("highlight", row),
    scene: { star: code("highlight", row), name: shortened(label("highlight", row), 40) },
    nodes: [
      kind,
      name,
      source(row),
      el(
        "p",
        { class: "quiet small" },
        facts(end > start && start >= 0 && `until ${clock(end)}`, all.favorite[row] === 1 && "★ favourite"),
      ),
      notes(row),
      tags(row),
      el(
        "section",
        { class: "said" },
        el("h2", {}, "What was said"),
        wordsOf(row).length
          ? wordsOf(row).map((turn) => el("blockquote", { dir: "auto" }, speaker(turn), withNames(row, turn.where, turn.text)))
          : el("p", { class: "quiet" }, "The export holds no words of this highlight."),
      ),
      (all.summary.has(row) || all.takeaways.has(row) || all.keyphrases.has(row)) &&
        section(
          "What a machine made of it",
          all.summary.has(row) && machine("AI summary", el("p", { dir: "auto" }, withNames(row, SUMMARY, all.summary.at(row)))),
          all.takeaways.has(row) &&
            machine(
              "AI takeaways",
              el(
                "ul",
                {},
                lines(all.takeaways.at(row)).map((line) => el("li", { dir: "auto" }, line)),
              ),
            ),
          all.keyphrases.has(row) && machine("Topics found by rule", el("p", { dir: "auto" }, lines(all.keyphrases.at(row)).join(" · "))),
        ),
      section("Ideas", chips("idea", reached("idea", all.ideas.at(row)))),
      section(
        "People",
        chips(
          "person",
          reached(
            "person",
            people.map(([each]) => each),
          ),
        ),
      ),
      section("Works", chips("work", reached("work", all.works.at(row)))),
      section(
        "Related highlights",
        paged(linksOf("highlight", row), (each, rank) => related(each, row, rank), 5),
      ),
      section("What was found, and by which rule", findings(row)),
      siblings.length > 1 &&
        el(
          "nav",
          { class: "siblings", "aria-label": "Highlights of this episode" },
          at > 0 && el("a", { href: address("highlight", siblings[at - 1]) }, "← Before: ", label("highlight", siblings[at - 1])),
          at < siblings.length - 1 &&
            el("a", { href: address("highlight", siblings[at + 1]) }, "After: ", label("highlight", siblings[at + 1]), " →"),
        ),
    ],
  };
}
