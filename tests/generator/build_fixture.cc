// Copies two sites, builds them and reads the result.
#include "tests/generator/build_fixture.h"

#include <sstream>
#include <system_error>

#include "core/base/check.h"

BuildFixture::BuildFixture() {
  const std::filesystem::path root = BANCHENG_SOURCE_DIR;
  for (const char* site : {"demo", "pingyi"}) {
    std::filesystem::create_directories(folder_ / "content/sites");
    std::filesystem::copy(root / "content/sites" / site, folder_ / "content/sites" / site,
                          std::filesystem::copy_options::recursive);
  }
  keep_few_windows(folder_ / "content/sites/demo");
  std::filesystem::copy(root / "content/calendar", folder_ / "content/calendar");
  std::filesystem::copy(root / "site_templates", folder_ / "site_templates",
                        std::filesystem::copy_options::recursive);
}

generator::BuildOptions BuildFixture::options(const std::string& name) const {
  generator::BuildOptions options;
  options.inputs = {
      folder_ / "content", folder_ / "site_templates", {}, *core::day_from_iso("2026-10-20")};
  options.out = folder_ / (name + "-public");
  options.published = folder_ / (name + "-published");
  return options;
}

void BuildFixture::replace(const std::string& file, const std::string& from,
                           const std::string& to) {
  std::string text = text_of(folder_ / file);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from << " is not in " << file;
  write_text(folder_ / file, text.replace(at, from.size(), to));
}

std::map<std::string, std::string> without_retired(std::map<std::string, std::string> files) {
  std::string& manifest = files[".bancheng-manifest"];
  std::string names;
  std::istringstream lines(manifest);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("retired ")) {
      files.erase(line.substr(std::string("retired ").size()));
    } else {
      names += line + "\n";
    }
  }
  manifest = names;
  return files;
}

std::map<std::string, std::string> visible(const generator::BuildOptions& options) {
  std::map<std::string, std::string> files;
  for (const char* name : {"demo", "pingyi"}) {
    for (auto& [path, bytes] : without_retired(bytes_of(options.out / name))) {
      files[std::string(name) + "/" + path] = bytes;
    }
    files[std::string("current ") + name] = text_of(options.published / name / "current");
  }
  files["index.html"] = text_of(options.out / "index.html");
  files["404.html"] = text_of(options.out / "404.html");
  return files;
}

// A text that the catalogue lacks is a bug; a builder must be as good after it as after a mistake.
Outcome run(generator::Builder& builder) try {
  core::Diagnostics diagnostics;
  const auto report = builder.build(diagnostics);
  EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.failure().message);
  if (!report.ok() || !*report) return {false, diagnostics.text()};
  return {true, diagnostics.text(), (*report)->rendered, (*report)->written};
} catch (const core::Bug& bug) {
  return {false, bug.what()};
}

Outcome run_clean(const generator::BuildOptions& options) {
  std::error_code error;
  std::filesystem::remove_all(options.out, error);
  std::filesystem::remove_all(options.published, error);
  generator::Builder builder(options);
  return run(builder);
}
