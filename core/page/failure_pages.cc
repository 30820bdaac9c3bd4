// Fills the template of the failure pages, once for each kind of failure.
#include "core/page/failure_pages.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

struct Kind {
  int status;  // 0: all other statuses
  std::string_view section;
  std::string_view file;
};

constexpr std::array<Kind, 8> kKinds = {{{404, "NOT_FOUND", "failure-not-found.html"},
                                         {408, "TOO_SLOW", "failure-too-slow.html"},
                                         {411, "NO_LENGTH", "failure-no-length.html"},
                                         {413, "TOO_LARGE", "failure-too-large.html"},
                                         {431, "HEAD_TOO_LARGE", "failure-head-too-large.html"},
                                         {500, "INCIDENT_SECTION", "failure-incident.html"},
                                         {503, "UNAVAILABLE", "failure-unavailable.html"},
                                         {0, "REFUSED", "failure-refused.html"}}};

}  // namespace

std::string failure_file(int status) {
  const auto known = std::find_if(kKinds.begin(), kKinds.end() - 1,
                                  [&](const Kind& kind) { return kind.status == status; });
  return std::string(known->file);
}

std::map<std::string, std::string> failure_pages(const TemplateSet& templates) {
  std::map<std::string, std::string> pages;
  for (const Kind& kind : kKinds) {
    TemplateData data;
    data.show(kind.section).set("INCIDENT", std::string(kIncidentMark));
    pages[std::string(kind.file)] = templates.render("portal/failure", data);
  }
  return pages;
}

}  // namespace core
