// Template folders for tests: written to a temporary folder that goes away with the object.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace tests {

using Files = std::map<std::string, std::string>;

class TemplateFolder {
 public:
  explicit TemplateFolder(const Files& files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "templates-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    for (const auto& [name, text] : files) {
      std::filesystem::create_directories((root_ / name).parent_path());
      std::ofstream(root_ / name, std::ios::binary) << text;
    }
  }
  ~TemplateFolder() { std::filesystem::remove_all(root_); }
  TemplateFolder(const TemplateFolder&) = delete;
  TemplateFolder& operator=(const TemplateFolder&) = delete;

  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

}  // namespace tests
