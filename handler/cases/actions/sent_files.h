// Which files of a case may be taken back, and which may be shown to the unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/grant.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

// The standing files that are the reporter's, oldest first: the reporter may take back also what
// the counter added.
std::vector<const CaseFile*> files_of_reporter(const Case& subject);
// The standing files that this person's roles sent.
std::vector<const CaseFile*> own_files(const Case& subject, const StaffMember& actor);
// The standing files of the reporter that the unit does not see yet.
std::vector<const CaseFile*> files_to_release(const Case& subject);

// The files that the action offers: to this person, or to the reporter without one. Empty for
// actions that name no file.
std::vector<const CaseFile*> choosable_files(const Case& subject, const ActionRule& rule,
                                             const StaffMember* actor);

// The grant of the actor in which the file was sent that a planned withdrawal names; nullopt if the
// actor sent no such file.
std::optional<Grant> sending_grant(const Case& subject, const PlannedEvent& withdrawal,
                                   const StaffMember& actor);

// True if the reporter sent the file or reads it.
bool is_known_to_reporter(const CaseFile& file);

// "12.file1", the value of a sent_file field.
std::string name_of(const CaseFile& file);
// nullptr if no file of the list has this name.
const CaseFile* file_named(const std::vector<const CaseFile*>& files, std::string_view name);

}  // namespace handler::cases
