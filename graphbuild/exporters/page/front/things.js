// The focused views of what is spoken of: an idea, a person, a work, a theme.

import { endOf, href, to } from "./address.js";
import { companions, ideasIn, peopleOf, worksIn } from "./around.js";
import { KINDS, code, index, label } from "./data.js";
import { el } from "./dom.js";
import { highlightsOf, passes, reach } from "./filter.js";
import { farFact, inTurns } from "./home.js";
import { bridge, chips, dot, entry, folding, head, paged, quotesOf, section } from "./parts.js";
import { card, machine, proof } from "./quotes.js";
import { data } from "./store.js";
import { counted, facts } from "./text.js";
import { strip } from "./timeline.js";

/** @typedef {import("./home.js").View} View */
/** @typedef {import("./data.js").Kind} Kind */

/**
 * What can be asked next of a thing.
 * @param {Kind} kind
 * @param {number} row
 */
const next = (kind, row) =>
  el("p", { class: "next" }, el("a", { href: href("path", { from: endOf(code(kind, row)) }) }, "What joins it to …"));

/** The links between episodes that rest on a thing.
 * @param {"idea" | "person" | "work"} kind
 * @param {number} row */
const joined = (kind, row) =>
  Array.from(index.via[kind].at(row)).filter(
    (each) => KINDS[data.link.kind[each]] === "episode" && data.link.evidence.at(each).some(passes),
  );

/** @param {number} row @returns {View} */
export function idea(row) {
  const { idea: ideas } = data;
  const highlights = inTurns("idea", row);
  const far = reach("idea", row);
  const theme = ideas.theme[row];
  const wider = Array.from(ideas.broader.at(row));
  const notes = highlights.filter((each) => index.notes.size(each));
  return {
    title: label("idea", row),
    scene: { star: code("idea", row) },
    nodes: [
      head(
        [dot("idea", row), "Idea", el("span", { class: "quiet" }, ideas.own[row] ? " · your words" : " · found in the words")],
        label("idea", row),
      ),
      ideas.alt.at(row).length > 0 && el("p", { class: "quiet", dir: "auto" }, "Also: " + ideas.alt.at(row).join(", ")),
      el(
        "p",
        { class: "lead" },
        far.highlights
          ? `${counted(far.highlights, "highlight")} in ${counted(far.episodes, "episode")}${far.shows > 1 ? ` of ${counted(far.shows, "show")}` : ""}.`
          : "No highlight expresses this idea.",
      ),
      (theme >= 0 || wider.length > 0) &&
        el(
          "p",
          { class: "roles" },
          theme >= 0 && ["Theme: ", to("theme", theme)],
          wider.length > 0 && [theme >= 0 && " · ", "Wider: ", wider.map((each, at) => [at > 0 && ", ", to("idea", each)])],
        ),
      next("idea", row),
      strip(highlights, "idea", row),
      section(
        "Highlights",
        paged(highlights, (each) => card(each, { about: [code("idea", row)] }), 6),
      ),
      notes.length > 0 &&
        highlights.length > 6 &&
        section(
          "What you noted",
          paged(notes, (each) => card(each, { about: [code("idea", row)] }), 3),
        ),
      section(
        "Goes with",
        paged(companions(row), (each) => companion(row, ...each), 8),
      ),
      section("People", chips("person", peopleOf(highlights).slice(0, 20))),
      section("Works", chips("work", worksIn(highlights).slice(0, 12))),
      section("Episodes it brings together", paged(joined("idea", row), bridge, 3)),
    ],
  };
}

/**
 * @param {number} row
 * @param {number} other
 * @param {number} times
 * @param {number} link
 */
function companion(row, other, times, link) {
  const shared = () => highlightsOf("idea", row).filter((each) => data.highlight.ideas.at(each).includes(other));
  return el(
    "div",
    { class: "entry" },
    dot("idea", other),
    to("idea", other),
    el("span", { class: "fact" }, times ? `${times} together` : ""),
    folding("Why", () =>
      link >= 0
        ? quotesOf(link)
        : shared()
            .slice(0, 4)
            .map((each) => proof(each, [code("idea", other), code("idea", row)])),
    ),
  );
}

