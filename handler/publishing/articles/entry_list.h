// A YAML file that holds one list of entries with ids (faq.yaml, measures.yaml, documents.yaml)
// while an edit of the desk changes it.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {

struct ListName {
  const char* file;
  const char* key;    // of the list
  bool may_be_empty;  // false: with its last entry the file goes
};
inline constexpr ListName kFaqList{"faq.yaml", "entries", true};
inline constexpr ListName kMeasureList{"measures.yaml", "measures", false};
inline constexpr ListName kDocumentList{"documents.yaml", "documents", false};

// An entry by its id, and the mark of what it said.
struct EntrySpot {
  std::string id;
  std::string mark;
};

// Of everything that the entry with this id says; "" if it is not there. Pure.
std::string mark_of_entry(const core::FolderTexts& texts, const ListName& list,
                          const std::string& id);

// An id that no entry has and none had: "measure_1", "measure_2". Pure.
std::string free_id(const std::string& begin, const std::set<std::string>& taken);

// Every call throws core::Refused: `conflict` if the entry is not there or says something else than
// its spot, or if a new id is taken; else as core/editing does. A file that is missing begins with
// `schema: 1`. Not thread-safe.
class EntryList {
 public:
  EntryList(const core::FolderTexts& texts, const ListName& list);

  const core::YamlNode& root() const { return file_.root(); }
  std::size_t size() const;
  // Its place in the list.
  std::size_t place_of(const EntrySpot& spot) const;

  // Adds an entry behind the others; fields without a value are left out.
  void add(const std::string& id, YamlFields fields);
  void set(const EntrySpot& spot, const YamlFields& fields, const std::vector<std::string>& keys);
  // Beyond the end: to the end.
  void move(const EntrySpot& spot, std::size_t to);
  void remove(const EntrySpot& spot);
  YamlChanges& file() { return file_; }

  core::FileChanges changes() const;

 private:
  ListName list_;
  bool was_there_ = false;
  bool goes_ = false;
  std::string before_;
  YamlChanges file_;
};

// One change of one entry, for all three files.
core::Result<core::FileChanges> move_entry(const core::FolderTexts& texts, const ListName& list,
                                           const EntrySpot& spot, std::size_t to);
core::Result<core::FileChanges> remove_entry(const core::FolderTexts& texts, const ListName& list,
                                             const EntrySpot& spot);

// Runs `make` with the list and returns what it changed.
template <class Make>
core::Result<core::FileChanges> edited_list(const core::FolderTexts& texts, const ListName& list,
                                            const Make& make) {
  return edited_file<EntryList>(texts, make, list);
}

}  // namespace handler::publishing
