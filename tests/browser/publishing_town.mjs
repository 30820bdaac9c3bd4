// A town's content of its own for the tests of publishing: a copy of demo, built for the day of the test.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const site = "demo";

export class PublishingTown {
  // `paths` has the folders {programs, templates}; the site is built for `day` (2026-11-26). The duty
  // roster ends before `dutyUntil`.
  constructor(paths, day, dutyUntil) {
    this.folder = mkdtempSync(join(tmpdir(), "bancheng-town-"));
    const source = join(paths.templates, "../content");
    this.paths = { ...paths, site: this.folder, content: join(this.folder, "content") };
    for (const part of ["calendar", `sites/${site}`])
      cpSync(join(source, part), join(this.paths.content, part), { recursive: true });
    this.write("duty.yaml", this.read("duty.yaml").split("\n")
      .filter((line) => (/from: (\S+),/.exec(line)?.[1] ?? "") < dutyUntil).join("\n"));
    cpSync(this.paths.content, join(this.folder, "began"), { recursive: true });
    execFileSync(join(paths.programs, "generator"), ["build", "--quiet", "--content",
      this.paths.content, "--templates", paths.templates, "--out", join(this.folder, "public"),
      "--published", join(this.folder, "published"), "--today", day],
      { stdio: ["ignore", "ignore", "pipe"] });
  }

  read(file) {
    return readFileSync(join(this.paths.content, "sites", site, file), "utf8");
  }

  write(file, text) {
    writeFileSync(join(this.paths.content, "sites", site, file), text);
  }

  // What `diff` says of the content and of what it was: "-" and "+" lines, and files that came or went.
  differences() {
    const compared = spawnSync("diff", ["-raU0", "began", "content"],
      { cwd: this.folder, encoding: "utf8" });
    assert.ok(compared.status <= 1, compared.stderr);
    return compared.stdout.split("\n")
      .filter((line) => /^([-+](?!--|\+\+)|Only in)/.test(line));
  }

  // The public files of all kinds that hold `words`.
  publicFilesWith(words) {
    const folder = join(this.folder, "public");
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((path) => readFileSync(path).includes(words));
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
