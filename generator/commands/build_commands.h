// build, check and watch.
#pragma once

#include "generator/commands/commands.h"

namespace generator {

// Each runs one command and gives its exit code.
int run_build(const Options& options, core::Clock& clock, Streams streams);
int run_check(const Options& options, core::Clock& clock, Streams streams);
int run_watch(const Options& options, core::Clock& clock, Streams streams);

}  // namespace generator
