// ---- The list: everything as a table, the map's equal -----------------------------------------------------------------

const dateOf = (kind, row) =>
  kind === "episode"
    ? table.episode.date[row]
    : table.highlight.created[row] || (episodeOf(row) >= 0 ? table.episode.date[episodeOf(row)] : "");

const COLUMNS = {
  name: { head: "Name", of: label },
  episode: { head: "Episode", of: (kind, row) => (episodeOf(row) < 0 ? "" : label("episode", episodeOf(row))) },
  show: {
    head: "Show",
    of: (kind, row) =>
      showsOf(kind, row)
        .map((each) => label("show", each))
        .join(", "),
  },
  highlights: { head: "Highlights", number: true, of: (kind, row) => of.highlights[kind][row].length },
  episodes: {
    head: "Episodes",
    number: true,
    of: (kind, row) =>
      (kind === "show"
        ? of.episodes.show[row]
        : distinct([...of.highlights[kind][row].map(episodeOf), ...(kind === "person" ? of.episodes.person[row] : [])])
      ).length,
  },
  shows: { head: "Shows", number: true, of: (kind, row) => showsOf(kind, row).length },
  date: { head: "Date", of: dateOf },
};
const COLUMNS_OF = {
  idea: ["name", "highlights", "episodes", "shows"],
  person: ["name", "highlights", "episodes", "shows"],
  episode: ["name", "show", "highlights", "date"],
  show: ["name", "highlights", "episodes"],
  highlight: ["name", "episode", "date"],
};

/** The shows that something stands in. */
function showsOf(kind, row) {
  if (kind === "show") return [row];
  if (kind === "episode") return distinct([table.episode.show[row]]);
  if (kind === "highlight") return distinct([showOf(row)]);
  return distinct([
    ...of.highlights[kind][row].map(showOf),
    ...(kind === "person" ? of.episodes.person[row].map((at) => table.episode.show[at]) : []),
  ]);
}

/** The view; what is asked for (kind, text, show, sort) stands after ? in the address, so that a link keeps it. */
function list(asked) {
  const kinds = KINDS.filter((kind) => table[kind].slug.length);
  if (!kinds.length) return empty();
  const state = {
    kind: kinds.includes(asked.get("kind")) ? asked.get("kind") : kinds[0],
    text: asked.get("text") || "",
    show: asked.get("show") || "",
    sort: asked.get("sort") || "",
  };
  const holder = el("div", { class: "table" });
  const count = el("p", { class: "quiet", role: "status" });
  let most = 100;

  const change = (what) => {
    Object.assign(state, what);
    most = 100;
    const kept = Object.entries(state).filter(([key, value]) => value && !(key === "kind" && value === kinds[0]));
    history.replaceState(null, "", "#/list" + (kept.length ? "?" + new URLSearchParams(kept) : ""));
    draw();
  };

  const draw = () => {
    const columns = COLUMNS_OF[state.kind].filter(
      (name) => name !== "date" || table[state.kind].slug.some((_, row) => dateOf(state.kind, row)),
    );
    const natural = columns.includes("highlights") && state.kind !== "episode" ? "-highlights" : "";
    const sort = columns.includes(state.sort.replace("-", "")) ? state.sort : natural;
    const by = sort.replace("-", "");
    const show = rowBySlug.show.get(state.show);
    const wanted = folded(state.text).split(" ");
    const searched = state.kind === "highlight" && state.text ? wordsOfAll() : namesOf(state.kind);
    let rows = table[state.kind].slug
      .map((_, row) => row)
      .filter(
        (row) => wanted.every((word) => searched[row].includes(word)) && (show === undefined || showsOf(state.kind, row).includes(show)),
      );
    if (by) {
      const keyed = rows.map((row) => [COLUMNS[by].of(state.kind, row), row]);
      const compare = COLUMNS[by].number ? (one, two) => one[0] - two[0] : (one, two) => one[0].localeCompare(two[0], "en");
      rows = keyed.sort((one, two) => compare(one, two) * (sort[0] === "-" ? -1 : 1) || one[1] - two[1]).map((each) => each[1]);
    }
    count.textContent = rows.length
      ? `${counted(rows.length, "row")}${rows.length > most ? `, the first ${most} shown` : ""}`
      : `Nothing matches: ${[state.text && `the text “${state.text}”`, show !== undefined && "the show"].filter(Boolean).join(" and ")} leaves no row.`;
    const order = (name) => (by !== name ? "none" : sort[0] === "-" ? "descending" : "ascending");
    const turn = (name) =>
      change({ sort: by === name ? (sort[0] === "-" ? name : "-" + name) : (COLUMNS[name].number || name === "date" ? "-" : "") + name });
    const focus = document.activeElement?.dataset.column;
    holder.replaceChildren(
      rows.length
        ? el(
            "table",
            {},
            el(
              "thead",
              {},
              el(
                "tr",
                {},
                columns.map((name) =>
                  el(
                    "th",
                    { scope: "col", "aria-sort": order(name), class: COLUMNS[name].number && "number" },
                    el("button", { type: "button", "data-column": name, on: { click: () => turn(name) } }, COLUMNS[name].head),
                  ),
                ),
              ),
            ),
            el(
              "tbody",
              {},
              rows.slice(0, most).map((row) =>
                el(
                  "tr",
                  {},
                  columns.map((name) =>
                    el(
                      "td",
                      { class: COLUMNS[name].number && "number", dir: COLUMNS[name].number ? null : "auto" },
                      name === "name"
                        ? to(state.kind, row)
                        : name === "date"
                          ? day(dateOf(state.kind, row))
                          : String(COLUMNS[name].of(state.kind, row)),
                    ),
                  ),
                ),
              ),
            ),
          )
        : "",
      rows.length > most
        ? el(
            "button",
            {
              type: "button",
              class: "more",
              on: {
                click: () => {
                  most += 400;
                  draw();
                },
              },
            },
            "Show more",
          )
        : "",
    );
    if (focus) holder.querySelector(`[data-column="${focus}"]`)?.focus();
  };

  const choice = (words, key, options) =>
    el(
      "label",
      {},
      words,
      el(
        "select",
        { on: { change: (event) => change({ [key]: event.target.value }) } },
        options.map(([value, name]) => el("option", { value, selected: state[key] === value }, name)),
      ),
    );
  const nodes = [
    el("h1", { tabindex: "-1" }, "List"),
    el(
      "form",
      { class: "filters", on: { submit: (event) => event.preventDefault() } },
      choice(
        "Kind",
        "kind",
        kinds.map((kind) => [kind, `${KIND_NAMES[kind][1]} (${table[kind].slug.length.toLocaleString("en")})`]),
      ),
      table.show.slug.length > 1 &&
        choice("Show", "show", [["", "All shows"], ...table.show.slug.map((slug, row) => [slug, label("show", row)])]),
      el(
        "label",
        {},
        "Contains",
        el("input", { type: "search", value: state.text, on: { input: (event) => change({ text: event.target.value }) } }),
      ),
    ),
    count,
    holder,
  ];
  draw();
  return { title: "List", nodes, map: null };
}
