// The filter to be seen: a panel to set it, and a line that says what is set and takes it off.

import { href, parsed } from "./address.js";
import { count, label, find } from "./data.js";
import { byId, button, el, nodes } from "./dom.js";
import { FILTERS, chosen, everyHighlight, filtered, tagsInUse } from "./filter.js";
import { data } from "./store.js";
import { counted, day } from "./text.js";
import { hasDates } from "./timeline.js";

/** @typedef {import("./filter.js").FilterName} FilterName */

/** @type {Record<string, string>} */
const OF = { podcast: "podcasts only", written: "books and articles only" };
/** @type {Record<string, string>} */
const ONLY = { noted: "with my note", favourite: "favourites" };

/** A filter in words. @param {FilterName} name */
function inWords(name) {
  const value = chosen[name];
  if (name === "show" || name === "person") return find(name, value) < 0 ? `${name}: unknown` : label(name, find(name, value));
  if (name === "of") return OF[value] || value;
  if (name === "only") return ONLY[value] || value;
  return name === "tag" ? `#${value}` : `${name === "since" ? "from" : "until"} ${day(value)}`;
}

/** The present view with the filter changed. @param {Partial<Record<FilterName, string>>} change */
function changed(change) {
  const { view, slug, query } = parsed(location.hash);
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [name, value] of query) if (!FILTERS.includes(/** @type {FilterName} */ (name))) kept[name] = value;
  return href(slug ? `${view}/${slug}` : view, { ...kept, ...change });
}

const NOTHING = Object.fromEntries(FILTERS.map((name) => [name, ""]));

/** Shows what is set, above the text. @param {(hash: string) => void} go */
export function showFilter(go) {
  byId("filters").replaceChildren(
    ...(filtered()
      ? [
          el("span", { class: "quiet" }, `Only ${counted(everyHighlight().length, "highlight")}:`),
          ...FILTERS.filter((name) => chosen[name]).map((name) =>
            button(`${inWords(name)} ✕`, () => go(changed({ [name]: "" })), {
              "aria-label": `Take off the filter: ${inWords(name)}`,
              dir: "auto",
            }),
          ),
          button("Show all", () => go(changed(NOTHING))),
        ]
      : []),
  );
  byId("filters").hidden = !filtered();
  byId("filter").classList.toggle("on", filtered());
}

/**
 * The panel, made anew each time it opens.
 * @param {(hash: string) => void} go
 */
export function startFilter(go) {
  const opener = byId("filter");
  const panel = byId("filter-panel");
  const shut = () => {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  };
  const set = (/** @type {FilterName} */ name) => (/** @type {any} */ event) => go(changed({ [name]: event.target.value }));
  const choice = (/** @type {FilterName} */ name, /** @type {string} */ words, /** @type {[string, string][]} */ options) =>
    options.length > 1 &&
    el(
      "label",
      {},
      words,
      el(
        "select",
        { "data-filter": name, on: { change: set(name) } },
        options.map(([value, shown]) => el("option", { value, selected: chosen[name] === value }, shown)),
      ),
    );
  const date = (/** @type {FilterName} */ name, /** @type {string} */ words) =>
    hasDates() &&
    el(
      "label",
      {},
      words,
      el("input", { type: "date", "data-filter": name, value: chosen[name].length === 10 ? chosen[name] : "", on: { change: set(name) } }),
    );
  const named = (/** @type {"show" | "person"} */ kind) =>
    Array.from({ length: count(kind) }, (_, row) => /** @type {[string, string]} */ ([data[kind].slug.at(row), label(kind, row)]));
  const open = () => {
    panel.replaceChildren(
      ...nodes([
        choice("show", "Show", [["", "All shows"], ...named("show")]),
        choice("person", "Person", [["", "Everybody"], ...named("person")]),
        choice("tag", "Tag", [
          ["", "All tags"],
          ...tagsInUse()
            .slice(0, 500)
            .map(([tag, times]) => /** @type {[string, string]} */ ([tag, `${tag} (${times})`])),
        ]),
        data.episode.spoken.includes(0) &&
          data.episode.spoken.includes(1) &&
          choice("of", "Kind", [["", "All kinds"], ...Object.entries(OF)]),
        choice("only", "Only", [["", "All highlights"], ...Object.entries(ONLY)]),
        date("since", "From"),
        date("until", "Until"),
        button("Close", () => {
          shut();
          opener.focus();
        }),
      ]),
    );
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    /** @type {HTMLElement | null} */ (panel.querySelector("select, input"))?.focus();
  };
  opener.addEventListener("click", () => (panel.hidden ? open() : shut()));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    shut();
    opener.focus();
  });
}
