// Runs the scripts of the search page as they are published over the index of a built site, without a browser: a page of
// as few elements as the script touches, and files instead of a network.
import { existsSync, readFileSync } from "node:fs";
import vm from "node:vm";

// The scripts that the search page names, in their order. Those of the last builds stay beside them.
export function scriptsOf(folder) {
  const page = readFileSync(`${folder}/search/index.html`, "utf8");
  return ["search_words", "search_match", "search"].map((name) => {
    const [file] = page.match(new RegExp(`\\b${name}\\.[0-9a-f]+\\.js`));
    return `${folder}/assets/${file}`;
  });
}

// An element that only holds what the script puts into it.
class Element {
  constructor(name = "") {
    this.name = name;
    this.children = [];
    this.dataset = {};
    this.own = "";
    this.hidden = false;
    this.value = "";
    this.listeners = {};
  }
  appendChild(child) {
    this.children.push(child);
    return child;
  }
  addEventListener(type, heard) { this.listeners[type] = heard; }
  querySelector(name) { return this.children.find((child) => child.name === name) ?? null; }
  get textContent() { return this.own + this.children.map((child) => child.textContent).join(""); }
  set textContent(text) {
    this.own = text;
    this.children = [];
  }
}

export class Searcher {
  // `folder` is the site's public folder.
  constructor(folder) {
    this.folder = folder;
    this.loaded = 0;
    this.elements = {};
    for (const name of ["form", "query", "texts", "status", "found", "results", "more", "none", "pages"]) {
      this.elements[`search-${name}`] = new Element();
    }
    const page = readFileSync(`${folder}/search/index.html`, "utf8");
    const listed = (name) => page.match(new RegExp(`data-${name}="([^"]*)"`))[1];
    const texts = { skip: listed("skip"), ends: listed("ends"), plain: listed("plain"), working: "…", none: "none", tooShort: "short", failed: "failed", countBefore: "", countAfter: "found",
      partlyBefore: "", partlyAfter: "partly" };
    Object.assign(this.elements["search-texts"].dataset, texts);
    Object.assign(this.elements["search-form"].dataset, { index: "search/", pages: "" });
    this.run();
  }

  run() {
    const assets = scriptsOf(this.folder);
    const made = (text) => Object.assign(new Element(), { own: text });
    const document = { title: "", getElementById: (id) => this.elements[id] ?? null, createElement: (name) => new Element(name),
      createTextNode: made };
    const window = { fetch: (address) => this.answer(address), Promise, Blob, URLSearchParams, addEventListener() {},
      location: { search: "", pathname: "/" }, history: { pushState() {} },
      DOMParser: class { parseFromString() { return { getElementById: () => null, querySelector: () => null }; } } };
    const context = vm.createContext({ window, document, Math, Promise });
    for (const script of assets) vm.runInContext(readFileSync(script, "utf8"), context);
  }

  // Counts every byte, as a browser with an empty cache would.
  async answer(address) {
    const path = `${this.folder}/${address.split("#")[0]}${/\.json$/.test(address) ? "" : "index.html"}`;
    if (!existsSync(path)) return { ok: false, status: 404 };
    const text = readFileSync(path, "utf8");
    this.loaded += Buffer.byteLength(text);
    return { ok: true, text: async () => text };
  }

  // The results of a query: their addresses and titles, best first, what the page says of them, and the bytes loaded.
  async find(query) {
    const before = this.loaded;
    const status = this.elements["search-status"];
    this.elements["search-query"].value = query;
    this.elements["search-form"].listeners.submit({ preventDefault() {} });
    while (status.textContent === "…") await new Promise(setImmediate);
    await new Promise(setImmediate);
    const hits = this.elements["search-results"].children.map((item) => {
      const link = item.querySelector("a");
      return { address: link.href, title: link.textContent };
    });
    return { hits, said: status.textContent, bytes: this.loaded - before };
  }
}

// A new searcher for each query: nothing is in its cache.
export async function findAlone(folder, query) {
  return new Searcher(folder).find(query);
}
