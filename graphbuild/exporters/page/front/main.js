// The page: addresses to views, and the start.

import { codeOfEnd, decoded, href, parsed } from "./address.js";
import { allBridges, allNotes, news, unknown } from "./answers.js";
import { around } from "./around.js";
import { KINDS, code, count, find, index, kindOf } from "./data.js";
import { byId, el, idly, nodes, say } from "./dom.js";
import { setFilter } from "./filter.js";
import { showFilter, startFilter } from "./filterbar.js";
import { home } from "./home.js";
import { list } from "./list.js";
import { forgetColours, hasMap, showPicture, startMap } from "./map.js";
import { entryOf, folding, kindName } from "./parts.js";
import { path } from "./path.js";
import { saveMarkdown, savePng, saveSvg, saveTurtle } from "./save.js";
import { startSearch } from "./search.js";
import { episode, highlight, show } from "./sources.js";
import { load } from "./store.js";
import { counted } from "./text.js";
import { idea, person, theme, work } from "./things.js";
import { hasDates, timeline } from "./timeline.js";

/** @typedef {import("./home.js").View} View */
/** @typedef {import("./data.js").Kind} Kind */

/** @type {Record<string, (row: number) => View>} */
const OF_THINGS = { idea, person, work, episode, show, highlight, theme };
/** How far each address was scrolled, for the way back. @type {Map<string, number>} */
const places = new Map();
/** @type {string | null} */
let here = null;
/** Was a link followed (begin at the top), or is it the way back? */
let forward = true;
let visits = 0;
let title = "";
/** The thing of the view, -1 for none. */
let about = -1;

/** @param {string} hash */
function go(hash) {
  forward = true;
  if (location.hash === hash) route();
  else location.hash = hash;
}

/**
 * The view of an address.
 * @param {string} view
 * @param {string} slug
 * @param {number} row of the thing that the slug names
 * @param {URLSearchParams} query
 * @returns {View}
 */
function viewOf(view, slug, row, query) {
  if (!view) return home();
  if (!slug) {
    if (view === "map") return { title: "Map", nodes: el("h1", { class: "away", tabindex: "-1" }, "Map of ideas"), scene: { whole: true } };
    if (view === "list") return list(query);
    if (view === "new") return news();
    if (view === "bridges") return allBridges();
    if (view === "notes") return allNotes();
    if (view === "timeline") return timeline(query, go);
    if (view === "path") return path(query, go);
  }
  return row < 0 ? unknown(view, decoded(slug)) : OF_THINGS[view](row);
}

/** @param {string} view @param {string} slug */
function rowAt(view, slug) {
  if (!slug) return -1;
  const kind = /** @type {Kind} */ (view);
  if (!KINDS.includes(kind) || !Object.hasOwn(OF_THINGS, view)) return -1;
  const row = find(kind, slug);
  return row < 0 ? find(kind, decoded(slug)) : row;
}

