// What is to be seen, as a file: a picture (PNG, SVG), the triples of the thing (Turtle), the text (Markdown).

import { KINDS, episodeOf, kindOf, notesOf, peopleIn, rowOf, showOf, wordsOf } from "./data.js";
import { draw } from "./draw.js";
import { everyHighlight, highlightsOf } from "./filter.js";
import { drawn, picture } from "./map.js";
import { data } from "./store.js";
import { SvgPen } from "./svgpen.js";

/** @typedef {import("./data.js").Kind} Kind */

/** @param {string} name @param {Blob} blob */
function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A file name of a title. @param {string} title @param {string} suffix */
const named = (title, suffix) =>
  `${
    title
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60)
      .toLowerCase() || "page"
  }.${suffix}`;

/** The picture on its ground. @param {string} title */
export function savePng(title) {
  const seen = drawn();
  if (!seen) return;
  const from = picture();
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [from.width, from.height];
  const pen = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
  pen.fillStyle = seen.colour.paper;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(from, 0, 0);
  copy.toBlob((blob) => blob && download(named(title, "png"), blob), "image/png");
}

/** @param {string} title */
export function svgText(title) {
  const seen = drawn();
  if (!seen) return "";
  const pen = new SvgPen(Math.round(seen.camera.width), Math.round(seen.camera.height), seen.colour.paper, title);
  draw({ ...seen, pen });
  return new XMLSerializer().serializeToString(pen.root);
}

/** @param {string} title */
export const saveSvg = (title) => download(named(title, "svg"), new Blob([svgText(title)], { type: "image/svg+xml" }));

/** @param {string} title @param {number} which the thing of the view, -1 for everything */
export const saveTurtle = (title, which) => download(named(title, "ttl"), new Blob([turtle(which)], { type: "text/turtle" }));

/** @param {string} title */
export const saveMarkdown = (title) => download(named(title, "md"), new Blob([markdown()], { type: "text/markdown" }));

const PREFIXES = [
  ["gb", "https://w3id.org/graphbuild/ns#"],
  ["schema", "https://schema.org/"],
  ["skos", "http://www.w3.org/2004/02/skos/core#"],
];

/** @type {Partial<Record<Kind, [string, string]>>} class and naming property */
const CLASSES = {
  idea: ["gb:Idea", "skos:prefLabel"],
  person: ["schema:Person", "schema:name"],
  work: ["gb:NamedWork", "schema:name"],
  episode: ["schema:PodcastEpisode", "schema:name"],
  show: ["schema:PodcastSeries", "schema:name"],
  highlight: ["gb:Highlight", "schema:name"],
  theme: ["gb:Theme", "skos:prefLabel"],
};

/**
 * The triples of a thing and its highlights, with the names of what they point to: as the graph has them, without the evidence.
 * @param {number} which
 */
