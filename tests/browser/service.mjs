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

  // `paths` has the folders {site, programs, templates}; when this returns, the server listens.
  static async start(paths) {
    const service = new Service();
    service.handler = join(paths.programs, "handler");
    service.published = join(paths.site, "published");
    service.folder = mkdtempSync(join(tmpdir(), "bancheng-browser-"));
    service.data = join(service.folder, "data");
    service.clockFile = join(service.folder, "clock");
    service.setClock("2026-09-24T10:00:00+08:00");
    service.#run(["init", "--data", service.data]);
    service.#child = spawn(service.handler, [
      "serve", "--published", service.published, "--templates", paths.templates,
      "--public", join(paths.site, "public"), "--data", service.data,
      "--test-clock", service.clockFile, "--listen", "127.0.0.1:0",
    ], { stdio: ["ignore", "pipe", "pipe"] });
    service.origin = await service.#address();
    return service;
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

  // Stops the server and removes its data.
  async stop() {
    if (this.#child.exitCode === null) {
      const ended = new Promise((resolve) => this.#child.once("exit", resolve));
      this.#child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
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
