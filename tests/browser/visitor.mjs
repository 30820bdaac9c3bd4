// One person's browser: checks each page for errors, blocked content and requests to other hosts.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // A page lives for a second: compiling its scripts and axe in the background takes a fifth of the tests' time.
  "--js-flags=--no-opt --no-maglev --single-threaded-gc"];

// Milliseconds; reached only by failing tests, even on slow machines.
export const far = 300_000;

// Chromium without windows, which takes two thirds of the time of one that draws them.
export const chromiumPath = "/usr/bin/chromium-headless-shell";

export function launchBrowser() {
  return chromium.launch({ executablePath: chromiumPath, args: flags, timeout: far });
}

export class Visitor {
  #complaints = [];

  // `way` has {width, height, javaScript}.
  static async arrive(browser, origin, way) {
    const visitor = new Visitor();
    visitor.origin = origin;
    visitor.context = await browser.newContext({
      baseURL: origin,
      viewport: { width: way.width, height: way.height },
      javaScriptEnabled: way.javaScript,
      locale: "zh-CN",
      ignoreHTTPSErrors: true,  // of a test's own certificate
    });
    visitor.page = await visitor.context.newPage();
    visitor.page.setDefaultTimeout(far);
    visitor.#watch();
    return visitor;
  }

  // Opens an address; fails unless the answer has this status.
  async open(path, status = 200) {
    const answer = await this.page.goto(path);
    assert.equal(answer.status(), status, `status of ${path}`);
  }

  // Clicks a button or link and waits for the next page. The wait must start before the click:
  // afterwards the old page would still count as loaded. The old page must have finished loading,
  // or its load event would be taken for the next page's.
  async press(locator) {
    await this.page.waitForLoadState("load");
    const [answer] = await Promise.all([
      this.page.waitForResponse((response) => isPage(response)),
      this.page.waitForEvent("load"), locator.click()]);
    return answer;
  }

  // Sends the form of a field as the Enter key does.
  async enter(field) {
    await this.page.waitForLoadState("load");
    await Promise.all([
      this.page.waitForResponse((response) => isPage(response)),
      this.page.waitForEvent("load"), field.press("Enter")]);
  }

  // The visible text of the page.
  words() {
    return this.page.locator("body").innerText();
  }

  // Fails unless the visible text contains each of `texts`.
  async sees(...texts) {
    const words = await this.words();
    const start = words.replace(/\s+/g, " ").slice(0, 1000);
    for (const text of texts) assert.ok(words.includes(text), `“${text}” is not in:\n${start}`);
  }

  // Returns the browser's complaints so far and clears them.
  takeComplaints() {
    return this.#complaints.splice(0);
  }

  // Ends the visit; fails if the browser complained about anything.
  async leave() {
    await this.context.close();
    assert.deepEqual(this.takeComplaints(), [], "complaints of the browser");
  }

  #watch() {
    this.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !isStatusOfPage(message, this.page))
        this.#complaints.push(`${this.page.url()}: ${message.text()}`);
    });
    this.page.on("pageerror", (error) => this.#complaints.push(`${this.page.url()}: ${error}`));
    this.page.on("requestfailed", (request) => {
      if (!isLeftBehind(request))
        this.#complaints.push(`${request.url()}: ${request.failure()?.errorText}`);
    });
    this.page.on("request", (request) => {
      if (!request.url().startsWith(`${this.origin}/`))
        this.#complaints.push(`a request leaves the origin: ${request.url()}`);
    });
    this.page.on("response", (response) => {
      if (!response.request().isNavigationRequest() && response.status() >= 400)
        this.#complaints.push(`${response.url()}: ${response.status()}`);
    });
  }
}

function isPage(response) {
  const redirects = response.status() >= 300 && response.status() < 400;
  return response.request().isNavigationRequest() && !redirects;
}

// Chromium reports an answer of 404, 409 or 503 as an error; tests expect these.
function isStatusOfPage(message, page) {
  const isExpected = /^Failed to load resource: the server responded with a status of (4\d\d|503)/.test(message.text());
  return isExpected && message.location().url === page.url();
}

// The icon and the search's files are fetched after the page has loaded; leaving the page cancels
// them. Blocked content has another error.
function isLeftBehind(request) {
  const isIcon = /\/assets\/icon\.[0-9a-f]+\.svg$/.test(request.url());
  return (isIcon || request.resourceType() === "fetch") &&
    request.failure()?.errorText === "net::ERR_ABORTED";
}
