// Reads pages of the generator for their words.
#include "handler/publishing/page_words.h"

#include <map>
#include <system_error>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/input/html_scan.h"

namespace handler::publishing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLargeFolder = "large/";

void add_words(std::string_view text, std::string& words) {
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_blank) words += c;
    if (is_blank && !words.empty() && words.back() != ' ') words += ' ';
  }
}

std::string title_of(std::string_view html) {
  core::HtmlScanner scanner(html);
  while (scanner.next()) {
    if (scanner.kind() != core::HtmlScanner::Kind::start_tag || scanner.words() != "title")
      continue;
    if (!scanner.next() || scanner.kind() != core::HtmlScanner::Kind::text) return {};
    return core::trimmed(core::decoded_value(scanner.words()));
  }
  return {};
}

using Pages = std::map<std::string, fs::path>;

core::Result<Pages> pages_in(const fs::path& folder) {
  Pages pages;
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return pages;
  const core::Result<std::vector<std::string>> files = core::list_tree(folder);
  if (!files) return files.failure();
  for (const std::string& file : *files)
    if (file.ends_with(".html") && !file.starts_with(kLargeFolder)) pages[file] = folder / file;
  return pages;
}

std::string html_of(const Pages& pages, const std::string& path) {
  const auto page = pages.find(path);
  return page == pages.end() ? std::string() : core::accepted(core::read_file(page->second));
}

std::vector<PreviewPage> differences(const Pages& before, const Pages& after) {
  Pages all = before;
  all.insert(after.begin(), after.end());
  std::vector<PreviewPage> pages;
  for (const auto& [path, file] : all) {
    const std::string old = html_of(before, path);
    const std::string now = html_of(after, path);
    if (old == now || visible_words(old) == visible_words(now)) continue;
    pages.push_back(
        {path, title_of(now.empty() ? old : now), !before.contains(path), !after.contains(path)});
  }
  return pages;
}

}  // namespace

std::string visible_words(std::string_view html) {
  std::string words;
  core::HtmlScanner scanner(html);
  while (scanner.next()) {
    if (scanner.kind() == core::HtmlScanner::Kind::text)
      add_words(core::decoded_value(scanner.words()), words);
    if (scanner.kind() != core::HtmlScanner::Kind::start_tag) continue;
    // The cells of a row stand side by side without a blank between them.
    if (scanner.words() == "td" || scanner.words() == "th") add_words(" ", words);
    for (const core::HtmlAttribute& attribute : scanner.attributes()) {
      if (attribute.name != "alt") continue;
      add_words(" ", words);
      add_words(core::decoded_value(attribute.value), words);
    }
  }
  return core::trimmed(words);
}

core::Result<std::vector<PreviewPage>> pages_that_differ(const fs::path& before,
                                                         const fs::path& after) {
  const auto compare = [&] {
    return differences(core::accepted(pages_in(before)), core::accepted(pages_in(after)));
  };
  return core::result_of(compare);
}

}  // namespace handler::publishing
