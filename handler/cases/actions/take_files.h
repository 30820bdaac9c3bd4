// The files that were sent with an action: their number and size are checked, and they are planned.
#pragma once

#include <optional>
#include <string_view>

#include "handler/cases/actions/take_field.h"

namespace handler::cases {

// A mistake about files, as ActionMistake has it.
struct FileLimit {
  std::string_view code;
  int limit = 0;
};

// Why the reporter can send no file at all now; nothing if one can be sent.
std::optional<FileLimit> no_room_for_reporter(const core::FileRule& rule, const Case& subject);

// Plans the files as file1, file2 ..., with data["files"], or adds the mistake that they make. The
// limits are those of the case's policy; those before acceptance hold for the reporter alone.
void take_files(Plan& plan, const ActionField& field);

}  // namespace handler::cases
