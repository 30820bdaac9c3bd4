// Several changes of one YAML file, one after another, each through core/editing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/changes/site_changes.h"
#include "core/editing/yaml_edit.h"
#include "core/site/folder_view.h"
#include "core/time/local_time.h"

namespace handler::publishing {

// The keys of an entry with their values; nothing: the entry has no such key. In the order in which
// new keys are written. Keys that are not named stay.
using YamlFields = std::vector<std::pair<std::string, std::optional<core::YamlValue>>>;

// The map of the fields that have a value.
core::YamlValue map_of(const YamlFields& fields);

// A text; nothing if it is empty.
std::optional<core::YamlValue> text_or_nothing(const std::string& text);

// A day as YAML writes it ("2026-09-24"); nothing if there is none.
std::optional<core::YamlValue> day_or_nothing(const std::optional<core::Day>& day);

// A key of an entry, and the text that stands behind it.
template <class Thing>
struct TextKey {
  const char* key;
  std::string Thing::*text;
};

// The keys with another text than before. A key without text goes.
template <class Thing, std::size_t kCount>
YamlFields differing_texts(const TextKey<Thing> (&keys)[kCount], const Thing& before,
                           const Thing& after) {
  YamlFields fields;
  for (const TextKey<Thing>& one : keys) {
    const std::string& text = after.*one.text;
    if (before.*one.text == text) continue;
    fields.emplace_back(one.key,
                        text.empty() ? std::nullopt : std::optional(core::yaml_text(text)));
  }
  return fields;
}

// An entry of a list as it is to be: the entry that stood at `origin` with other values, or a new
// one.
struct ArrangedEntry {
  std::optional<std::size_t> origin;
  YamlFields fields;
};

// A file while it is changed. Every call throws core::Refused if core/editing refuses. Not
// thread-safe.
class YamlChanges {
 public:
  YamlChanges(std::string name, std::string text);

  // As the file stands now.
  const core::YamlNode& root() const { return root_; }
  const std::string& text() const { return file_.text; }

  // Sets, adds or takes away the keys of the map at `map`. A value that is the same changes no
  // byte. `keys` is the order of all keys of that map; if it is empty, `fields` names them all.
  void put(const core::YamlPath& map, const YamlFields& fields,
           const std::vector<std::string>& keys = {});
  // Puts an entry into the list below `key` of the map at `map`, which may lack it. `keys` is the
  // order of the keys of that map.
  void insert(const core::YamlPath& map, const std::string& key, std::size_t at,
              const YamlFields& fields, const std::vector<std::string>& keys);
  void move(const core::YamlPath& entry, std::size_t to);
  void remove(const core::YamlPath& entry);
  // Makes the list below `key` these entries. What stands at no origin is taken out; each origin
  // occurs once.
  void arrange(const core::YamlPath& map, const std::string& key,
               const std::vector<ArrangedEntry>& entries, const std::vector<std::string>& keys);

 private:
  void take(core::Result<std::string> text);
  void drop_all_but(const core::YamlPath& list, const std::vector<ArrangedEntry>& entries,
                    std::vector<std::optional<std::size_t>>& standing);

  core::SourceFile file_;
  core::YamlNode root_;
};

// `fields` with the name of a person as `entry` writes it, if only padding differs ("凌　云"):
// readers take padding out, and an edit of another key leaves these bytes as they are. `entry` may
// be null.
YamlFields padded_as(const core::YamlNode* entry, YamlFields fields);

// What `make` changes of a File that is made of the texts, and of `how` if it takes that. A
// core::Refused that is thrown on the way is the failure.
template <class File, class Make, class... How>
core::Result<core::FileChanges> edited_file(const core::FolderTexts& texts, const Make& make,
                                            const How&... how) {
  const auto all = [&] {
    File file(texts, how...);
    make(file);
    return file.changes();
  };
  return core::result_of(all);
}

// The file under its name, if it differs from `before`.
core::FileChanges changed_file(const std::string& name, const std::string& before,
                               const std::string& after);

}  // namespace handler::publishing
