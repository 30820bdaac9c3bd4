// Changes of the duty roster in duty.yaml: who is on duty during which days, each change from the
// texts of a site's folder to the changed file.
//
// All functions are pure and thread-safe. Failures: `conflict` if an entry does not say any more
// what its page showed; else what core/editing says.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/directory/directory.h"
#include "core/site/folder_view.h"

namespace handler::publishing {

inline constexpr const char* kDutyFile = "duty.yaml";

using EditedFiles = core::Result<core::FileChanges>;

// A few signs that tell what an entry says.
std::string mark_of(const core::DutyEntry& entry);

// An entry, and what it said.
struct DutySpot {
  std::size_t index = 0;
  std::string mark;
};

// True if both name the same person with the same post and phone.
bool same_leader(const core::DutyEntry& a, const core::DutyEntry& b);

// Puts these turns into the roster, one after the other. What stood in their days is cut: it keeps
// the days before and behind, and the other half of the day. A turn of the leader who stands there
// anyway changes nothing. Makes the file if there is none.
EditedFiles assign_duty(const core::FolderTexts& texts, const std::vector<core::DutyEntry>& turns);

EditedFiles remove_duty(const core::FolderTexts& texts, const DutySpot& spot);

// The leaders of both entries change places.
EditedFiles swap_duty(const core::FolderTexts& texts, const DutySpot& one, const DutySpot& other);

}  // namespace handler::publishing
