// Fills the template of the failure pages, once for each kind of failure.
#include "core/page/failure_pages.h"

#include <algorithm>
#include <array>

#include "core/base/check.h"

namespace core {
namespace {

struct FailureKind {
  int status;  // 0: all other statuses
  std::string_view section;
  std::string_view file;
};

constexpr std::array<FailureKind, 8> kKinds = {
    {{404, "NOT_FOUND", "failure-not-found.html"},
     {408, "TOO_SLOW", "failure-too-slow.html"},
     {411, "NO_LENGTH", "failure-no-length.html"},
     {413, "TOO_LARGE", "failure-too-large.html"},
     {431, "HEAD_TOO_LARGE", "failure-head-too-large.html"},
     {500, "INCIDENT_SECTION", "failure-incident.html"},
     {503, "UNAVAILABLE", "failure-unavailable.html"},
     {0, "REFUSED", "failure-refused.html"}}};

struct FilesKind {
  FilesRefused why;
  std::string_view section;
  std::string_view file;
};

constexpr std::array<FilesKind, 4> kFilesKinds = {
    {{FilesRefused::too_large, "FILES_TOO_LARGE", "failure-files-too-large.html"},
     {FilesRefused::busy, "FILES_BUSY", "failure-files-busy.html"},
     {FilesRefused::no_room, "FILES_NO_ROOM", "failure-files-no-room.html"},
     {FilesRefused::unknown, "FILES_UNKNOWN", "failure-files-unknown.html"}}};

std::string page_with(const TemplateSet& templates, std::string_view section) {
  TemplateData data;
  data.show(section).set("INCIDENT", std::string(kIncidentMark));
  return templates.render("portal/failure", data);
}

}  // namespace

std::string failure_file(int status) {
  const auto known = std::find_if(kKinds.begin(), kKinds.end() - 1,
                                  [&](const FailureKind& kind) { return kind.status == status; });
  return std::string(known->file);
}

std::string failure_file(FilesRefused why) {
  const auto* const known = std::ranges::find(kFilesKinds, why, &FilesKind::why);
  BANCHENG_CHECK(known != kFilesKinds.end());
  return std::string(known->file);
}

std::map<std::string, std::string> failure_pages(const TemplateSet& templates) {
  std::map<std::string, std::string> pages;
  for (const FailureKind& kind : kKinds)
    pages[std::string(kind.file)] = page_with(templates, kind.section);
  for (const FilesKind& kind : kFilesKinds)
    pages[std::string(kind.file)] = page_with(templates, kind.section);
  return pages;
}

}  // namespace core
