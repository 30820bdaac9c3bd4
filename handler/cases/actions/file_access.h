// Who may see a file of a case. Pure.
#pragma once

#include "handler/cases/actions/grant.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

enum class FileAccess {
  no,    // nothing of it, or it is gone
  held,  // that it is there, with type and size; the window has it
  see,
};

// True if the unit that holds the case sees this file of the reporter without a word of the window:
// a picture, whose hidden data was taken out, in a case that keeps nothing from the unit.
bool is_open_to_unit(const CaseFile& file, bool confidential, bool restricted);

// What the person may see of the file, by the grant that lets see most. Denies by default: a person
// who may not see the case sees no file of it.
// - What the window or a unit sent: all who see the case, as with their texts.
// - What the reporter sent: the window always; other roles as they may see who reported
//   ("see_identity" in permissions.h); the holder only what is open to a unit; assisting units and
//   auditors nothing. What the window released all of them see but auditors.
// - Units that were kept from the case once: nothing of that time.
FileAccess file_access(const StaffMember& actor, const Object& object, const Case& subject,
                       const CaseFile& file);

// True if the reporter sees the file on the ticket page. Own files were sealed for the office.
bool reporter_sees(const CaseFile& file);

}  // namespace handler::cases
