// The commands for content authors: new-site, explain and reference. The starter folder is written
// under a temporary name and renamed, so that a site is there whole or not at all.
#include "generator/commands/author_commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/input/sentence.h"
#include "core/settings/folder_owner.h"
#include "generator/build/inputs.h"
#include "generator/commands/explain.h"

namespace generator {
namespace {

std::string listed(std::string_view heading, const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += fmt::format("{:<10}{}\n", text.empty() ? heading : "", line);
  }
  return text;
}

std::string text_of_origin(const PageOrigin& origin) {
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

constexpr std::string_view kSectionMark = "## ";

struct Section {
  std::string heading;
  std::string text;
};

std::vector<Section> sections() {
  std::vector<Section> sections;
  for (const std::string& line : core::split(std::string(content_reference()), '\n')) {
    if (line.starts_with(kSectionMark)) sections.push_back({line.substr(kSectionMark.size()), ""});
    if (!sections.empty()) sections.back().text += line + "\n";
  }
  for (Section& section : sections) {
    while (section.text.ends_with("\n\n")) section.text.pop_back();
  }
  return sections;
}

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;

constexpr std::string_view kIdMark = "NEW_SITE_ID";
constexpr std::size_t kLongestId = 40;

bool is_site_id(const std::string& id) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !id.empty() && id.size() <= kLongestId && is_letter(id[0]) &&
         std::ranges::all_of(
             id, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

std::string with_id(std::string text, const std::string& id) {
  for (std::size_t at = text.find(kIdMark); at != std::string::npos;
       at = text.find(kIdMark, at + id.size())) {
    text.replace(at, kIdMark.size(), id);
  }
  return text;
}

Result<std::vector<std::string>> copy_starter(const fs::path& starter, const fs::path& folder,
                                              const std::string& id) {
  Result<std::vector<std::string>> names = core::list_folder(starter);
  if (!names) return names;
  if (core::Status made = core::make_folders(folder); !made) return made.failure();
  for (const std::string& name : *names) {
    Result<std::string> text = core::read_file(starter / name);
    if (!text) return text.failure();
    const core::Status written =
        core::write_file_atomically(folder / name, with_id(std::move(*text), id));
    if (!written) return written.failure();
  }
  return names;
}

// Why there can be no new site of this id.
struct Obstacle {
  FailureCode code;
  core::Sentence reason;
};

std::optional<Obstacle> obstacle_to(const fs::path& content, const std::string& id) {
  if (!is_site_id(id)) {
    return Obstacle{FailureCode::invalid,
                    core::say("'{id}' cannot be the id of a site: lower-case letters, digits and "
                              "'-', beginning with a letter",
                              {{"id", id}})};
  }
  if (is_reserved_site_id(id)) {
    return Obstacle{
        FailureCode::invalid,
        core::say("a site cannot be called '{id}': that address is taken", {{"id", id}})};
  }
  const fs::path folder = content / "sites" / id;
  if (!core::is_there(folder)) return std::nullopt;
  return Obstacle{FailureCode::conflict,
                  core::say("{folder} is there already", {{"folder", folder.string()}})};
}

// The headings of all sections, in order.
std::vector<std::string> reference_headings() {
  std::vector<std::string> headings;
  for (Section& section : sections()) headings.push_back(std::move(section.heading));
  return headings;
}

}  // namespace

int run_explain(const Options& options, core::Clock& clock, Streams streams) {
  core::Diagnostics diagnostics;
  const auto origin = explain_page(places_of(options, clock), options.page, diagnostics);
  if (!origin) return refused(origin.failure(), streams);
  if (diagnostics.has_errors()) streams.err << diagnostics.text(language_of(options));
  if (!*origin) return kMistakes;
  streams.out << text_of_origin(**origin);
  return kDone;
}

int run_new_site(const Options& options, core::Clock&, Streams streams) {
  if (const auto obstacle = obstacle_to(options.content, options.id))
    return refused({obstacle->code, obstacle->reason.in(language_of(options))}, streams);
  if (const core::Status acts = core::act_as_owner_of(options.content); !acts)
    return refused(acts.failure(), streams);
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

Result<std::vector<fs::path>> new_site(const fs::path& content, const fs::path& templates,
                                       const std::string& id) {
  if (const auto obstacle = obstacle_to(content, id))
    return Failure{obstacle->code, obstacle->reason.english()};
  const fs::path folder = content / "sites" / id;
  std::error_code error;
  const fs::path beside = content / "sites" / ("." + id + "-" + std::to_string(::getpid()));
  const Result<std::vector<std::string>> names = copy_starter(templates / "new_site", beside, id);
  if (names) fs::rename(beside, folder, error);
  if (!names || error) {
    std::error_code ignored;
    fs::remove_all(beside, ignored);
    if (!names) return names.failure();
    return Failure{FailureCode::unavailable,
                   "cannot make " + folder.string() + ": " + error.message()};
  }
  std::vector<fs::path> written;
  for (const std::string& name : *names) written.push_back(folder / name);
  return written;
}

}  // namespace generator
