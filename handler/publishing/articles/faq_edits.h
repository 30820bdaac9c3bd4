// Changes the site's own questions in faq.yaml, and which of the derived ones are left out. Moving
// and removing are in entry_list.h.
//
// All functions are pure and fail as EntryList does.
#pragma once

#include "core/publications/faq.h"
#include "handler/publishing/articles/entry_list.h"

namespace handler::publishing {

// Puts a question behind the others. An id of a derived question replaces that one.
core::Result<core::FileChanges> add_question(const core::FolderTexts& texts,
                                             const core::FaqEntry& entry);
// Found by `entry.id`; its id stays.
core::Result<core::FileChanges> set_question(const core::FolderTexts& texts,
                                             const std::string& mark, const core::FaqEntry& entry);
// Leaves a derived question out, or shows it again. No change if it is so already.
core::Result<core::FileChanges> hide_question(const core::FolderTexts& texts, const std::string& id,
                                              bool hidden);

}  // namespace handler::publishing
