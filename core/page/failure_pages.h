// The pages for what goes wrong. They are the same for every site and every request, so they are
// made when a site is published.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/page/page_template.h"

namespace core {

// Where a page names the incident, this stands in it.
inline constexpr std::string_view kIncidentMark = "{incident}";

// The file of the page for an HTTP status: "failure-not-found.html".
std::string failure_file(int status);

// All of them by file, of any set that was loaded.
std::map<std::string, std::string> failure_pages(const TemplateSet& templates);

}  // namespace core
