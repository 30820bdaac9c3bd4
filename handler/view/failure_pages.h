// The pages for what goes wrong, as they were published: to draw them, nothing of a site is needed.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace handler::view {

// Thread-safe.
class FailurePages {
 public:
  // `templates` makes them if `published` is older than they are.
  FailurePages(const std::filesystem::path& published, std::filesystem::path templates);

  // HTML for a status of 400 or more; "" if there are neither pages nor templates.
  std::string page(int status, const std::string& incident = {}) const;

 private:
  std::string made(const std::string& file) const;

  std::filesystem::path shared_;
  std::filesystem::path templates_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::string> made_;
};

}  // namespace handler::view
