// Starts the real handler on its own data folder, with staff and a settable clock.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const startSeconds = 300;

export class Service {
  #child;
  #publisher;

  // `paths` has the folders {site, programs, templates}, and {content} if editors work at the desk;
  // `time` is the handler's first, `options` are more of its own. When this returns, the server listens.
  static async start(paths, time = "2026-09-24T10:00:00+08:00", options = []) {
    const service = new Service();
    service.handler = join(paths.programs, "handler");
    service.published = join(paths.site, "published");
    service.places = ["--published", service.published, "--templates", paths.templates,
      "--public", join(paths.site, "public"),
      ...(paths.content ? ["--content", paths.content] : [])];
    service.folder = mkdtempSync(join(tmpdir(), "bancheng-browser-"));
    service.data = join(service.folder, "data");
    service.clockFile = join(service.folder, "clock");
    service.setClock(time);
    service.#run(["init", "--data", service.data]);
    service.#child = service.#spawn("serve", "--listen", "127.0.0.1:0", ...options);
    service.origin = await service.#address();
    return service;
  }

  // Starts the publisher beside the server; it works until stop().
  startPublisher() {
    this.#publisher = this.#spawn("publish", "--follow");
    this.publisherSays = "";
    for (const stream of [this.#publisher.stdout, this.#publisher.stderr])
      stream.on("data", (bytes) => { this.publisherSays += bytes; });
  }

  // Sets the handler's time (ISO 8601) for later requests.
  setClock(time) {
    this.now = time;
    writeFileSync(`${this.clockFile}.new`, time);
    renameSync(`${this.clockFile}.new`, this.clockFile);
  }

  // Adds a user with one grant, for the whole site or as `scope` {login, name, unit, window} says;
  // returns {login, password} for sign-in.
  addStaff(site, role, scope = {}) {
    const password = `Aa1-${randomBytes(12).toString("hex")}`;
    const login = `${site}-${scope.login ?? role}`;
    const option = (name) => scope[name] ? [`--${name}`, scope[name]] : [];
    const grant = ["--site", site, "--role", role, ...option("unit"), ...option("window")];
    this.#run(["user", "add", "--data", this.data, "--published", this.published, "--login", login,
      "--name", scope.name ?? `测试${role}`, ...grant, "--password-stdin"], `${password}\n`);
    return { login, password };
  }

  // Stops the server and the publisher, and removes their data.
  async stop() {
    for (const child of [this.#publisher, this.#child]) await ended(child);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(...command) {
    return spawn(this.handler, [...command, ...this.places, "--data", this.data,
      "--test-clock", this.clockFile], { stdio: ["ignore", "pipe", "pipe"] });
  }

  #run(args, input = "") {
    execFileSync(this.handler, args, { input, stdio: ["pipe", "ignore", "inherit"] });
  }

  // The address that the server prints once it listens.
  #address() {
    const log = [];
    createInterface({ input: this.#child.stderr }).on("line", (line) => log.push(line));
    const said = (text) => new Error(`handler serve ${text}\n${log.join("\n")}`);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(said("did not start")), startSeconds * 1000);
      this.#child.once("exit", (code) => reject(said(`ended with ${code}`)));
      createInterface({ input: this.#child.stdout }).on("line", (line) => {
        const found = /^serving http:\/\/localhost:(\d+)\//.exec(line);
        if (!found) return;
        clearTimeout(late);
        resolve(`http://127.0.0.1:${found[1]}`);
      });
    });
  }
}

async function ended(child) {
  if (!child || child.exitCode !== null) return;
  const end = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await end;
}
