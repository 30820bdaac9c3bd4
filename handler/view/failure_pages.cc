// Reads a failure page when it is needed, because that is rare.
#include "handler/view/failure_pages.h"

#include <utility>

#include "core/base/files.h"
#include "core/page/failure_pages.h"
#include "core/site/published.h"

namespace handler::view {

FailurePages::FailurePages(const std::filesystem::path& published, std::filesystem::path templates)
    : shared_(core::shared_folder(published)), templates_(std::move(templates)) {}

std::string FailurePages::page(int status, const std::string& incident) const {
  std::string page = read(core::failure_file(status));
  const std::size_t mark = page.find(core::kIncidentMark);
  if (mark != std::string::npos) page.replace(mark, core::kIncidentMark.size(), incident);
  return page;
}

std::string FailurePages::page(core::FilesRefused why) const {
  return read(core::failure_file(why));
}

std::string FailurePages::read(const std::string& file) const {
  const core::Result<std::string> published = core::read_file(shared_ / file);
  return published ? *published : made(file);
}

std::string FailurePages::made(const std::string& file) const {
  const std::lock_guard lock(mutex_);
  if (made_.empty()) {
    core::Diagnostics ignored;
    const core::Texts texts = core::load_texts(templates_ / "text" / "zh-CN", ignored);
    const auto set = core::TemplateSet::load(templates_, texts, ignored);
    if (set != nullptr) made_ = core::failure_pages(*set);
  }
  return made_[file];
}

}  // namespace handler::view
