// What stands packed in the page: base64 of gzip.

/**
 * The bytes that base64 stands for.
 * @param {string} text
 */
function bytesOf(text) {
  const quick = /** @type {any} */ (Uint8Array).fromBase64; // browsers of 2025
  if (quick) return /** @type {Uint8Array<ArrayBuffer>} */ (quick(text));
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

/**
 * A block of the page unpacked; what was packed is let go.
 * @param {string} id
 */
export function unpacked(id) {
  const block = /** @type {HTMLElement} */ (document.getElementById(id));
  const stream = new Blob([bytesOf(block.textContent || "")]).stream().pipeThrough(new DecompressionStream("gzip"));
  block.remove();
  return new Response(stream);
}
