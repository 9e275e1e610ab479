// ---- Search: names first, then the words of quotes ----------------------------------------------------------------------

const NAMES_AT_MOST = 8;
const QUOTES_AT_MOST = 6;
const foldedNames = {};
let foldedWords = null;

/** The folded names of a kind, other spellings too; made once. */
function namesOf(kind) {
  foldedNames[kind] ||= table[kind].slug.map((_, row) =>
    folded([label(kind, row), ...(table[kind].alt ? table[kind].alt[row] : [])].join(" ")),
  );
  return foldedNames[kind];
}

/** Everything said, written and summed up in each highlight, folded; made once, when the page is idle or first asked. */
function wordsOfAll() {
  const { turns, text, notes: written, label: titles, summary } = table.highlight;
  foldedWords ||= titles.map((title, row) =>
    folded([...turns[row].map((turn) => turn[1]), text[row], ...written[row], title, summary[row]].join(" ")),
  );
  return foldedWords;
}

/** [[kind, row], …] for what was typed: every word must occur; names that begin with it before others, names before quotes. */
function find(typed) {
  const wanted = folded(typed);
  if (!wanted) return [];
  const parts = wanted.split(" ");
  const found = [];
  KINDS.slice(0, 4).forEach((kind, order) => {
    namesOf(kind).forEach((name, row) => {
      if (!parts.every((part) => name.includes(part))) return;
      const start = name === wanted ? 0 : name.startsWith(wanted) ? 1 : parts.every((part) => (" " + name).includes(" " + part)) ? 2 : 3;
      found.push([start, order, -of.highlights[kind][row].length, row, kind]);
    });
  });
  found.sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2] || one[3] - two[3]);
  const hits = found.slice(0, NAMES_AT_MOST).map((each) => [each[4], each[3]]);
  if (wanted.length < 3) return hits;
  const all = wordsOfAll();
  for (let row = 0, quotes = 0; row < all.length && quotes < QUOTES_AT_MOST; row++) {
    if (parts.every((part) => all[row].includes(part))) quotes = hits.push(["highlight", row]) && quotes + 1;
  }
  return hits;
}

/** Where a highlight holds the first word of what was typed: [in whose words, class, the words around it with that word marked]. */
function wordsAround(row, typed) {
  const first = folded(typed).split(" ")[0];
  const { notes: written, summary } = table.highlight;
  const texts = [
    ...wordsOf(row).map((each) => ["Quote", "said", each.text]),
    ...written[row].map((text) => ["Your note", "", text]),
    ["AI summary", "quiet", summary[row]],
    ["Highlight", "quiet", label("highlight", row)],
  ];
  for (const [what, style, text] of texts) {
    let at = 0;
    for (const word of text.split(/(?<=\s)/u)) {
      if (folded(word).includes(first)) {
        const from = at > 36 ? text.indexOf(" ", at - 30) + 1 : 0;
        const end = at + word.trimEnd().length;
        return [what, style, [from > 0 && "… ", text.slice(from, at), el("mark", {}, text.slice(at, end)), shortened(text.slice(end), 80)]];
      }
      at += word.length;
    }
  }
  return ["Highlight", "quiet", label("highlight", row)];
}

function startSearch() {
  const box = byId("query");
  const holder = byId("hits");
  let hits = [];
  let chosen = -1;

  const close = () => {
    hits = [];
    holder.hidden = true;
    holder.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    chosen = at;
    for (const each of holder.querySelectorAll("[role=option]")) {
      const is = each.id === `hit-${at}`;
      each.setAttribute("aria-selected", String(is));
      if (is) each.scrollIntoView({ block: "nearest" });
    }
    box.setAttribute("aria-activedescendant", `hit-${at}`);
  };
  const open = (at) => {
    if (!hits[at]) return;
    const [kind, row] = hits[at];
    box.value = "";
    close();
    go(address(kind, row));
  };
  const option = ([kind, row], at) => {
    const [what, style, words] =
      kind === "highlight" ? wordsAround(row, box.value) : [KIND_NAMES[kind][0], "", [kind === "idea" && dot(row), label(kind, row)]];
    const fact =
      kind === "highlight" ? (showOf(row) >= 0 ? label("show", showOf(row)) : "") : counted(of.highlights[kind][row].length, "highlight");
    return el(
      "li",
      {
        id: `hit-${at}`,
        role: "option",
        "aria-selected": "false",
        class: kind,
        on: {
          mousedown: (event) => {
            event.preventDefault();
            open(at);
          },
        },
      },
      el("span", { class: "what" }, what),
      el("span", { class: `name ${style}`, dir: "auto" }, words),
      el("span", { class: "fact", dir: "auto" }, fact),
    );
  };

  const search = () => {
    const typed = box.value.trim();
    if (!typed) return close();
    hits = find(typed);
    const near = hits.length ? [] : nearest(typed, KINDS.slice(0, 4), 5);
    if (near.length) hits = near;
    holder.replaceChildren(
      ...(near.length || !hits.length
        ? [
            el(
              "li",
              { class: "none", role: "presentation" },
              near.length ? "Nothing says exactly that. Near it:" : "Nothing found. Try fewer letters.",
            ),
          ]
        : []),
      ...hits.map(option),
    );
    holder.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (hits.length) choose(0);
    say(hits.length ? counted(hits.length, "result") : "Nothing found");
  };

  box.addEventListener("input", search);
  box.addEventListener("focus", () => {
    if (box.value) search();
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(chosen);
    } else if (event.key === "Escape") {
      box.value = "";
      close();
      box.blur();
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  setTimeout(wordsOfAll, 300);
}
