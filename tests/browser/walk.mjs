// A person's way through the pages, counted job by job.
export class Walk {
  lines = [];

  constructor(visitor, password) {
    Object.assign(this, { visitor, password });
    this.begin("");
  }

  begin(job) {
    this.count = { job, pages: 0, fields: 0 };
  }

  end() {
    const { job, pages, fields } = this.count;
    this.lines.push(`${job}: ${pages} pages, ${fields} fields`);
  }

  async open(address) {
    await this.visitor.open(address);
    this.count.pages += 1;
  }

  press(selector) {
    return this.pressOn(this.visitor.page.locator(selector));
  }

  async pressOn(locator) {
    const answer = await this.visitor.press(locator);
    this.count.pages += 1;
    return answer;
  }

  // The first link of the page's own part that says `words`.
  follow(words) {
    return this.pressOn(this.visitor.page.locator("#main a", { hasText: words }).first());
  }

  send(form) {
    return this.press(`${form} button[type=submit]`);
  }

  unfold(details) {
    return this.visitor.page.locator(`${details} > summary`).click();
  }

  async fill(selector, text) {
    await this.visitor.page.locator(selector).fill(text);
    this.count.fields += 1;
  }

  async tick(selector) {
    await this.visitor.page.locator(selector).check();
    this.count.fields += 1;
  }

  sees(...texts) {
    return this.visitor.sees(...texts);
  }
}
