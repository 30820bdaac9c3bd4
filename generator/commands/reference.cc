// Cuts the reference into its sections.
#include "generator/commands/reference.h"

#include "core/base/text.h"

namespace generator {
namespace {

constexpr std::string_view kMark = "## ";

struct Section {
  std::string heading;
  std::string text;
};

std::vector<Section> sections() {
  std::vector<Section> sections;
  for (const std::string& line : core::split(std::string(content_reference()), '\n')) {
    if (line.starts_with(kMark)) sections.push_back({line.substr(kMark.size()), ""});
    if (!sections.empty()) sections.back().text += line + "\n";
  }
  for (Section& section : sections) {
    while (section.text.ends_with("\n\n")) section.text.pop_back();
  }
  return sections;
}

}  // namespace

std::optional<std::string> reference_section(std::string_view name) {
  const std::vector<Section> all = sections();
  for (const Section& section : all) {
    if (section.heading == name) return section.text;
  }
  for (const Section& section : all) {
    if (section.heading.find(name) != std::string::npos) return section.text;
  }
  return std::nullopt;
}

std::vector<std::string> reference_headings() {
  std::vector<std::string> headings;
  for (Section& section : sections()) headings.push_back(std::move(section.heading));
  return headings;
}

}  // namespace generator
