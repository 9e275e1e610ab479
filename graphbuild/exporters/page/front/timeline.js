// Time, by two clocks: when things were published, and when they were heard (kept). A drawing, and the same as a table.

import { codeOfEnd, endOf, href, to } from "./address.js";
import { code, count, episodeOf, heard, kindOf, label, published, rowOf } from "./data.js";
import { el, svg } from "./dom.js";
import { everyHighlight, highlightsOf } from "./filter.js";
import { dot, head, paged, section } from "./parts.js";
import { card } from "./quotes.js";
import { data } from "./store.js";
import { MONTHS, counted, day, thousands } from "./text.js";

/** @typedef {{name: string, from: string, to: string, published: number, heard: number}} Period `from`, `to`: beginnings of dates */

let dated = -1;
/** Whether any highlight has a date by either clock. */
export function hasDates() {
  const { highlight, episode } = data;
  for (let row = 0; dated < 0 && row < count("highlight"); row++)
    if (highlight.created.has(row) || (episodeOf(row) >= 0 && episode.date.has(episodeOf(row)))) dated = 1;
  if (dated < 0) dated = 0;
  return dated === 1;
}

const DAY = /^\d{4}-\d\d/;
/** @param {string} date */
const monthOf = (date) => +date.slice(0, 4) * 12 + +date.slice(5, 7) - 1;

/**
 * The periods from the first date to the last: months, quarters or years, as many as can be seen.
 * @param {number[]} rows
 * @returns {Period[]}
 */
