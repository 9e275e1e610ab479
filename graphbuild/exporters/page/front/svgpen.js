// A pen that writes SVG: what draw.js draws on the canvas, as shapes in a file.

import { svg } from "./dom.js";

/** As much of a canvas as draw.js uses. */
export class SvgPen {
  /**
   * @param {number} width
   * @param {number} height
   * @param {string} ground colour of the background
   * @param {string} title what the picture shows
   */
  constructor(width, height, ground, title) {
    this.root = svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
      svg("title", {}, title),
      svg("rect", { width, height, fill: ground }),
    );
    this.ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    this.d = "";
    this.globalAlpha = 1;
    /** @type {string | CanvasGradient | CanvasPattern} */
    this.fillStyle = "";
    /** @type {string | CanvasGradient | CanvasPattern} */
    this.strokeStyle = "";
    this.lineWidth = 1;
    this.font = "";
    /** @type {CanvasTextAlign} */
    this.textAlign = "left";
    /** @type {CanvasTextBaseline} */
    this.textBaseline = "middle";
    /** @type {CanvasLineJoin} */
    this.lineJoin = "round";
    /** @type {CanvasDirection} */
    this.direction = "inherit";
  }
  beginPath() {
    this.d = "";
  }
  closePath() {
    this.d += "Z";
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.d += `M${round(x)} ${round(y)}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.d += `L${round(x)} ${round(y)}`;
  }
  /** @param {number} cx @param {number} cy @param {number} x @param {number} y */
  quadraticCurveTo(cx, cy, x, y) {
    this.d += `Q${round(cx)} ${round(cy)} ${round(x)} ${round(y)}`;
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.d += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
  }
  /** A whole circle: draw.js draws no other arcs. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    const [left, wide] = [round(x - r), round(r)];
    this.d += `M${left} ${round(y)}a${wide} ${wide} 0 1 0 ${round(2 * r)} 0a${wide} ${wide} 0 1 0 ${round(-2 * r)} 0Z`;
  }
  stroke() {
    if (this.d)
      this.root.append(
        svg("path", {
          d: this.d,
          fill: "none",
          stroke: this.strokeStyle,
          "stroke-width": this.lineWidth,
          "stroke-opacity": round(this.globalAlpha),
        }),
      );
  }
  fill() {
    if (this.d) this.root.append(svg("path", { d: this.d, fill: this.fillStyle, "fill-opacity": round(this.globalAlpha) }));
  }
  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    this.write(text, x, y, { fill: this.fillStyle, "fill-opacity": round(this.globalAlpha) });
  }
  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.write(text, x, y, {
      fill: "none",
      stroke: this.strokeStyle,
      "stroke-width": this.lineWidth,
      "stroke-opacity": round(this.globalAlpha),
      "stroke-linejoin": "round",
    });
  }
  /** @param {string} text @param {number} x @param {number} y @param {Record<string, unknown>} attributes */
  write(text, x, y, attributes) {
    const [, weight, size, family] = /^(\d+) ([\d.]+)px (.*)$/.exec(this.font) || ["", "450", "12", "sans-serif"];
    this.root.append(
      svg(
        "text",
        {
          x: round(x),
          y: round(y),
          "font-weight": weight,
          "font-size": size,
          "font-family": family,
          "dominant-baseline": "central",
          ...attributes,
        },
        text,
      ),
    );
  }
  /** @param {string} text */
  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }
}

/** @param {number} number */
const round = (number) => Math.round(number * 100) / 100;
