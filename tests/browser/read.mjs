// Reads files as their readers in the world do, in one headless Chromium: Mermaid's own parser and
// renderer, and mxGraph, the engine of diagrams.net. Jobs come as a JSON list on standard input:
//   {"kind": "mermaid", "text": …}   parse and draw; with "parse_only" do not draw
//   {"kind": "drawio", "text": …}    open every page
// Answers leave as a JSON list on standard output, in the same order; {"error": …} where a file is
// refused. A job with "png" leaves a picture of what was drawn there.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

const folderOf = (name) =>
  dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

const SCRIPTS = {
  mermaid: () => join(folderOf("mermaid"), "dist", "mermaid.min.js"),
  drawio: () => join(folderOf("mxgraph"), "javascript", "mxClient.min.js"),
};
const READERS = { mermaid: readMermaid, drawio: readDrawio };

async function openPage(browser, kind) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.route("**/*", (route) => route.abort()); // a file may ask nobody for anything
  await page.setContent("<!DOCTYPE html><meta charset=utf-8><body><div id=picture></div>");
  await page.evaluate(() => Object.assign(globalThis, { mxLoadResources: false, mxLoadStylesheets: false }));
  await page.addScriptTag({ path: SCRIPTS[kind]() });
  return page;
}

// -- in the page -----------------------------------------------------------------------------

async function readMermaid({ text, parse_only: parseOnly }) {
  const picture = document.getElementById("picture");
  picture.replaceChildren();
  try {
    globalThis.mermaid.initialize({ startOnLoad: false });
    await globalThis.mermaid.parse(text);
    if (parseOnly) return {};
    picture.innerHTML = (await globalThis.mermaid.render("chart", text)).svg;
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
  const all = (selector) => [...picture.querySelectorAll(selector)];
  const lines = (element) => element.innerText;
  return {
    title: all("svg > title").map((element) => element.textContent).join(),
    description: all("svg > desc").map((element) => element.textContent).join(),
    boxes: all("g.node .nodeLabel").map(lines),
    arrows: all("g.edgeLabels .edgeLabel p").map(lines),
    lines: all("path.flowchart-link").length,
    tags: [...new Set(all("*").map((element) => element.localName))].sort(),
    handlers: all("*").filter((element) =>
      [...element.attributes].some(({ name }) => name.startsWith("on") || name.endsWith("href")),
    ).length,
  };
}

async function readDrawio({ text }) {
  const { mxCodec, mxGraph, mxUtils } = globalThis;
  const picture = document.getElementById("picture");
  picture.replaceChildren();
  const pages = [];
  for (const node of mxUtils.parseXml(text).getElementsByTagName("diagram")) {
    const graph = new mxGraph(picture.appendChild(document.createElement("div")));
    // As diagrams.net: a cell with a tooltip is an object with a label.
    const owned = (cell, name) => (mxUtils.isNode(cell.value) ? cell.value.getAttribute(name) : null);
    graph.convertValueToString = (cell) => owned(cell, "label") ?? cell.value ?? "";
    const model = node.getElementsByTagName("mxGraphModel")[0];
    new mxCodec(model.ownerDocument).decode(model, graph.getModel());
    const read = (cell) => {
      const html = new DOMParser().parseFromString(owned(cell, "tooltip") ?? "", "text/html").body;
      const tags = [...html.querySelectorAll("*")].map((element) => element.localName);
      html.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
      const state = graph.view.getState(cell);
      return {
        id: cell.id,
        parent: cell.parent.id,
        label: graph.getLabel(cell),
        drawn: state?.text?.value ?? "",
        is_html: graph.isHtmlLabel(cell),
        tooltip: html.textContent,
        tooltip_tags: [...new Set(tags)].filter((tag) => tag !== "br"),
        source: cell.source?.id ?? null,
        target: cell.target?.id ?? null,
        bounds: state && [state.x, state.y, state.width, state.height],
      };
    };
    const cells = Object.values(graph.getModel().cells);
    pages.push({
      name: node.getAttribute("name"),
      boxes: cells.filter((cell) => cell.vertex).map(read),
      arrows: cells.filter((cell) => cell.edge).map(read),
    });
  }
  return { pages };
}

// -- jobs ------------------------------------------------------------------------------------

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const pages = {};
const answers = [];
for (const job of JSON.parse(readFileSync(0, "utf8"))) {
  const page = (pages[job.kind] ??= await openPage(browser, job.kind));
  answers.push(await page.evaluate(READERS[job.kind], job));
  if (job.png) await page.locator("#picture").screenshot({ path: job.png });
}
await browser.close();
process.stdout.write(JSON.stringify(answers));
