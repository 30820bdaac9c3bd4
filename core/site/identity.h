// Who a site is, where its forms are sent, and what its pages say at head and foot.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/out_of_line.h"
#include "core/directory/government.h"
#include "core/input/yaml_reader.h"
#include "core/site/portal_part.h"

namespace core {

enum class Standing {
  sample,  // not the government's own: every page says so, noindex, no mail is sent
  official,
};

struct SiteIdentity {
  BANCHENG_DECLARE_COPYING(SiteIdentity);

  std::string id;  // the folder's name
  Standing standing = Standing::sample;
  std::string name;                      // "平邑县"
  std::string window_name;               // "“办不成事”反映窗口"
  std::string owner;                     // "平邑县行政审批服务局"
  std::string hall;                      // "平邑县政务服务中心"
  std::string serial_prefix;             // "PY"
  std::string pledge;                    // one sentence on the home page
  std::vector<std::string> purpose;      // paragraphs
  std::vector<std::string> commitments;  // what this window promises, as sentences
  std::string real_route;                // how to reach the real window; for samples
  bool to_try = false;                   // an invented place, where people may try everything
  std::string hotline = "12345";
  std::string handler_url = "/handle";  // where forms are sent: a path, or another origin
  std::string site_url;                 // where the handler's pages link to: "/ID/"
  bool has_own_handler_url = false;     // site.yaml names it; else place_at() may move it
  bool has_own_site_url = false;
  std::optional<Day> opens;    // before this day the form is closed (BG-38)
  std::optional<Day> updated;  // when the content was last reviewed
  std::optional<Government> government;
  PortalPart portal_header;  // of the government portal; around every page
  PortalPart portal_footer;
  std::vector<DayRange> mourning;
  std::vector<Notice> notices;

  bool mourns(Day day) const;
  // Moves forms and pages below the path of the base URL, "/window/", unless site.yaml says where
  // they are. May be called again with another path.
  void place_at(const std::string& base_path);
};

// Reads site.yaml. `folder` is the folder's name, which must equal the id.
SiteIdentity read_identity(const YamlNode& root, const std::string& folder,
                           Diagnostics& diagnostics);

}  // namespace core
