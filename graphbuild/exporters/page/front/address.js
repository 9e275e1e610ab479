// Addresses: every view has one, `#/kind/slug?query`, and the filter travels with it.

import { KINDS, kindOf, label, rowOf, find } from "./data.js";
import { FILTERS, chosen } from "./filter.js";
import { data } from "./store.js";
import { el } from "./dom.js";

/** @typedef {import("./data.js").Kind} Kind */

/** @param {string} text */
export const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * What an address asks for.
 * @param {string} hash
 */
export function parsed(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s, 2);
  const [, view = "", ...rest] = path.split("/");
  return { view, slug: rest.join("/"), query: new URLSearchParams(query) };
}

/**
 * The address of a view; the filter stays, and so does what is given beside it.
 * @param {string} path
 * @param {Record<string, string | number | null>} [query]
 */
export function href(path, query = {}) {
  const asked = new URLSearchParams();
  for (const name of FILTERS) if (chosen[name] && !(name in query)) asked.set(name, chosen[name]);
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== "") asked.set(name, String(value));
  const text = asked.toString();
  return `#/${path}${text ? "?" + text : ""}`;
}

/**
 * Where a thing has its own view.
 * @param {Kind} kind
 * @param {number} row
 * @returns {string}
 */
export const pathOf = (kind, row) =>
  kind === "note" ? pathOf("highlight", data.note.highlight[row]) : `${kind}/${encodeURIComponent(data[kind].slug.at(row))}`;

/**
 * @param {Kind} kind
 * @param {number} row
 */
export const address = (kind, row) => href(pathOf(kind, row));

/** How the address of a path names one of its ends: `idea:slow-reading`.
 * @param {number} which */
export const endOf = (which) => `${kindOf(which)}:${data[/** @type {"idea"} */ (kindOf(which))].slug.at(rowOf(which))}`;

/** The code of such an end; -1 for none.
 * @param {string} text */
export function codeOfEnd(text) {
  const [kind, slug] = text.split(/:(.*)/s, 2);
  const known = /** @type {Kind} */ (kind);
  const row = KINDS.includes(known) && slug ? find(known, slug) : -1;
  return row < 0 ? -1 : row * 8 + KINDS.indexOf(known);
}

/**
 * A link to a thing of the page.
 * @param {Kind} kind
 * @param {number} row
 * @param {Record<string, any>} [attributes]
 */
export const to = (kind, row, attributes) => el("a", { ...attributes, href: address(kind, row), dir: "auto" }, label(kind, row));
