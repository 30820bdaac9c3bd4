// The pages of a site as the real templates and texts make them, and their text as a reader sees
// it.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "generator/pages/site_plan.h"
#include "tests/support/sample_site.h"
#include "tests/support/shipped_texts.h"

namespace generator::testing {

inline std::string templates_folder() {
  return BANCHENG_SOURCE_DIR "/site_templates";
}

inline const core::Texts& catalogue() {
  return tests::shipped_texts();
}

inline const core::TemplateSet& templates() {
  static const auto set = [] {
    core::Diagnostics diagnostics;
    auto loaded = core::TemplateSet::load(templates_folder(), catalogue(), diagnostics);
    EXPECT_NE(loaded, nullptr) << diagnostics.text();
    return loaded;
  }();
  return *set;
}

// All pages of a site by path.
inline std::map<std::string, std::string> pages_of(const core::Site& site) {
  std::map<std::string, std::string> pages;
  for (const PlannedPage& page : plan_site(site, catalogue(), {.base_path = "/base/"})) {
    pages[page.path] = templates().render(page.template_name, page.data());
  }
  return pages;
}

// The text that a reader sees from the first `from` to the next `until`: no tags, no blanks, one
// line break per tag.
inline std::string read_aloud(const std::string& html, const std::string& from,
                              const std::string& until) {
  const std::size_t begin = html.find(from);
  const std::size_t end = html.find(until, begin == std::string::npos ? 0 : begin);
  EXPECT_NE(begin, std::string::npos) << from;
  EXPECT_NE(end, std::string::npos) << until;
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::string out;
  bool inside = false;
  for (const char c : html.substr(begin, end - begin)) {
    if (c == '<') inside = true;
    if (!inside && c != '\n') out += c;
    if (c == '>') inside = false;
    if (c == '>' && !out.empty() && out.back() != '|') out += '|';
  }
  return out;
}

inline std::string page(const core::Site& site, const std::string& path) {
  return pages_of(site).at(path);
}

}  // namespace generator::testing
