// The commands for content authors: new-site, explain and reference.
#include "generator/commands/author_commands.h"

#include <fmt/format.h>

#include <ostream>

#include "core/base/text.h"
#include "generator/commands/explain.h"
#include "generator/commands/new_site.h"
#include "generator/commands/reference.h"

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

}  // namespace generator
