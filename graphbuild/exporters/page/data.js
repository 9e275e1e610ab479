// ---- The data: tables of columns, and what points where ---------------------------------------------------------------

const KINDS = ["idea", "person", "episode", "show", "highlight"];
const KIND_NAMES = {
  idea: ["Idea", "Ideas"],
  person: ["Person", "People"],
  episode: ["Episode", "Episodes"],
  show: ["Show", "Shows"],
  highlight: ["Highlight", "Highlights"],
};

let table = null; // table.idea.label[3], table.highlight.turns[7], …
const of = { highlights: {}, links: {}, via: {} }; // of.highlights.idea[3] = rows of highlights; links and via likewise
const rowBySlug = {};

/** Unpacks the data block: base64 of gzip of JSON. */
async function load() {
  const block = byId("data");
  const signs = atob(block.textContent);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
  block.remove();
  table = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  index();
}

const lists = (kind) => table[kind].slug.map(() => []);

function index() {
  const { highlight, episode, link } = table;
  for (const kind of KINDS) {
    rowBySlug[kind] = new Map(table[kind].slug.map((slug, row) => [slug, row]));
    of.highlights[kind] = lists(kind);
    of.links[kind] = lists(kind);
    of.via[kind] = lists(kind);
  }
  of.episodes = { show: lists("show"), person: lists("person") };
  highlight.slug.forEach((_, row) => {
    for (const idea of highlight.ideas[row]) of.highlights.idea[idea].push(row);
    for (const person of peopleIn(row)) of.highlights.person[person].push(row);
    const at = highlight.episode[row];
    if (at < 0) return;
    of.highlights.episode[at].push(row);
    if (episode.show[at] >= 0) of.highlights.show[episode.show[at]].push(row);
  });
  episode.slug.forEach((_, row) => {
    if (episode.show[row] >= 0) of.episodes.show[episode.show[row]].push(row);
    for (const person of new Set([...episode.hosts[row], ...episode.guests[row], ...episode.named[row]]))
      of.episodes.person[person].push(row);
  });
  link.kind.forEach((kind, row) => {
    of.links[kind][link.a[row]].push(row);
    of.links[kind][link.b[row]].push(row);
    for (const via of link.via[row]) (via >= 0 ? of.via.idea[via] : of.via.person[-1 - via]).push(row);
  });
}

/** The people of a highlight: named in it, or known to speak in it. */
const peopleIn = (row) => [
  ...new Set([...table.highlight.people[row], ...table.highlight.turns[row].map((turn) => turn[2]).filter((person) => person >= 0)]),
];

const episodeOf = (highlight) => table.highlight.episode[highlight];
const showOf = (highlight) => (episodeOf(highlight) < 0 ? -1 : table.episode.show[episodeOf(highlight)]);
const distinct = (members) => [...new Set(members)].filter((each) => each >= 0);

/** The name of anything; a highlight without a title is called by its first words. */
function label(kind, row) {
  const name = table[kind].label[row];
  if (name) return name;
  if (kind !== "highlight") return `${KIND_NAMES[kind][0]} without a name`;
  const words = wordsOf(row)[0];
  return words ? `“${shortened(words.text, 60)}”` : "Highlight without words";
}

/** What was said in a highlight: [{where, speaker, person, text}], turn by turn; where as in a mark. */
function wordsOf(row) {
  const { turns, text } = table.highlight;
  if (turns[row].length) return turns[row].map(([speaker, words, person], at) => ({ where: at + 1, speaker, person, text: words }));
  return text[row] ? [{ where: 0, speaker: "", person: -1, text: text[row] }] : [];
}

const address = (kind, row) => `#/${kind}/${encodeURIComponent(table[kind].slug[row])}`;

/** Names most like some words: by the share of pairs of letters they have in common. [[kind, row], …] */
function nearest(words, kinds, most) {
  const pairs = (text) => {
    const signs = [...text];
    return new Set(signs.slice(1).map((sign, at) => signs[at] + sign));
  };
  const wanted = pairs(folded(words));
  const found = [];
  for (const kind of kinds) {
    table[kind].label.forEach((name, row) => {
      const have = pairs(folded(name || ""));
      let common = 0;
      for (const pair of wanted) if (have.has(pair)) common++;
      const likeness = (2 * common) / (wanted.size + have.size || 1);
      if (likeness > 0.3) found.push([likeness, kind, row]);
    });
  }
  found.sort((one, two) => two[0] - one[0] || one[2] - two[2]);
  return found.slice(0, most).map(([, kind, row]) => [kind, row]);
}

/** Ideas said together with an idea (or in any highlights): [[idea, times], …], the most frequent first. */
const ideasOf = (highlights, but = -1) => tally(highlights.flatMap((row) => table.highlight.ideas[row]).filter((idea) => idea !== but));
