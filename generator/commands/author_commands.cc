// The commands for content authors: new-site, explain and reference.
#include "generator/commands/author_commands.h"

#include <fmt/format.h>

#include <ostream>

#include "core/base/text.h"
#include "generator/commands/explain.h"
#include "generator/commands/new_site.h"

namespace generator {
namespace {

std::string listed(std::string_view heading, const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += fmt::format("{:<10}{}\n", text.empty() ? heading : "", line);
  }
  return text;
}

std::string text_of(const PageOrigin& origin) {
  std::vector<std::string> texts;
  for (const PageText& one : origin.texts) {
    texts.push_back(
        fmt::format("{}  {}{}", one.key, one.file, one.is_own ? "  (this site's own words)" : ""));
  }
  std::vector<std::string> words;
  for (const PageWords& one : origin.words) {
    words.push_back(fmt::format("{}:{}  {}", one.file, fmt::join(one.lines, ","), one.key));
  }
  return listed("page", {origin.path, origin.title}) + listed("template", origin.templates) +
         listed("content", origin.content) + listed("words", words) + listed("texts", texts);
}

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

int run_explain(const Options& options, core::Clock& clock, Streams streams) {
  core::Diagnostics diagnostics;
  const auto origin = explain_page(places_of(options, clock), options.page, diagnostics);
  if (!origin) return refused(origin.failure(), streams);
  if (diagnostics.has_errors()) streams.err << diagnostics.text();
  if (!*origin) return kMistakes;
  streams.out << text_of(**origin);
  return kDone;
}

int run_new_site(const Options& options, core::Clock&, Streams streams) {
  const auto written = new_site(options.content, options.templates, options.id);
  if (!written) return refused(written.failure(), streams);
  for (const std::filesystem::path& path : *written) streams.out << path.string() << '\n';
  return kDone;
}

int run_reference(const Options& options, core::Clock&, Streams streams) {
  if (options.file.empty()) {
    streams.out << content_reference();
    return kDone;
  }
  if (const auto section = reference_section(options.file)) {
    streams.out << *section;
    return kDone;
  }
  return refused({core::FailureCode::invalid,
                  "the reference has no part about '" + options.file +
                      "'; its parts are: " + core::joined(reference_headings(), ", ")},
                 streams);
}

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