export function turtle(which) {
  const rows = which >= 0 ? highlightsOf(kindOf(which), rowOf(which)) : everyHighlight();
  /** @type {Map<number, string[]>} code -> statements */
  const said = new Map();
  /** @param {Kind} kind @param {number} row */
  const iri = (kind, row) => {
    const table = data[/** @type {"idea"} */ (kind)];
    return `<${(table.stem.at(row) + table.slug.at(row)).replace(/[\x00-\x20<>"{}|^`\\]/g, (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0"))}>`;
  };
  /** @param {Kind} kind @param {number} row @returns {string} */
  const name = (kind, row) => {
    const key = row * 8 + KINDS.indexOf(kind);
    if (!said.has(key)) {
      const [type, property] = /** @type {[string, string]} */ (CLASSES[kind]);
      const label = data[/** @type {"idea"} */ (kind)].label.at(row);
      const written = kind === "episode" && !data.episode.spoken[row];
      said.set(key, [`a ${written ? "schema:CreativeWork" : type}`, ...(label ? [`${property} ${JSON.stringify(label)}`] : [])]);
    }
    return iri(kind, row);
  };
  const add = (/** @type {Kind} */ kind, /** @type {number} */ row, /** @type {string[]} */ statements) => {
    name(kind, row);
    said.get(row * 8 + KINDS.indexOf(kind))?.push(...statements);
  };
  if (which >= 0) name(kindOf(which), rowOf(which));
  const { highlight, episode } = data;
  for (const row of rows) {
    const at = episodeOf(row);
    const text = wordsOf(row)
      .map((each) => (each.speaker ? `${each.speaker}: ${each.text}` : each.text))
      .join("\n");
    add("highlight", row, [
      ...(at >= 0 ? [`${episode.spoken[at] ? "schema:partOfEpisode" : "schema:isPartOf"} ${name("episode", at)}`] : []),
      ...(highlight.start[row] >= 0 ? [`schema:startOffset ${highlight.start[row]}`] : []),
      ...(highlight.url.has(row) ? [`schema:url <${encodeURI(decodeURI(highlight.url.at(row)))}>`] : []),
      ...(text ? [`schema:text ${JSON.stringify(text)}`] : []),
      ...notesOf(row).map((note) => `schema:comment ${JSON.stringify(note)}`),
      ...Array.from(highlight.ideas.at(row), (each) => `gb:expresses ${name("idea", each)}`),
      ...[...peopleIn(row)].map((each) => `schema:mentions ${name("person", each)}`),
      ...Array.from(highlight.works.at(row), (each) => `schema:mentions ${name("work", each)}`),
    ]);
    if (showOf(row) >= 0 && at >= 0 && episode.spoken[at])
      said.get(at * 8 + KINDS.indexOf("episode"))?.push(`schema:partOfSeries ${name("show", showOf(row))}`);
  }
  if (which >= 0 && kindOf(which) === "theme")
    add(
      "theme",
      rowOf(which),
      Array.from(data.theme.ideas.at(rowOf(which)), (each) => `skos:member ${name("idea", each)}`),
    );
  const head = PREFIXES.map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .`).join("\n");
  const body = [...said].map(([key, statements]) => `${iri(kindOf(key), rowOf(key))}\n    ${[...new Set(statements)].join(" ;\n    ")} .`);
  return `${head}\n\n${body.join("\n\n")}\n`;
}

/** The text of the view as Markdown: headings, lists, quotes, and links where they lead out of the page. */
export function markdown() {
  const blocks = /** @type {string[]} */ ([]);
  const inline = (/** @type {Node} */ node) => {
    /** @type {(each: Node) => string} */
    const piece = (each) => {
      if (each.nodeType === Node.TEXT_NODE) return plain(each.textContent || "");
      const element = /** @type {HTMLElement} */ (each);
      if (element.hidden || element.getAttribute?.("aria-hidden") || element.classList?.contains("away")) return "";
      const inner = [...element.childNodes].map(piece).join("");
      if (element.localName === "a" && /^https?:/.test(element.getAttribute("href") || ""))
        return `[${inner.trim()}](${element.getAttribute("href")?.replace(/[()\s]/g, encodeURIComponent)}) `;
      if (element.localName === "mark") return `==${inner}==`;
      if (element.localName === "code") return `\`${element.textContent?.replaceAll("`", "'")}\``;
      return element.classList?.contains("speaker")
        ? `**${inner}:** `
        : ["span", "a"].includes(element.localName)
          ? inner + (element.matches(".end, .fact, .quiet, .source > *, .chips > *") ? " " : "")
          : inner;
    };
    return piece(node)
      .replace(/[ \t]+/g, " ")
      .trim();
  };
  /** @type {(element: Element, quoted: string) => void} */
  const walk = (element, quoted) => {
    if (/** @type {HTMLElement} */ (element).hidden || element.matches("nav, form, button, svg, .legend, .away, .next, .all, summary"))
      return;
    const heading = /^h([1-6])$/.exec(element.localName);
    if (heading) blocks.push(`${"#".repeat(+heading[1])} ${inline(element)}`);
    else if (element.matches("blockquote"))
      blocks.push(
        inline(element)
          .split("\n")
          .map((line) => `> ${line}`)
          .join("\n"),
      );
    else if (element.matches("li, .entry")) {
      const text = inline(element);
      if (text) blocks.push(`- ${text.replace(/\s*\n\s*/g, " ")}`);
    } else if (element.matches(".chips")) blocks.push([...element.children].map((each) => `- ${inline(each)}`).join("\n"));
    else if (element.matches("table")) blocks.push(tableText(/** @type {HTMLTableElement} */ (element), inline));
    else if (element.matches("p, code")) {
      const text = inline(element);
      if (text) blocks.push(quoted + text);
    } else for (const child of element.children) walk(child, element.matches(".note") ? "Note: " : quoted);
  };
  for (const child of document.querySelectorAll("#text > *")) walk(child, "");
  return (
    blocks
      .filter(Boolean)
      .join("\n\n")
      .replace(/\n\n(?=- [^\n]*(\n|$))(?<=\n- [^\n]*\n\n)/g, "\n") + "\n"
  );
}

/** Text that Markdown does not read as its own signs. @param {string} text */
const plain = (text) => text.replace(/[\\`*_[\]<>#|]/g, (sign) => "\\" + sign);

/** @param {HTMLTableElement} table @param {(node: Node) => string} inline */
function tableText(table, inline) {
  const rows = [...table.rows].map((row) => `| ${[...row.cells].map((cell) => inline(cell).replace(/\n/g, " ")).join(" | ")} |`);
  const rule = `|${" --- |".repeat(table.rows[0]?.cells.length || 1)}`;
  return [rows[0], rule, ...rows.slice(1)].join("\n");
}
