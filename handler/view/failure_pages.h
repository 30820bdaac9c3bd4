// The failure pages as they were published; showing them needs no site.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "core/base/result.h"
#include "core/page/files_refused.h"

namespace handler::view {

// The section of a form's template that says why nothing was saved and that the typed values are
// kept.
inline std::string not_saved_section(const core::Failure& failure) {
  return failure.code == core::FailureCode::clock_held ? "CLOCK_HELD" : "NOT_SAVED";
}

// Thread-safe.
class FailurePages {
 public:
  // `templates` is used to make the pages if `published` is older than these pages.
  FailurePages(const std::filesystem::path& published, std::filesystem::path templates);

  // HTML for a status of 400 or more; "" if neither pages nor templates exist.
  std::string page(int status, const std::string& incident = {}) const;
  // The same for files that are not taken.
  std::string page(core::FilesRefused why) const;

 private:
  std::string read(const std::string& file) const;
  std::string made(const std::string& file) const;

  std::filesystem::path shared_;
  std::filesystem::path templates_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::string> made_;
};

}  // namespace handler::view
