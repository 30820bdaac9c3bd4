// Reads the files again with positions, and searches the page for each value.
#include "generator/commands/explain_words.h"

#include <algorithm>

#include "core/directory/window_words.h"
#include "core/input/csv_reader.h"
#include "core/input/yaml_reader.h"
#include "core/time/local_time.h"
#include "core/time/time_limit.h"
#include "generator/search/main_text.h"

namespace generator {
namespace {

constexpr std::size_t kPhoneDigits = 5;

// True for wording: ids and keywords of the file format appear on many pages by chance.
bool is_wording(std::string_view value) {
  const bool has_wide = std::ranges::any_of(value, [](char c) { return (c & 0x80) != 0; });
  return has_wide || (value.size() >= kPhoneDigits &&
                      value.find_first_not_of("0123456789-") == std::string_view::npos);
}

// A value as pages print it: wording unchanged, dates and limits in Chinese; empty if it is not
// distinctive enough to search for.
std::string as_printed(std::string_view value) {
  if (is_wording(value)) return std::string(value);
  if (const auto day = core::day_from_iso(value)) return core::chinese_date(*day);
  if (const auto limit = core::time_limit_from_text(value)) return core::chinese_limit(*limit);
  return {};
}

class WordSearch {
 public:
  explicit WordSearch(std::string_view html) : html_(html), main_(main_text(html)) {}

  void read(const std::string& file, const std::string& text) {
    core::Diagnostics none;
    if (file.ends_with(".csv")) return read_table(file, text);
    const bool is_article = file.ends_with(".md");
    const auto root = core::read_yaml(file, is_article ? head_of(text) : text, none);
    if (root) visit(*root, file, "");
  }

  std::vector<PageWords> take() { return std::move(found_); }

 private:
  // The head of an article; its lines keep their numbers.
  static std::string head_of(const std::string& text) {
    constexpr std::string_view kMark = "---\n";
    if (!text.starts_with(kMark)) return {};
    return "\n" + text.substr(kMark.size(), text.find("\n---", kMark.size()) - kMark.size() + 1);
  }

  // Reads only those rows of a spreadsheet whose window the page names.
  void read_table(const std::string& file, const std::string& text) {
    core::Diagnostics none;
    core::CsvReader reader(file, core::readable_csv(file, text, none), none);
    std::vector<core::CsvCell> cells;
    std::vector<std::string> columns;
    if (reader.next(cells)) {
      for (const core::CsvCell& cell : cells) columns.emplace_back(cell.text);
    }
    while (reader.next(cells)) {
      bool is_named = false;
      for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i) {
        const auto column = core::window_column(columns[i]);
        const bool names = column == core::WindowColumn::area || column == core::WindowColumn::name;
        is_named = is_named || (names && is_shown(as_printed(cells[i].text)));
      }
      for (std::size_t i = 0; is_named && i < std::min(cells.size(), columns.size()); ++i) {
        if (is_shown(as_printed(cells[i].text))) note(file, columns[i], cells[i].line);
      }
    }
  }

  bool is_shown(const std::string& value) const {
    if (value.empty()) return false;
    return html_.find(value) != std::string_view::npos ||
           main_.text.find(value) != std::string::npos ||
           main_.headings.find(value) != std::string::npos;
  }

  void visit(const core::YamlNode& node, const std::string& file, const std::string& key) {
    if (node.kind == core::YamlNode::Kind::scalar && is_shown(as_printed(node.scalar))) {
      note(file, key, node.span.line);
    }
    for (const core::YamlNode& item : node.items) visit(item, file, key);
    for (const core::YamlNode::Entry& entry : node.entries) {
      visit(entry.value, file, key.empty() ? entry.key : key + "." + entry.key);
    }
  }

  void note(const std::string& file, const std::string& key, int line) {
    const auto known = std::ranges::find_if(
        found_, [&](const PageWords& words) { return words.file == file && words.key == key; });
    if (known == found_.end()) {
      found_.push_back({file, key, {line}});
    } else if (known->lines.back() != line) {
      known->lines.push_back(line);
    }
  }

  std::string_view html_;
  MainText main_;
  std::vector<PageWords> found_;
};

}  // namespace

std::vector<PageWords> words_on_page(std::string_view html,
                                     const std::map<std::string, std::string>& texts,
                                     const std::vector<std::string>& files) {
  WordSearch search(html);
  for (const std::string& file : files) {
    const auto bytes = texts.find(file);
    if (bytes != texts.end()) search.read(file, bytes->second);
  }
  return search.take();
}

}  // namespace generator
