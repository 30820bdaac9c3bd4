// The commands by which an operator cares for the data: init, keys, backup, restore, copy, verify,
// repair, purge, doctor.
#pragma once

#include "handler/commands/choices.h"

namespace handler {

// Describes them to `app`; parsing one of them puts what it does into `choices.run`. `choices` must
// outlive the parsing.
void add_care_commands(CLI::App& app, Choices& choices);

}  // namespace handler
