// The pages that a web server shows in the place of an answer that it does not get or will not pass
// on: for each site, and for all of them together. They are at hand when no handler runs.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/reading/texts.h"
#include "generator/pages/page_spec.h"

namespace generator {

struct ErrorPage {
  std::string_view page;     // "errors/413": its file is errors/413.html
  std::string_view section;  // of the template: what it says
  std::string_view title;    // the key of the title
};

// By status, because some web servers look for a file of that name. 502 and 504 are told as 503: in
// all three cases there was no answer. A program that died is 500 for some.
inline constexpr std::array<ErrorPage, 4> kErrorPages = {{
    {"errors/413", "TOO_LARGE", "failure.too_large.title"},
    {"errors/429", "TOO_MANY", "failure.too_many.title"},
    {"errors/500", "UNANSWERED", "unavailable.title"},
    {"errors/503", "UNANSWERED", "unavailable.title"},
}};

// Those of one site.
std::vector<PageSpec> error_specs(const core::Texts& texts);

}  // namespace generator
