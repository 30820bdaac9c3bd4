// The figures that a window must report: published rates with targets (CA-05), and filings to its
// superiors with their due dates (PZ-16, PZ-40).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"
#include "core/time/calendar.h"
#include "core/time/period.h"

namespace core {

// All rates; core::Kpi describes what each one counts.
inline constexpr std::array<std::string_view, 5> kKpiIds = {"responded", "completed", "satisfied",
                                                            "on_time", "revisited"};

struct KpiGoal {
  std::string id;             // one of kKpiIds
  std::optional<int> target;  // percent
};

// A regular report to a superior body.
struct Filing {
  std::string id;
  std::string name;  // "“办不成事”受理窗口工作信息"
  Every every = Every::month;
  int due = 1;                        // on the n-th workday after the period has ended
  std::string to;                     // recipient
  std::string address;                // where to send it, as published; may be empty
  std::vector<std::string> headings;  // sections besides the figures (PZ-41)
};

// reports.yaml.
struct Reports {
  std::vector<KpiGoal> kpis;  // empty: all that can be counted under the policy, without targets
  std::vector<Filing> filings;

  const Filing* filing(std::string_view id) const;
};

Reports read_reports(const YamlNode& root, Diagnostics& diagnostics);

// Of the files of a site that was loaded without mistakes; empty without the file. Read anew at
// each call: only the few pages about figures ask.
Reports reports_of(const std::map<std::string, std::string>& files);

// The due day of the filing for this period, counting holidays and make-up workdays: for September
// 2026 and the 2nd workday, 2026-10-09.
Day filing_due(const Calendar& calendar, const Filing& filing, const Period& period);

}  // namespace core
