// Building elements: the one place where text becomes a page, always as text.

/** @typedef {Node | string | number | false | null | undefined} Leaf */
/** @typedef {Leaf | readonly (Leaf | readonly any[])[]} Children */
/** @typedef {Record<string, any>} Attributes `on` holds listeners by event; what is null or false is left out */

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export const byId = (id) => /** @type {T} */ (document.getElementById(id));

/**
 * @template {Element} T
 * @param {T} made
 * @param {Attributes | null} attributes
 * @param {Children} children
 * @returns {T}
 */
function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...nodes(children));
  return made;
}

/**
 * What of some children is there, in one flat list.
 * @param {Children} children
 * @returns {(Node | string)[]}
 */
export function nodes(children) {
  const flat = Array.isArray(children) ? children.flat(9) : [children];
  return /** @type {Leaf[]} */ (flat)
    .filter((each) => each !== null && each !== undefined && each !== false && each !== "")
    .map((each) => (each instanceof Node ? each : String(each)));
}

/**
 * An element: el("p", {class: "quiet"}, "words", child). Words become text nodes, so nothing in the data can become markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Attributes | null} [attributes]
 * @param {...Children} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export const el = (name, attributes, ...children) => filled(document.createElement(name), attributes || null, children);

/**
 * The same for a drawing.
 * @param {string} name
 * @param {Attributes | null} [attributes]
 * @param {...Children} children
 * @returns {SVGElement}
 */
export const svg = (name, attributes, ...children) =>
  filled(/** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", name)), attributes || null, children);

/**
 * A link out of the page, or only its words where the address is not of the web.
 * @param {string} address
 * @param {Attributes} attributes
 * @param {...Children} children
 */
export function outside(address, attributes, ...children) {
  if (!/^https?:\/\//i.test(address)) return el("span", attributes, children);
  return el("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

/**
 * A button.
 * @param {string} words
 * @param {() => void} click
 * @param {Attributes} [attributes]
 */
export const button = (words, click, attributes) => el("button", { type: "button", ...attributes, on: { click } }, words);

/**
 * Told to a screen reader.
 * @param {string} words
 */
export const say = (words) => {
  byId("live").textContent = words;
};

/**
 * Done when the browser has nothing else to do, and soon at any rate.
 * @param {() => void} work
 */
export function idly(work) {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 300 });
  else setTimeout(work, 50);
}