function periods(rows) {
  const months = (/** @type {(row: number) => string} */ clock) =>
    rows
      .map(clock)
      .filter((date) => DAY.test(date))
      .map(monthOf);
  const [said, kept] = [months(published), months(heard)];
  const every = [...said, ...kept];
  if (!every.length) return [];
  const first = every.reduce((one, two) => Math.min(one, two));
  const last = every.reduce((one, two) => Math.max(one, two));
  const step = last - first < 36 ? 1 : last - first < 108 ? 3 : 12;
  const begin = first - (first % step);
  /** @type {Period[]} */
  const found = [];
  const shown = (/** @type {number} */ month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  for (let at = begin; at <= last; at += step) {
    const year = Math.floor(at / 12);
    const name =
      step === 12 ? String(year) : step === 3 ? `${year}, quarter ${Math.floor((at % 12) / 3) + 1}` : `${MONTHS[at % 12]} ${year}`;
    found.push({ name, from: shown(at), to: shown(at + step - 1), published: 0, heard: 0 });
  }
  for (const month of said) found[Math.floor((month - begin) / step)].published++;
  for (const month of kept) found[Math.floor((month - begin) / step)].heard++;
  return found;
}

/**
 * Published above the line, heard below it.
 * @param {Period[]} all
 * @param {number} height of one of the two
 * @param {((period: Period) => void) | null} open
 */
function drawing(all, height, open) {
  const most = Math.max(1, ...all.flatMap((each) => [each.published, each.heard]));
  const width = 640;
  const wide = width / all.length;
  const bar = Math.max(1, Math.min(26, wide - Math.min(3, wide * 0.25)));
  const tall = (/** @type {number} */ times) => (times ? Math.max(2.5, (times / most) * (height - 4)) : 0);
  const [above, below] = [Math.max(...all.map((each) => tall(each.published))) + 2, Math.max(...all.map((each) => tall(each.heard))) + 2];
  const years = all.flatMap((each, at) =>
    at && each.name.slice(-4) === all[at - 1].name.slice(-4) && /\d{4}$/.test(each.name)
      ? []
      : [{ at, year: /\d{4}/.exec(each.name)?.[0] || "" }],
  );
  const shownYears = years.filter((each, at) => at === 0 || each.year !== years[at - 1].year);
  const everyNth = Math.ceil(shownYears.length / 9);
  return svg(
    "svg",
    { class: "times-drawn", viewBox: `0 0 ${width} ${above + below + 18}`, "aria-hidden": "true", preserveAspectRatio: "none" },
    all.map((each, at) => {
      const x = at * wide + (wide - bar) / 2;
      return svg(
        "g",
        open && { class: "period", on: { click: () => open(each) } },
        svg("title", {}, `${each.name}: ${each.published} published, ${each.heard} heard`),
        svg("rect", { class: "ground", x: at * wide, y: 0, width: wide, height: above + below }),
        svg("rect", { class: "published", x, y: above - tall(each.published), width: bar, height: tall(each.published) }),
        svg("rect", { class: "heard", x, y: above, width: bar, height: tall(each.heard) }),
      );
    }),
    svg("line", { class: "axis", x1: 0, x2: width, y1: above, y2: above }),
    shownYears
      .filter((_, at) => at % everyNth === 0)
      .map(({ at, year }) => svg("text", { x: Math.min(at * wide + 2, width - 34), y: above + below + 14 }, year)),
  );
}

const key = (/** @type {Period[]} */ all) =>
  el(
    "p",
    { class: "key" },
    all.some((each) => each.published) && el("span", { class: "published" }, "published"),
    all.some((each) => each.heard) && el("span", { class: "heard" }, "heard by you"),
  );

/**
 * A small timeline of a thing, with the way to the whole one; nothing where fewer than two highlights have a date.
 * @param {number[]} highlights
 * @param {import("./data.js").Kind} kind
 * @param {number} row
 */
export function strip(highlights, kind, row) {
  const all = periods(highlights);
  if (highlights.filter((each) => heard(each) || published(each)).length < 2 || all.length < 2) return null;
  return el(
    "div",
    { class: "strip" },
    drawing(all, 26, null),
    el(
      "p",
      { class: "key" },
      key(all).childNodes.length ? [...key(all).childNodes] : "",
      el("a", { href: href("timeline", { thing: endOf(code(kind, row)) }) }, "Timeline →"),
    ),
  );
}

/**
 * @param {URLSearchParams} query `thing`: of what; without, of everything
 * @param {(hash: string) => void} go
 * @returns {import("./home.js").View}
 */
export function timeline(query, go) {
  const which = codeOfEnd(query.get("thing") || "");
  const [kind, row] = [kindOf(which), rowOf(which)];
  const rows = which >= 0 ? highlightsOf(kind, row) : everyHighlight();
  const all = periods(rows);
  const byClock = (/** @type {(row: number) => string} */ clock) =>
    rows
      .filter((each) => DAY.test(clock(each)))
      .sort((one, two) => (clock(one) < clock(two) ? -1 : clock(one) > clock(two) ? 1 : one - two));
  const [said, kept] = [byClock(published), byClock(heard)];
  const open = (/** @type {Period} */ period) => go(href("list", { kind: "highlight", since: period.from, until: period.to }));
  const undated = rows.length - rows.filter((each) => DAY.test(heard(each) || published(each))).length;
  const about = which >= 0 ? [which] : [];
  return {
    title: which >= 0 ? `Timeline of ${label(kind, row)}` : "Timeline",
    scene: which >= 0 ? { star: which } : null,
    nodes: [
      head(which >= 0 ? ["Timeline of ", dot(kind, row), to(kind, row)] : "By two clocks", which >= 0 ? label(kind, row) : "When it was"),
      all.length
        ? [
            el(
              "p",
              { class: "lead" },
              [
                said.length && `${counted(said.length, "highlight")} with a date of publication`,
                kept.length && `${counted(kept.length, "highlight")} with the day you kept it`,
              ]
                .filter(Boolean)
                .join(", "),
              undated > 0 && `; ${thousands(undated)} without any date`,
              ".",
            ),
            drawing(all, 110, which >= 0 ? null : open),
            key(all),
          ]
        : el("p", { class: "lead" }, "These exports hold no dates. Snipd’s own export and Readwise’s CSV and JSON do."),
      which >= 0 && kept.length > 0 && section(`You first heard of it on ${day(heard(kept[0]))}`, card(kept[0], { about })),
      which >= 0 &&
        said.length > 0 &&
        said[0] !== kept[0] &&
        section(`First published on ${day(published(said[0]))}`, card(said[0], { about })),
      all.length > 0 &&
        section(
          "The same as a table",
          table(
            all.filter((each) => each.published || each.heard),
            which < 0,
          ),
        ),
      which >= 0 &&
        rows.length > 1 &&
        section(
          "In order",
          paged(kept.length >= said.length ? kept : said, (each) => card(each, { about }), 6),
        ),
    ],
  };
}

/**
 * @param {Period[]} all
 * @param {boolean} linked
 */
const table = (all, linked) =>
  el(
    "div",
    { class: "table" },
    el(
      "table",
      {},
      el("caption", { class: "away" }, "Highlights by period"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Period"),
          el("th", { scope: "col", class: "number" }, "Published"),
          el("th", { scope: "col", class: "number" }, "Heard"),
        ),
      ),
      el(
        "tbody",
        {},
        all.map((each) =>
          el(
            "tr",
            {},
            el(
              "th",
              { scope: "row" },
              linked ? el("a", { href: href("list", { kind: "highlight", since: each.from, until: each.to }) }, each.name) : each.name,
            ),
            el("td", { class: "number" }, String(each.published)),
            el("td", { class: "number" }, String(each.heard)),
          ),
        ),
      ),
    ),
  );
