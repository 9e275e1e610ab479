// The list: everything as a table, the map's equal.

import { address, href, to } from "./address.js";
import { KINDS, KIND_NAMES, count, episodeOf, index, label, showOf } from "./data.js";
import { el } from "./dom.js";
import { filtered, highlightsOf, passes, reach } from "./filter.js";
import { empty, when } from "./home.js";
import { dot } from "./parts.js";
import { namesOf, wordsOfAll } from "./search.js";
import { data } from "./store.js";
import { counted, day, distinct, folded, thousands } from "./text.js";

/** @typedef {import("./data.js").Kind} Kind */
/** @typedef {{head: string, number?: boolean, of: (kind: Kind, row: number) => string | number}} Column */

/** @type {(kind: Kind, row: number) => number} */
const highlightOf = (kind, row) => (kind === "note" ? data.note.highlight[row] : row);
/** @type {(kind: Kind, row: number) => string} */
const dateOf = (kind, row) => (kind === "episode" ? data.episode.date.at(row) : when(highlightOf(kind, row)));

/** @type {Record<string, Column>} */
const COLUMNS = {
  name: { head: "Name", of: label },
  kind: { head: "Kind", of: (_, row) => data.work.kind.at(row) },
  by: { head: "By", of: (_, row) => (data.work.by[row] >= 0 ? label("person", data.work.by[row]) : data.work.author.at(row)) },
  theme: { head: "Theme", of: (_, row) => (data.idea.theme[row] >= 0 ? label("theme", data.idea.theme[row]) : "") },
  episode: {
    head: "Episode",
    of: (kind, row) => (episodeOf(highlightOf(kind, row)) < 0 ? "" : label("episode", episodeOf(highlightOf(kind, row)))),
  },
  show: {
    head: "Show",
    of: (kind, row) =>
      showsOf(kind, row)
        .map((each) => label("show", each))
        .join(", "),
  },
  ideas: { head: "Ideas", number: true, of: (_, row) => data.theme.ideas.size(row) },
  highlights: { head: "Highlights", number: true, of: (kind, row) => reach(kind, row).highlights },
  episodes: {
    head: "Episodes",
    number: true,
    of: (kind, row) =>
      kind === "show"
        ? index.episodes.show.size(row)
        : distinct([...highlightsOf(kind, row).map(episodeOf), ...(kind === "person" ? index.episodes.person.at(row) : [])]).length,
  },
  shows: { head: "Shows", number: true, of: (kind, row) => showsOf(kind, row).length },
  date: { head: "Date", of: dateOf },
};
/** @type {Record<Kind, string[]>} */
const COLUMNS_OF = {
  idea: ["name", "highlights", "episodes", "shows", "theme"],
  person: ["name", "highlights", "episodes", "shows"],
  work: ["name", "kind", "by", "highlights", "episodes"],
  episode: ["name", "show", "highlights", "date"],
  show: ["name", "highlights", "episodes"],
  highlight: ["name", "episode", "date"],
  theme: ["name", "ideas", "highlights", "episodes"],
  note: ["name", "episode", "date"],
};

/**
 * The shows that something stands in.
 * @param {Kind} kind
 * @param {number} row
 */
function showsOf(kind, row) {
  if (kind === "show") return [row];
  if (kind === "episode") return distinct([data.episode.show[row]]);
  if (kind === "highlight" || kind === "note") return distinct([showOf(highlightOf(kind, row))]);
  const roles = kind === "person" ? Array.from(index.episodes.person.at(row), (at) => data.episode.show[at]) : [];
  return distinct([...highlightsOf(kind, row).map(showOf), ...roles]);
}

/**
 * What is asked for (kind, text, sort) stands after ? in the address, beside the filter, so that a link keeps it.
 * @param {URLSearchParams} asked
 * @returns {import("./home.js").View}
 */
