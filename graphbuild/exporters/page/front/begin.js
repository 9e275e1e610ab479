// What runs first, and the only script that stands in the page as it is: it unpacks the style sheet and the other scripts, and lets them begin.

import { unpacked } from "./unpack.js";

async function begin() {
  const [style, script] = (await unpacked("code").text()).split("\0");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
  for (const each of document.querySelectorAll("header, main")) /** @type {HTMLElement} */ (each).hidden = false;
  // The one policy that the page allows, and it is made here, once. What it lets through runs only if the page names its hash as well.
  const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("graphbuild", {
    createScript: (/** @type {string} */ text) => text,
  });
  const rest = document.createElement("script");
  rest.text = policy ? policy.createScript(script) : script;
  document.body.append(rest);
}

begin().catch((error) => {
  document.body.append(`The page cannot be shown: this browser could not unpack it (${error.message}). A browser of 2023 or later can.`);
  throw error;
});
