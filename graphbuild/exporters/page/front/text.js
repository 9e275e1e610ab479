// Small things about text, numbers and dates.

/**
 * Without case and accents, every run of other signs one space: the form in which everything is searched.
 * @param {string} text
 */
export const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’‘`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * 0:15:16 for 916 seconds.
 * @param {number} at
 */
export const clock = (at) =>
  `${Math.floor(at / 3600)}:${String(Math.floor(at / 60) % 60).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;

/** @param {number} number */
export const thousands = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * "1 highlight", "2,000 highlights".
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (number, one, many) => `${thousands(number)} ${number === 1 ? one : many || one + "s"}`;

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * "12 March 2024" for a date that begins 2024-03-12; else the words as they are.
 * @param {string} text
 */
export function day(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  return found ? `${+found[3]} ${MONTHS[+found[2] - 1] || ""} ${found[1]}` : text;
}

/**
 * The text cut at a word near `length` signs, with … where something is missing.
 * @param {string} text
 * @param {number} length
 */
export function shortened(text, length) {
  if (text.length <= length) return text;
  const cut = text.lastIndexOf(" ", length);
  return text.slice(0, cut > length * 0.6 ? cut : length).replace(/[\s,;:–—-]+$/, "") + " …";
}

/**
 * On one line, without signs that steer the direction of what follows: for a picture, where no element can keep them in.
 * @param {string} text
 */
export const tidy = (text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();

/**
 * Each member and how often it is there, most frequent first.
 * @param {Iterable<number>} members
 * @returns {[number, number][]}
 */
export function tally(members) {
  const times = new Map();
  for (const each of members) times.set(each, (times.get(each) || 0) + 1);
  return [...times].sort((one, two) => two[1] - one[1] || one[0] - two[0]);
}

/**
 * Each once, without -1.
 * @param {Iterable<number>} members
 */
export const distinct = (members) => [...new Set(members)].filter((each) => each >= 0);

/**
 * The parts that are there, with points between.
 * @param {...(string | false | null | undefined)} parts
 */
export const facts = (...parts) => parts.filter(Boolean).join(" · ");

/**
 * Lines of a text without their numbers and bullets.
 * @param {string} text
 */
export const lines = (text) =>
  text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-*•])\s+/, "").trim())
    .filter(Boolean);
