// Changes the measures in measures.yaml. Moving and removing are in entry_list.h.
//
// All functions are pure and fail as EntryList does.
#pragma once

#include "core/publications/measure.h"
#include "handler/publishing/articles/entry_list.h"

namespace handler::publishing {

// Puts a measure behind the others.
core::Result<core::FileChanges> add_measure(const core::FolderTexts& texts,
                                            const core::Measure& measure);
// Found by `measure.id`; its id stays, because cases name it.
core::Result<core::FileChanges> set_measure(const core::FolderTexts& texts, const std::string& mark,
                                            const core::Measure& measure);

}  // namespace handler::publishing
