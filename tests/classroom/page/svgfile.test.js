import assert from "node:assert/strict";
import { test } from "node:test";

import { escaped, fileName, readPicture, svgText, wrapped } from "../../../wgig_sim/classroom/page/svgfile.js";

const text = (nodeValue) => ({ nodeType: 3, nodeValue });
const node = (localName, attributes, style, ...childNodes) => ({
  nodeType: 1,
  localName,
  style,
  childNodes,
  attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
});
const styleOf = ({ style }) => ({ getPropertyValue: (name) => style[name] ?? "" });

test("styles become attributes, what only the page knows is left out, what is hidden too", () => {
  const circle = node(
    "circle",
    { r: "4", class: "dot", tabindex: "0", "data-seat": "3", "aria-label": "x" },
    { fill: "rgb(1, 2, 3)", opacity: "1", stroke: "none", "font-size": "13px" },
  );
  const hidden = node("g", {}, { display: "none" });
  const label = node("text", { x: "1" }, { "font-size": "13px", "text-anchor": "middle" }, text("a & b"));
  const picture = readPicture(node("svg", { viewBox: "0 0 9 9" }, {}, circle, hidden, label, { nodeType: 8 }), styleOf);
  assert.deepEqual(picture.children, [
    { tag: "circle", attributes: { r: "4", fill: "rgb(1, 2, 3)" }, children: [] },
    { tag: "text", attributes: { x: "1", "font-size": "13px", "text-anchor": "middle" }, children: ["a & b"] },
  ]);
});

test("the file stands alone: namespace, paper, what it is in words, escaped text", () => {
  const picture = {
    tag: "svg",
    attributes: { viewBox: "-5 0 10 20" },
    children: [{ tag: "text", attributes: { x: "1" }, children: ['<b> & "c"'] }],
  };
  const frame = { width: 40, height: 80, paper: "rgb(255, 255, 255)", ink: "black", font: "sans", title: "WGIG, seed 7" };
  assert.equal(
    svgText(picture, frame),
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -11 16 34" width="64" height="136"><title>WGIG, seed 7</title>'
        + '<rect x="-8" y="-11" width="16" height="34" fill="rgb(255, 255, 255)"/>'
        + '<text x="-5" y="-4.25" fill="black" font-family="sans" font-size="3.5">WGIG, seed 7</text>'
        + '<text x="1">&lt;b&gt; &amp; &quot;c&quot;</text></svg>',
      "",
    ].join("\n"),
  );
});

test("lines break between words, and a long word stays whole", () => {
  assert.deepEqual(wrapped("one two three", 7), ["one two", "three"]);
  assert.deepEqual(wrapped("extraordinarily so", 5), ["extraordinarily", "so"]);
  assert.deepEqual(wrapped("", 5), [""]);
});

test("characters that XML refuses are left out, others stay", () => {
  assert.equal(escaped("a\u0007b\u0000 S\u00e3o \u{1F600}"), "ab S\u00e3o \u{1F600}");
});

test("file names are plain", () => {
  assert.equal(fileName({ scenario: "wgig-2005/text-first" }, 7, "room", "svg"), "wgig-2005-text-first-seed-7-room.svg");
  assert.equal(fileName({ scenario: "../../etc" }, 0, "x", "zip"), "-etc-seed-0-x.zip");
});
