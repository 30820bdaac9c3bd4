// new-site, explain and reference.
#pragma once

#include "generator/commands/options.h"

namespace generator {

// Each runs one command and returns its exit code.
int run_new_site(const Options& options, core::Clock& clock, Streams streams);
int run_explain(const Options& options, core::Clock& clock, Streams streams);
int run_reference(const Options& options, core::Clock& clock, Streams streams);

}  // namespace generator