export function list(asked) {
  const kinds = KINDS.filter((kind) => count(kind));
  if (!count("highlight")) return empty();
  const wanted = /** @type {Kind} */ (asked.get("kind") || "");
  const state = { kind: kinds.includes(wanted) ? wanted : kinds[0], text: asked.get("text") || "", sort: asked.get("sort") || "" };
  const holder = el("div", { class: "table" });
  const found = el("p", { class: "quiet", role: "status" });
  const tabs = el("nav", { class: "tabs", "aria-label": "Kinds" });
  let most = 100;

  const change = (/** @type {Partial<typeof state>} */ what) => {
    Object.assign(state, what);
    most = 100;
    history.replaceState(null, "", href("list", { kind: state.kind === kinds[0] ? "" : state.kind, text: state.text, sort: state.sort }));
    draw();
  };
  const draw = () => {
    const { kind } = state;
    const { rows, columns, by, sort } = chosenRows(state);
    const focus = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.column;
    found.textContent = rows.length
      ? `${counted(rows.length, KIND_NAMES[kind][0].toLowerCase(), KIND_NAMES[kind][1].toLowerCase())}${rows.length > most ? `, the first ${most} shown` : ""}`
      : `“${state.text}” leaves no row here.${filtered() ? " A filter is set, too." : ""}`;
    if (!rows.length && !state.text) found.textContent = filtered() ? "The filter leaves no row here." : "None.";
    tabs.replaceChildren(
      ...kinds.map((each) =>
        el(
          "a",
          { href: href("list", { kind: each === kinds[0] ? "" : each }), "aria-current": each === kind && "true" },
          KIND_NAMES[each][1],
          el("span", { class: "times" }, thousands(count(each))),
        ),
      ),
    );
    holder.replaceChildren(
      rows.length ? table(kind, rows.slice(0, most), columns, by, sort, (name) => change({ sort: sortBy(name, by, sort) })) : "",
    );
    if (rows.length > most)
      holder.append(el("button", { type: "button", class: "more", on: { click: () => ((most += 400), draw()) } }, "Show more"));
    if (focus) /** @type {HTMLElement | null} */ (holder.querySelector(`[data-column="${focus}"]`))?.focus();
  };

  const nodes = [
    el("h1", { tabindex: "-1" }, "List"),
    tabs,
    el(
      "form",
      { class: "filters", on: { submit: (/** @type {Event} */ event) => event.preventDefault() } },
      el(
        "label",
        {},
        "Contains",
        el("input", {
          type: "search",
          value: state.text,
          on: { input: (/** @type {any} */ event) => change({ text: event.target.value }) },
        }),
      ),
    ),
    found,
    holder,
  ];
  draw();
  return { title: "List", nodes };
}

/** @param {string} name @param {string} by @param {string} sort */
const sortBy = (name, by, sort) => (name === by ? (sort[0] === "-" ? name : `-${name}`) : COLUMNS[name].number ? `-${name}` : name);

/** @param {{kind: Kind, text: string, sort: string}} state */
function chosenRows({ kind, text, sort: asked }) {
  const all = Array.from({ length: count(kind) }, (_, row) => row);
  const columns = COLUMNS_OF[kind].filter(
    (name) => (name !== "date" || all.some((row) => dateOf(kind, row))) && (name !== "theme" || count("theme")),
  );
  const natural = columns.includes("highlights") && kind !== "episode" ? "-highlights" : "";
  const sort = columns.includes(asked.replace("-", "")) ? asked : natural;
  const by = sort.replace("-", "");
  const parts = folded(text).split(" ");
  const searched = kind === "highlight" && text ? wordsOfAll() : text ? namesOf(kind) : [];
  const stands = (/** @type {number} */ row) =>
    kind === "note" || kind === "highlight" ? passes(highlightOf(kind, row)) : !filtered() || index.highlights[kind].at(row).some(passes);
  let rows = all.filter((row) => (!text || parts.every((part) => searched[row].includes(part))) && stands(row));
  if (by) {
    const keyed = rows.map((row) => /** @type {[string | number, number]} */ ([COLUMNS[by].of(kind, row), row]));
    const order = new Intl.Collator("en", { numeric: true });
    const compare = (/** @type {string | number} */ one, /** @type {string | number} */ two) =>
      typeof one === "number" ? one - Number(two) : order.compare(one, String(two));
    rows = keyed.sort((one, two) => compare(one[0], two[0]) * (sort[0] === "-" ? -1 : 1) || one[1] - two[1]).map((each) => each[1]);
  }
  return { rows, columns, by, sort };
}

/**
 * @param {Kind} kind
 * @param {number[]} rows
 * @param {string[]} columns
 * @param {string} by
 * @param {string} sort
 * @param {(name: string) => void} order
 */
function table(kind, rows, columns, by, sort, order) {
  const head = (/** @type {string} */ name) =>
    el(
      "th",
      {
        scope: "col",
        class: COLUMNS[name].number && "number",
        "aria-sort": name === by ? (sort[0] === "-" ? "descending" : "ascending") : "none",
      },
      el("button", { type: "button", "data-column": name, on: { click: () => order(name) } }, COLUMNS[name].head),
    );
  const cell = (/** @type {string} */ name, /** @type {number} */ row) =>
    name === "name"
      ? el(
          "th",
          { scope: "row", dir: "auto" },
          dot(kind, row),
          kind === "note" ? el("a", { href: address(kind, row) }, label(kind, row)) : to(kind, row),
        )
      : el(
          "td",
          { class: COLUMNS[name].number && "number", dir: COLUMNS[name].number ? null : "auto" },
          name === "date" ? day(dateOf(kind, row)) : String(COLUMNS[name].of(kind, row)),
        );
  return el(
    "table",
    {},
    el("caption", { class: "away" }, KIND_NAMES[kind][1]),
    el("thead", {}, el("tr", {}, columns.map(head))),
    el(
      "tbody",
      {},
      rows.map((row) =>
        el(
          "tr",
          {},
          columns.map((name) => cell(name, row)),
        ),
      ),
    ),
  );
}
