// ---- The page: addresses to views, and the start ------------------------------------------------------------------------

const VIEWS = { idea, person, episode, show, highlight };
const places = new Map(); // address -> how far it was scrolled, for the way back
let here = null;
let forward = true; // was a link followed (begin at the top), or is it the way back?

function go(hash) {
  forward = true;
  location.hash = hash;
}

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The view of an address like #/idea/open-source. */
function viewOf(hash) {
  const [path, query] = hash.replace(/^#/, "").split("?", 2);
  const [, kind = "", ...rest] = path.split("/");
  const slug = rest.join("/");
  if (!kind) return home();
  if (kind === "map")
    return { title: "Map", nodes: [el("h1", { class: "away", tabindex: "-1" }, "Map of ideas")], map: { all: true, alone: true } };
  if (kind === "list" && !slug) return list(new URLSearchParams(query || ""));
  if (!KINDS.includes(kind)) return unknown(kind, slug);
  const row = rowBySlug[kind].get(slug) ?? rowBySlug[kind].get(decoded(slug));
  return row === undefined ? unknown(kind, decoded(slug)) : VIEWS[kind](row);
}

function route() {
  const first = here === null;
  if (!first) places.set(here, scrollY);
  here = location.hash;
  const view = viewOf(here);
  document.title = `${view.title} · Podcast ideas`;
  byId("text").replaceChildren(...view.nodes.flat(Infinity).filter(Boolean));
  document.body.dataset.view = view.map?.alone
    ? "map"
    : view.map && hasMap()
      ? view.map.all || view.map.star.ideas.length
        ? "both"
        : "text"
      : "text";
  document.body.dataset.route = here.split(/[/?]/)[1] || "home";
  for (const link of document.querySelectorAll("header nav a")) {
    if (link.hash.split("?")[0] === (here.split("?")[0] || "#/")) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  showOnMap(view.map);
  scrollTo(0, forward ? 0 : places.get(here) || 0);
  if (!first) {
    byId("text").querySelector("h1")?.focus({ preventScroll: true });
    say(view.title);
  }
  forward = false;
}

/** Light or dark: as the system says, until the button says otherwise. */
function startColours() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = byId("theme");
  let chosen = null;
  const apply = () => {
    const dark = chosen ?? system.matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    button.textContent = dark ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} colours`);
    readColours();
  };
  button.addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme !== "dark";
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}

async function start() {
  startColours();
  await load();
  byId("to-map").hidden = !hasMap();
  startMap();
  startSearch();
  history.scrollRestoration = "manual";
  addEventListener("click", (event) => {
    if (event.target.closest?.("a[href^='#']")) forward = true;
  });
  addEventListener("hashchange", route);
  byId("skip").addEventListener("click", () => byId("text").focus());
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
