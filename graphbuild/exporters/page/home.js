// ---- Home: lists first, and what to say of a graph without highlights -------------------------------------------------------

function home() {
  const { highlight, episode, show } = table;
  if (!highlight.slug.length) return empty();
  const small = highlight.slug.length <= 30;
  const all = highlight.slug.map((_, row) => row);
  const wide = table.idea.slug
    .map((_, row) => [row, reach("idea", row)])
    .filter(([, far]) => far.episodes > 1)
    .sort(
      (one, two) =>
        two[1].shows - one[1].shows || two[1].episodes - one[1].episodes || two[1].highlights - one[1].highlights || one[0] - two[0],
    );
  const people = table.person.slug
    .map((_, row) => [row, reach("person", row), of.episodes.person[row].length])
    .filter(([, far, roles]) => far.highlights + roles > 0)
    .sort((one, two) => two[1].episodes + two[2] - one[1].episodes - one[2] || two[1].highlights - one[1].highlights || one[0] - two[0]);
  const shows = show.slug
    .map((_, row) => [row, reach("show", row)])
    .sort((one, two) => two[1].highlights - one[1].highlights || one[0] - two[0]);
  const when = (row) => highlight.created[row] || (episodeOf(row) >= 0 ? episode.date[episodeOf(row)] : "");
  const recent = all.filter((row) => when(row)).sort((one, two) => (when(one) < when(two) ? 1 : when(one) > when(two) ? -1 : one - two));
  return {
    title: "Home",
    map: { all: true },
    nodes: [
      el("h1", { class: "hero", tabindex: "-1" }, wide.length ? "What keeps coming back" : "What you kept"),
      el(
        "p",
        { class: "lead" },
        `${counted(highlight.slug.length, "highlight")} from ${sources()}${wide.length ? `, and ${counted(wide.length, "idea that crosses", "ideas that cross")} from one episode to another.` : "."}`,
      ),
      spotlight(wide),
      section(
        "Ideas across episodes",
        paged(
          wide,
          ([row, far]) => entry("idea", row, facts(counted(far.episodes, "episode"), far.shows > 1 && counted(far.shows, "show"))),
          10,
        ),
      ),
      section("Bridges between shows", paged(bridges(), bridge, 4)),
      section(
        "People",
        people.length > 0 &&
          chips(
            "person",
            people.slice(0, 24).map(([row, far, roles]) => [row, far.highlights || roles]),
          ),
        people.length > 24 && el("p", {}, el("a", { href: "#/list?kind=person" }, `All ${people.length.toLocaleString("en")} people`)),
      ),
      section(
        "Shows",
        paged(
          shows,
          ([row, far]) => entry("show", row, facts(counted(of.episodes.show[row].length, "episode"), counted(far.highlights, "highlight"))),
          10,
        ),
      ),
      !small &&
        section(
          "Recent",
          paged(
            recent.slice(0, 60),
            (row) => entry("highlight", row, day(when(row)), episodeOf(row) >= 0 && label("episode", episodeOf(row))),
            6,
          ),
        ),
      small &&
        section(
          "All highlights",
          paged(recent.length === all.length ? recent : all, (row) => card(row), 30),
        ),
      legend(),
    ],
  };
}

/** What the highlights are from: `34 episodes of 20 shows`, `34 episodes and 98 books, articles or tweets`. */
function sources() {
  const { episode, show } = table;
  const spoken = episode.spoken.filter(Boolean).length;
  const written = episode.slug.length - spoken;
  if (!written) return `${counted(spoken, "episode")}${show.slug.length ? ` of ${counted(show.slug.length, "show")}` : ""}`;
  return [spoken && counted(spoken, "episode"), `${written} books, articles or tweets`].filter(Boolean).join(" and ");
}

/** The first idea that two shows (else two episodes) say in so many words, and both quotes. */
function spotlight(wide) {
  for (const apart of [showOf, episodeOf]) {
    for (const [row] of wide.slice(0, 40)) {
      const said = inTurns(row).filter((each) => table.highlight.marks[each].some((mark) => mark[3] === row && mark[0] >= 0));
      const other = said.find((each) => apart(each) !== apart(said[0]));
      if (other !== undefined)
        return el(
          "section",
          { class: "spotlight" },
          el("h2", {}, "One idea, two voices"),
          el("h3", {}, dot(row), to("idea", row)),
          [said[0], other].map((each) => proof(each, [row])),
        );
    }
  }
  return null;
}

const empty = () => ({
  title: "Empty",
  map: { all: true },
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
