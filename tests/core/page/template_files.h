// Template folders for tests: written to a temporary folder that is removed with the object.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include "tests/support/temporary_folder.h"

namespace tests {

using Files = std::map<std::string, std::string>;

class TemplateFolder {
 public:
  explicit TemplateFolder(const Files& files) {
    for (const auto& [name, text] : files) {
      std::filesystem::create_directories((folder_ / name).parent_path());
      std::ofstream(folder_ / name, std::ios::binary) << text;
    }
  }

  const std::filesystem::path& root() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace tests
