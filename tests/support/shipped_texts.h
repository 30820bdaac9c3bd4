// The texts that are shipped with the templates, loaded once.
#pragma once

#include "core/reading/texts.h"

namespace tests {

const core::Texts& shipped_texts();

}  // namespace tests
