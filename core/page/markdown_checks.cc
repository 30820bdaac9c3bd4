// Looks at one link after another.
#include "core/page/markdown_checks.h"

#include <string_view>

#include "core/base/text.h"
#include "core/page/markdown.h"

namespace core {
namespace {

constexpr std::string_view kFiles = "files/";

}  // namespace

std::optional<std::string> file_of_address(const std::string& address) {
  if (!address.starts_with(kFiles)) return std::nullopt;
  return address.substr(kFiles.size());
}

std::vector<MarkdownFault> faults_of_markdown(const std::string& text,
                                              const std::map<std::string, std::string>& files) {
  using FaultKind = MarkdownFault::Kind;
  std::vector<MarkdownFault> faults;
  for (const MarkdownLink& link : markdown_links(text)) {
    if (!is_linkable(link.address)) {
      faults.push_back({FaultKind::address, link.address});
      continue;
    }
    const std::optional<std::string> file = file_of_address(link.address);
    if (file && !files.contains(*file)) faults.push_back({FaultKind::unknown_file, link.address});
    if (link.picture && trimmed(link.text).empty())
      faults.push_back({FaultKind::no_words, link.address});
  }
  return faults;
}

}  // namespace core
