// A small invented town for tests, as a value: every kind of rule that a page prints appears once.
#pragma once

#include "core/site/site.h"

namespace tests {

// 样例县: two kinds and a third without tiers, three tiers, three clocks (same workday, by tier
// with an extension, half a workday), two windows, a roster with persons, posts and units, two
// documents, a coloured slip in two copies and a ledger.
core::Site sample_site();

}  // namespace tests
