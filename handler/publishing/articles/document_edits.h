// Changes the documents in documents.yaml with their wording in documents/ID.md. Moving is in
// entry_list.h.
//
// All functions are pure and fail as EntryList does.
#pragma once

#include <string>
#include <vector>

#include "core/publications/document.h"
#include "core/site/site.h"
#include "handler/publishing/articles/entry_list.h"

namespace handler::publishing {

// "documents/measures_2025.md".
std::string file_of_wording(const std::string& id);
// The wording as it is typed, with LF; "" if there is none.
std::string wording_of(const core::FolderTexts& texts, const std::string& id);
// Of the entry and its wording together.
std::string mark_of_document(const core::FolderTexts& texts, const std::string& id);

// Puts a document behind the others. Empty wording makes no file.
core::Result<core::FileChanges> add_document(const core::FolderTexts& texts,
                                             const core::Document& document,
                                             const std::string& wording);
// Found by `document.id`; its id stays, because rules and pages name it.
core::Result<core::FileChanges> set_document(const core::FolderTexts& texts,
                                             const std::string& mark,
                                             const core::Document& document,
                                             const std::string& wording);
// Takes the wording out too. Whether anything rests on it the caller has asked (uses_of_document).
core::Result<core::FileChanges> remove_document(const core::FolderTexts& texts,
                                                const EntrySpot& spot);

// What rests on a document.
struct DocumentUse {
  enum class By { rules, body, measure, paper };

  By by = By::rules;
  std::string name;  // of the body, measure or paper; "" for the rules

  bool operator==(const DocumentUse&) const = default;
};
std::vector<DocumentUse> uses_of_document(const core::Site& site, const std::string& id);

}  // namespace handler::publishing