/** @param {number} row @returns {View} */
export function person(row) {
  const { person: people, episode, work } = data;
  const highlights = inTurns("person", row);
  const speaks = highlights.filter((each) => Array.from(index.turns.at(each)).some((turn) => data.turn.person[turn] === row));
  const named = highlights.filter((each) => !speaks.includes(each));
  const role = (/** @type {number} */ at) =>
    facts(
      episode.hosts.at(at).includes(row) && "host",
      episode.guests.at(at).includes(row) && "guest",
      !episode.hosts.at(at).includes(row) && !episode.guests.at(at).includes(row) && "named in the title",
    );
  const made = Array.from(work.by).flatMap((each, at) => (each === row ? [at] : []));
  const about = [code("person", row)];
  const episodes = Array.from(index.episodes.person.at(row));
  return {
    title: label("person", row),
    scene: { star: code("person", row) },
    nodes: [
      head([dot("person", row), "Person"], label("person", row)),
      people.alt.at(row).length > 0 && el("p", { class: "quiet", dir: "auto" }, "Also written: " + people.alt.at(row).join(", ")),
      highlights.length > 0 &&
        el(
          "p",
          { class: "lead" },
          `In ${counted(highlights.length, "highlight")} of ${counted(reach("person", row).episodes, "episode")}${speaks.length ? `; speaks in ${speaks.length}` : ""}.`,
        ),
      next("person", row),
      strip(highlights, "person", row),
      section(
        "In their own words",
        paged(speaks, (each) => card(each, { about }), 6),
      ),
      section(
        speaks.length ? "Named by others" : "Highlights",
        paged(named, (each) => card(each, { about }), 6),
      ),
      section(
        "Episodes",
        paged(episodes, (at) => entry("episode", at, role(at), episode.show[at] >= 0 && label("show", episode.show[at])), 8),
      ),
      section(
        "Their works",
        chips(
          "work",
          made.map((each) => [each, 1]),
        ),
      ),
      section("Ideas", chips("idea", ideasIn(highlights).slice(0, 24))),
      section("People beside them", chips("person", peopleOf(highlights, row).slice(0, 16))),
      section("Works named beside them", chips("work", worksIn(highlights).slice(0, 12))),
      section("Episodes this name brings together", paged(joined("person", row), bridge, 3)),
      people.reason.has(row) &&
        section("How sure", machine("Why these spellings are one person", el("p", { dir: "auto" }, people.reason.at(row)))),
    ],
  };
}

/** @param {number} row @returns {View} */
export function work(row) {
  const { work: works } = data;
  const highlights = inTurns("work", row);
  const by = works.by[row];
  const listed = Array.from({ length: data.episode.slug.length }, (_, at) => at).filter((at) => data.episode.works.at(at).includes(row));
  const far = reach("work", row);
  return {
    title: label("work", row),
    scene: { star: code("work", row) },
    nodes: [
      head(
        [dot("work", row), works.kind.at(row) === "work" ? "Work" : works.kind.at(row)[0].toUpperCase() + works.kind.at(row).slice(1)],
        label("work", row),
      ),
      (by >= 0 || works.author.at(row)) &&
        el("p", { class: "roles", dir: "auto" }, "By ", by >= 0 ? to("person", by) : works.author.at(row)),
      works.alt.at(row).length > 0 && el("p", { class: "quiet", dir: "auto" }, "Also written: " + works.alt.at(row).join(", ")),
      el(
        "p",
        { class: "lead" },
        highlights.length
          ? `Named in ${counted(far.highlights, "highlight")} of ${counted(far.episodes, "episode")}.`
          : "Named in an episode’s notes.",
      ),
      next("work", row),
      strip(highlights, "work", row),
      section(
        "Who says what of it",
        paged(highlights, (each) => card(each, { about: [code("work", row)] }), 6),
      ),
      section(
        "Episodes that list it",
        paged(listed, (at) => entry("episode", at, ""), 6),
      ),
      section("Ideas", chips("idea", ideasIn(highlights).slice(0, 24))),
      section("People", chips("person", peopleOf(highlights).slice(0, 16))),
      section("Works named beside it", chips("work", worksIn(highlights, row).slice(0, 12))),
    ],
  };
}

/** @param {number} row @returns {View} */
export function theme(row) {
  const ideas = Array.from(data.theme.ideas.at(row));
  const highlights = highlightsOf("theme", row);
  const inside = new Set(ideas);
  /** How often each idea of another theme meets this one. @type {Map<number, number>} */
  const others = new Map();
  for (const each of ideas)
    for (const other of index.lines.at(each)) {
      const its = data.idea.theme[other];
      if (its >= 0 && its !== row) others.set(its, (others.get(its) || 0) + 1);
    }
  const gates = ideas
    .map((each) => /** @type {[number, number]} */ ([each, index.lines.at(each).filter((other) => !inside.has(other)).length]))
    .filter(([, ways]) => ways > 0)
    .sort((one, two) => two[1] - one[1] || one[0] - two[0]);
  return {
    title: label("theme", row),
    scene: { whole: true, theme: row },
    nodes: [
      head([dot("theme", row), "Theme"], label("theme", row)),
      el("p", { class: "lead" }, `${counted(ideas.length, "idea")} that are said together, in ${counted(highlights.length, "highlight")}.`),
      data.theme.reason.has(row) && el("p", { class: "reason", dir: "auto" }, data.theme.reason.at(row)),
      strip(highlights, "theme", row),
      section(
        "Its ideas",
        paged(
          ideas.filter((each) => reach("idea", each).highlights),
          (each) => entry("idea", each, farFact(reach("idea", each))),
          12,
        ),
      ),
      section("Themes beside it", chips("theme", [...others].sort((one, two) => two[1] - one[1] || one[0] - two[0]).slice(0, 8))),
      section("Ideas that lead out of it", chips("idea", gates.slice(0, 10))),
      section("People", chips("person", peopleOf(highlights).slice(0, 16))),
      section("Works", chips("work", worksIn(highlights).slice(0, 12))),
      section(
        "Highlights",
        paged(highlights, (each) => card(each, { about: ideas.map((one) => code("idea", one)) }), 6),
      ),
    ],
  };
}
