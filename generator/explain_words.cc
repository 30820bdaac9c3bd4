// Reads the files again for their places, and looks each value up in the page.
#include "generator/explain_words.h"

#include <algorithm>

#include "core/input/yaml_reader.h"
#include "generator/main_text.h"

namespace generator {
namespace {

constexpr std::size_t kPhoneDigits = 5;

// An id or a word of the file format stands on many pages by chance.
bool is_wording(std::string_view value) {
  const bool has_wide =
      std::any_of(value.begin(), value.end(), [](char c) { return (c & 0x80) != 0; });
  return has_wide || (value.size() >= kPhoneDigits &&
                      value.find_first_not_of("0123456789-") == std::string_view::npos);
}

class WordSearch {
 public:
  explicit WordSearch(std::string_view html) : html_(html), main_(main_text(html)) {}

  void read(const std::string& file, const std::string& text) {
    core::Diagnostics none;
    const auto root = core::read_yaml(file, text, none);
    if (root) visit(*root, file, "");
  }

  std::vector<PageWords> take() { return std::move(found_); }

 private:
  bool is_shown(const std::string& value) const {
    return html_.find(value) != std::string_view::npos ||
           main_.text.find(value) != std::string::npos ||
           main_.headings.find(value) != std::string::npos;
  }

  void visit(const core::YamlNode& node, const std::string& file, const std::string& key) {
    if (node.kind == core::YamlNode::Kind::scalar && is_wording(node.scalar) &&
        is_shown(node.scalar)) {
      note(file, key, node.span.line);
    }
    for (const core::YamlNode& item : node.items) visit(item, file, key);
    for (const core::YamlNode::Entry& entry : node.entries) {
      visit(entry.value, file, key.empty() ? entry.key : key + "." + entry.key);
    }
  }

  void note(const std::string& file, const std::string& key, int line) {
    const auto known = std::find_if(found_.begin(), found_.end(), [&](const PageWords& words) {
      return words.file == file && words.key == key;
    });
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

std::vector<PageWords> words_on_page(std::string_view html, const core::LoadedSite& loaded,
                                     const std::vector<std::string>& files) {
  WordSearch search(html);
  for (const std::string& file : files) {
    const auto bytes = loaded.files.find(file);
    if (file.ends_with(".yaml") && bytes != loaded.files.end()) search.read(file, bytes->second);
  }
  return search.take();
}

}  // namespace generator
