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
  BuildFixture();

  generator::BuildOptions options(const std::string& name) const;

  void replace(const std::string& file, const std::string& from, const std::string& to);

  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

// Removes the shared files of earlier pages, which a full build does not have.
std::map<std::string, std::string> without_retired(std::map<std::string, std::string> files);

// What readers and the handler see of a build: pages, and the version in force.
std::map<std::string, std::string> visible(const generator::BuildOptions& options);

struct Outcome {
  bool built = false;
  std::string said;
  int rendered = 0;
  int written = 0;
};

Outcome run(generator::Builder& builder);

Outcome run_clean(const generator::BuildOptions& options);
