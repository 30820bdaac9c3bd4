// The failure pages. They are the same for every site and request, so they are rendered once, when
// a site is published.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/page/files_refused.h"
#include "core/page/page_template.h"

namespace core {

// Stands on a failure page in the place of the incident number.
inline constexpr std::string_view kIncidentMark = "{incident}";

// The file of the failure page for an HTTP status: "failure-not-found.html".
std::string failure_file(int status);
// That for files that are not taken: "failure-files-busy.html".
std::string failure_file(FilesRefused why);

// All failure pages by file name; any loaded template set will do.
std::map<std::string, std::string> failure_pages(const TemplateSet& templates);

}  // namespace core
