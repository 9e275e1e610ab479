// ---- Building elements, and small things about text -------------------------------------------------------------------

const byId = (id) => document.getElementById(id);

/**
 * An element: el("p", {class: "quiet"}, "words", child). Words become text nodes, so nothing in the data can become markup.
 * Attributes that are null or false are left out; `on` holds listeners by event.
 */
function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

/** A link out of the page, or only its words where the address is not of the web. */
function outside(address, attributes, ...children) {
  if (!/^https?:\/\//i.test(address)) return el("span", attributes, children);
  return el("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

/** Without case and accents, every run of other signs one space: the form in which everything is searched. */
const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’‘`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** 0:15:16 for 916 seconds. */
const clock = (at) => `${Math.floor(at / 3600)}:${String(Math.floor(at / 60) % 60).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;

/** "1 highlight", "2,000 highlights". */
const counted = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;

/** "12 March 2024" for a date that begins 2024-03-12; else the words as they are. */
function day(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!found) return text;
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  return `${+found[3]} ${months[found[2] - 1] || ""} ${found[1]}`;
}

/** The text cut at a word near `length` signs, with … where something is missing. */
function shortened(text, length) {
  if (text.length <= length) return text;
  const cut = text.lastIndexOf(" ", length);
  return text.slice(0, cut > length * 0.6 ? cut : length).replace(/[\s,;:–—-]+$/, "") + " …";
}

/** A number for each member of a list -> [member, how often], most frequent first. */
function tally(members) {
  const times = new Map();
  for (const each of members) times.set(each, (times.get(each) || 0) + 1);
  return [...times].sort((one, two) => two[1] - one[1] || one[0] - two[0]);
}

const say = (words) => {
  byId("live").textContent = words;
};
