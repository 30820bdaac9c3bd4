// Two sites in a folder of their own, which a test edits, builds and compares.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <system_error>

#include "generator/build/build.h"
#include "tests/generator/few_windows.h"
#include "tests/generator/temp_folder.h"

// Two sites and the templates, which a test may change, and the folders of a build.
class BuildFixture {
 public:
  BuildFixture() {
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

  generator::BuildOptions options(const std::string& name) const {
    generator::BuildOptions options;
    options.inputs = {
        folder_ / "content", folder_ / "site_templates", {}, *core::day_from_iso("2026-10-20")};
    options.out = folder_ / (name + "-public");
    options.published = folder_ / (name + "-published");
    return options;
  }

  void replace(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = text_of(folder_ / file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from << " is not in " << file;
    write_text(folder_ / file, text.replace(at, from.size(), to));
  }

  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

// Removes the shared files of earlier pages, which a full build does not have.
inline std::map<std::string, std::string> without_retired(
    std::map<std::string, std::string> files) {
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

// What readers and the handler see of a build: pages, and the version in force.
inline std::map<std::string, std::string> visible(const generator::BuildOptions& options) {
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

struct Outcome {
  bool built = false;
  std::string said;
  int rendered = 0;
  int written = 0;
};

inline Outcome run(generator::Builder& builder) {
  core::Diagnostics diagnostics;
  const auto report = builder.build(diagnostics);
  EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.failure().message);
  if (!report.ok() || !*report) return {false, diagnostics.text()};
  return {true, diagnostics.text(), (*report)->rendered, (*report)->written};
}

inline Outcome run_clean(const generator::BuildOptions& options) {
  std::error_code error;
  std::filesystem::remove_all(options.out, error);
  std::filesystem::remove_all(options.published, error);
  generator::Builder builder(options);
  return run(builder);
}
