// Data of site.yaml for the head and foot of every page: the government site above, mourning days
// and notices.
#pragma once

#include <string>
#include <vector>

#include "core/input/map_reader.h"
#include "core/input/yaml_reader.h"
#include "core/time/calendar.h"

namespace core {

// The government site to which the window's pages belong (国办发〔2017〕47号). Empty values are
// unknown.
struct Government {
  std::string site_name;      // meta SiteName
  std::string domain;         // meta SiteDomain: "www.example.gov.cn"
  std::string id_code;        // meta SiteIDCode: "bm" and 8 digits, or 10 digits
  std::string emblem;         // address that the party and government emblem links to
  std::string report_errors;  // address of the page for reporting mistakes of the site
  std::string contact;        // phone of the owner
  std::string icp;            // number of the ICP filing, as printed
  std::string police;         // number of the public security filing, as printed
  std::string police_code;    // its 14 digits
};

// The days from `from` to `to`, both included.
struct DayRange {
  Day from{};
  Day to{};

  bool holds(Day day) const { return from <= day && day <= to; }
};

// A sentence at the top of pages during some days.
struct Notice {
  std::string text;
  DayRange days;
  Span span;
  std::string window =
      {};  // id: only on the pages of this window and of those below it; "": on all
  Span window_span = {};
};

// `government: {...}` of site.yaml.
Government read_government(const YamlNode& node, Diagnostics& diagnostics);
// `mourning: [{from, to}]`: days on which every page is grey.
std::vector<DayRange> read_mourning(MapReader& site, Diagnostics& diagnostics);
// `notices: [{text, from, to, window}]`. Whether the window exists is checked later (check_site).
std::vector<Notice> read_notices(MapReader& site, Diagnostics& diagnostics);

// Warns about notices that are over.
void check_notices(const std::vector<Notice>& notices, Day today, Diagnostics& diagnostics);

}  // namespace core
