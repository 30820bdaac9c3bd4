// The command that carries out what editors publish, and the builds of the night: once, or again
// and again.
#pragma once

#include <iosfwd>

#include "handler/runtime.h"

namespace handler {

struct PublishOptions {
  bool follow = false;  // stays until SIGINT or SIGTERM, and looks twice a second
};

// Prints a line for each thing that was done, and to `err` for each that failed. Returns the exit
// code: kMayHeal if something failed, which the desk and the doctor tell too. With `follow` only a
// signal ends it, after the step in progress. Throws core::Refused: `busy` while another publisher
// works (without `follow`), and if data folder, templates or settings cannot be used.
int publish(const RuntimeOptions& runtime, const PublishOptions& options, std::ostream& out,
            std::ostream& err);

}  // namespace handler
