// Whole answers to the questions of the home view: what is new, the bridges, my notes; and an address that names nothing.

import { KINDS, KIND_NAMES, count, episodeOf, index, label } from "./data.js";
import { href, to } from "./address.js";
import { el } from "./dom.js";
import { everyHighlight, filtered, reach } from "./filter.js";
import { arrived, empty, newest, note } from "./home.js";
import { bridge, bridges, chips, entry, head, kindName, paged, section } from "./parts.js";
import { card } from "./quotes.js";
import { nearest } from "./search.js";
import { data } from "./store.js";
import { counted, shortened, tally } from "./text.js";

/** @typedef {import("./home.js").View} View */
/** @typedef {import("./data.js").Kind} Kind */

/** @param {string} words */
const none = (words) => el("p", { class: "lead" }, words, filtered() && " A filter is set: take it off to see all.");

/** What the latest build brought. @returns {View} */
export function news() {
  if (!count("highlight")) return empty();
  const rows = arrived();
  const before = new Set(
    everyHighlight()
      .filter((row) => data.highlight.build[row] < index.builds)
      .flatMap((row) => Array.from(data.highlight.ideas.at(row))),
  );
  const ideas = tally(rows.flatMap((row) => Array.from(data.highlight.ideas.at(row))));
  const fresh = ideas.filter(([each]) => !before.has(each));
  const again = ideas.filter(([each]) => before.has(each));
  return {
    title: "New",
    scene: { whole: true },
    nodes: [
      head("Since the last build", "What is new"),
      rows.length
        ? el("p", { class: "lead" }, `${counted(rows.length, "highlight")} of ${counted(new Set(rows.map(episodeOf)).size, "episode")}.`)
        : none(
            "Nothing: this page was built once, and all of it came together. After the next build that brings something, it stands here.",
          ),
      section("Ideas that came with it", chips("idea", fresh.slice(0, 24))),
      section("Ideas that came back", chips("idea", again.slice(0, 24))),
      section(
        "Episodes",
        paged(
          tally(rows.map(episodeOf)).filter(([at]) => at >= 0),
          ([at, times]) => entry("episode", at, counted(times, "new highlight")),
          8,
        ),
      ),
      section(
        "Highlights",
        paged(
          newest().filter((row) => rows.includes(row)),
          (row) => card(row),
          8,
        ),
      ),
    ],
  };
}

/** @returns {View} */
export function allBridges() {
  const rows = bridges();
  return {
    title: "Bridges",
    scene: { whole: true },
    nodes: [
      head("Between shows", "Bridges"),
      rows.length
        ? el("p", { class: "lead" }, `${counted(rows.length, "pair")} from different shows that speak of the same, strongest first.`)
        : none("No two shows speak of the same yet."),
      paged(rows, bridge, 12),
      section(
        "Ideas that join themes",
        paged(
          gates(),
          ([row, themes]) =>
            entry(
              "idea",
              row,
              counted(themes.length, "theme"),
              themes.map((each, at) => [at > 0 && " · ", to("theme", each)]),
            ),
          10,
        ),
      ),
    ],
  };
}

/**
 * Ideas with lines into several themes, most themes first, with these themes.
 * @returns {[number, number[]][]}
 */
function gates() {
  const { theme } = data.idea;
  return Array.from({ length: count("idea") }, (_, row) => {
    const times = tally(Array.from(index.lines.at(row), (other) => theme[other]).filter((each) => each >= 0));
    return /** @type {[number, number[]]} */ ([row, times.map(([each]) => each).slice(0, 5)]);
  })
    .filter(([row, themes]) => themes.length > 1 && reach("idea", row).highlights > 0)
    .sort(([a, one], [b, two]) => two.length - one.length || index.highlights.idea.size(b) - index.highlights.idea.size(a) || a - b)
    .slice(0, 60);
}

/** @returns {View} */
export function allNotes() {
  const rows = newest().filter((row) => index.notes.size(row));
  const holder = el("div", {});
  const found = el("p", { class: "quiet", role: "status" });
  const draw = (/** @type {string} */ text) => {
    const wanted = text.toLowerCase();
    const kept = rows.filter(
      (row) =>
        !wanted ||
        Array.from(index.notes.at(row)).some((each) => data.note.text.at(each).toLowerCase().includes(wanted)) ||
        label("highlight", row).toLowerCase().includes(wanted),
    );
    found.textContent = wanted ? counted(kept.length, "highlight") : "";
    holder.replaceChildren(...paged(kept, note, 12));
  };
  draw("");
  return {
    title: "My notes",
    nodes: [
      head("What you wrote", "My notes"),
      rows.length
        ? el("p", { class: "lead" }, `You wrote a note on ${counted(rows.length, "highlight")}.`)
        : none("No highlight bears a note of yours."),
      rows.length > 3 &&
        el(
          "form",
          { class: "filters", on: { submit: (/** @type {Event} */ event) => event.preventDefault() } },
          el(
            "label",
            {},
            "Contains",
            el("input", { type: "search", on: { input: (/** @type {any} */ event) => draw(event.target.value) } }),
          ),
        ),
      found,
      holder,
    ],
  };
}

/**
 * An address that this page does not know.
 * @param {string} view
 * @param {string} slug
 * @returns {View}
 */
export function unknown(view, slug) {
  const known = KINDS.includes(/** @type {Kind} */ (view));
  /** @type {Kind[]} */
  const kinds = known ? [/** @type {Kind} */ (view), ...KINDS.filter((each) => each !== view)] : KINDS;
  const near = nearest(slug.replace(/-/g, " "), kinds, 6);
  return {
    title: "Not here",
    scene: { whole: true },
    nodes: [
      head("Not here", "Nothing by that name"),
      el(
        "p",
        { class: "lead", dir: "auto" },
        known
          ? `This page holds no ${KIND_NAMES[/** @type {Kind} */ (view)][0].toLowerCase()} called “${shortened(slug, 80)}”. It may have gone with the last build.`
          : `This page has no view called “${shortened(view, 80)}”.`,
      ),
      near.length
        ? section(
            "Names like it",
            near.map(([kind, row]) => entry(kind, row, kindName(kind))),
          )
        : el("p", {}, "Try the search, or ", el("a", { href: href("list") }, "the list"), "."),
    ],
  };
}