function route() {
  const first = here === null;
  if (here !== null) places.set(here, scrollY);
  here = location.hash || document.documentElement.dataset.start || "";
  const { view: asked, slug, query } = parsed(here);
  const view = asked === "map" && !hasMap() ? "" : asked; // an address of another page, or of an earlier one
  setFilter(query);
  const row = rowAt(view, slug);
  const made = viewOf(view, slug, row, query);
  const depth = Math.min(3, Math.max(1, Math.trunc(Number(query.get("depth"))) || 1));
  title = made.title;
  about = row >= 0 ? code(/** @type {Kind} */ (view), row) : codeOfEnd(query.get("thing") || "");
  document.title = `${title} · Podcast ideas`;
  const picture = made.scene ?? null;
  byId("text").replaceChildren(...nodes([made.nodes, picture?.star !== undefined && asList(picture.star, depth)]));
  document.body.dataset.route = view || "home";
  document.body.dataset.view = view === "map" ? "map" : picture && (!picture.whole || hasMap()) ? "both" : "text";
  for (const link of document.querySelectorAll("header nav a")) {
    const its = /** @type {HTMLElement} */ (link).dataset.view || "";
    link.setAttribute("href", href(its));
    if (its === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  showFilter(go);
  if (!first) scrollTo(0, forward ? 0 : places.get(here) || 0);
  const visit = ++visits;
  if (first)
    // The text is there, and can be used, before the picture; whoever has gone on by then gets the picture of where they are.
    requestAnimationFrame(() => idly(() => visit === visits && paint(picture, depth)));
  else {
    paint(picture, depth);
    const begin = /** @type {HTMLElement | null} */ (byId("text").querySelector(made.focus ? `#${made.focus}` : "h1"));
    begin?.focus({ preventScroll: true });
    say(title);
  }
  forward = false;
}

/** @param {View["scene"]} picture @param {number} depth */
function paint(picture, depth) {
  showPicture(picture || null, depth, go);
  if (document.body.dataset.view === "both" && byId("stage").hidden) document.body.dataset.view = "text";
  if (document.documentElement.dataset.drawn) return;
  document.documentElement.dataset.drawn = "yes";
  warmUp();
}

/** Makes what the first click will ask for while nobody does anything, a little at a time. */
function warmUp() {
  const [work] = waiting.splice(0, 1);
  if (work) idly(() => (work(), warmUp()));
}
const waiting = [
  () => index.highlights.idea,
  () => index.marks,
  () => index.turns,
  () => index.people,
  () => index.lines,
  () => index.links.idea,
  () => index.via.idea,
];

/** What the picture around a thing shows, as a list. @param {number} centre @param {number} depth */
const asList = (centre, depth) => {
  const found = around(centre, depth, depth > 1 ? 14 : 20);
  return (
    found.length > 0 &&
    el(
      "section",
      { class: "as-list" },
      folding(`The picture as a list: ${counted(found.length, "thing")}`, () => {
        const ring = (/** @type {number} */ number) => found.filter((each) => each.ring === number);
        return [1, 2, 3]
          .filter((number) => ring(number).length)
          .map((number) => [
            depth > 1 && el("h3", {}, number === 1 ? "Beside it" : `${number} steps away`),
            ring(number).map((each) =>
              entryOf(
                each.code,
                each.ring === 1
                  ? `${kindName(kindOf(each.code)).toLowerCase()} · ${each.times} together`
                  : kindName(kindOf(each.code)).toLowerCase(),
              ),
            ),
          ]);
      }),
    )
  );
};

/** Light or dark: as the system says, until the button says otherwise. */
function startColours() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = byId("theme");
  /** @type {boolean | null} */
  let chosen = null;
  const apply = () => {
    const dark = chosen ?? system.matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    button.textContent = dark ? "Light" : "Dark";
    forgetColours();
  };
  button.addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme !== "dark";
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}

/** The menu of files. */
function startSave() {
  const menu = /** @type {HTMLDetailsElement} */ (byId("save"));
  /** @type {Record<string, () => void>} */
  const does = {
    png: () => savePng(title),
    svg: () => saveSvg(title),
    ttl: () => saveTurtle(title, about),
    md: () => saveMarkdown(title),
    print: () => print(),
  };
  menu.addEventListener("toggle", () => {
    for (const each of menu.querySelectorAll("button"))
      if (each.dataset.as === "png" || each.dataset.as === "svg") each.disabled = byId("stage").hidden;
  });
  menu.addEventListener("click", (event) => {
    const as = /** @type {HTMLElement} */ (event.target).dataset.as;
    if (!as) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    does[as]();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  addEventListener("click", (event) => {
    if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
}

/** Links within the page are followed here: a page inside a notebook's frame has no address that a browser could resolve them by. */
function startLinks() {
  addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href^='#']");
    if (!link || event.defaultPrevented) return;
    forward = true;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.getAttribute("href") || "");
  });
  byId("steps").addEventListener("click", (event) => {
    const steps = /** @type {HTMLElement} */ (event.target).dataset.steps;
    if (!steps) return;
    const { view, slug, query } = parsed(here || "");
    const kept = Object.fromEntries(query);
    go(href(slug ? `${view}/${slug}` : view, { ...kept, depth: steps === "1" ? "" : steps }));
  });
  addEventListener("hashchange", route);
  byId("skip").addEventListener("click", () => byId("text").focus());
}

async function start() {
  startColours();
  await load();
  byId("to-map").hidden = !hasMap();
  byId("to-path").hidden = count("idea") < 2;
  byId("to-timeline").hidden = !hasDates();
  byId("filter").hidden = !count("highlight");
  byId("save").hidden = !count("highlight");
  startLinks();
  startSearch(go);
  startFilter(go);
  startSave();
  startMap();
  history.scrollRestoration = "manual";
  route();
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => {
  byId("text").replaceChildren(
    el("h1", {}, "The page cannot be shown"),
    el("p", {}, `This browser could not unpack the data (${error.message}). A browser of 2023 or later can.`),
  );
  throw error;
});
