// Where a build of this handler's sites reads and writes.
#pragma once

#include "handler/health/machine.h"
#include "handler/publishing/generator_run.h"

namespace handler::publishing {

// As an operator's `generator build` with the same settings; for the publisher and for previews.
BuildPlaces places_of(const health::Place& place);

}  // namespace handler::publishing
