// What a government's site says of itself at the head and the foot of every page, and on which days
// it says something more: all of it data of site.yaml, nothing made up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/input/map_reader.h"
#include "core/input/yaml_reader.h"
#include "core/time/calendar.h"

namespace core {

// Of the government site that the window's pages belong to (国办发〔2017〕47号); empty: not known.
struct Government {
  std::string site_name;      // meta SiteName
  std::string domain;         // meta SiteDomain: "www.example.gov.cn"
  std::string id_code;        // meta SiteIDCode: "bm" and 8 digits, or 10 digits
  std::string emblem;         // address of the page that the party and government emblem leads to
  std::string report_errors;  // address of the page where mistakes of the site are reported
  std::string contact;        // phone of the owner
  std::string icp;            // number of the ICP filing, as it is printed
  std::string police;         // number of the public security filing, as it is printed
  std::string police_code;    // its 14 digits
};

// Days from `from` to `to`, both included.
struct DayRange {
  Day from{};
  Day to{};

  bool holds(Day day) const { return from <= day && day <= to; }
};

// A sentence at the top of every page for some days.
struct Notice {
  std::string text;
  DayRange days;
  Span span;
};

// `government: {...}` of site.yaml.
Government read_government(const YamlNode& node, Diagnostics& diagnostics);
// `mourning: [{from, to}]`: days on which every page is grey.
std::vector<DayRange> read_mourning(MapReader& site, Diagnostics& diagnostics);
// `notices: [{text, from, to}]`.
std::vector<Notice> read_notices(MapReader& site, Diagnostics& diagnostics);

// Warns of notices that no page shows any more.
void check_notices(const std::vector<Notice>& notices, Day today, Diagnostics& diagnostics);

}  // namespace core
