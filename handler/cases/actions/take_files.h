// The files that were sent with an action: their number and size are checked, and they are planned.
#pragma once

#include "handler/cases/actions/take_field.h"

namespace handler::cases {

// Plans the files as file1, file2 ..., with data["files"], or adds the mistake that they make. The
// limits are those of the case's policy; those before acceptance hold for the reporter alone.
void take_files(Plan& plan, const ActionField& field);

}  // namespace handler::cases
