// Who and where: units, bodies with their rosters, and which leader is on duty when.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/input/yaml_reader.h"
#include "core/reading/search_word.h"
#include "core/time/work_time.h"

namespace core {

// A department, counter or enterprise that handles cases.
struct Unit {
  std::string id;
  std::string name;
  std::string type;     // "department" | "counter" | "party" | "enterprise" | "vertical"
  std::string deputy;   // the deputy in charge (BG-11), may be empty
  std::string liaison;  // may be empty
  std::string phone;
  std::string address;
  Span span;
  std::vector<SearchWord> handles = {};      // what people come for: "营业执照"; for the search
  std::vector<SearchWord> also_called = {};  // other names that people use: "派出所"
};

// A person with a post, a post alone, or a unit; in published order.
struct RosterEntry {
  std::string role;         // "组长", "常务副组长", "成员"
  std::string name;         // of a person, or empty
  std::string post;         // "县行政审批服务局党组副书记、局长", or empty
  std::string unit;         // printed name of a unit or group, or empty
  bool concurrent = false;  // 兼任
  std::optional<Day> from = std::nullopt;  // the first day in the post; nothing: long ago
  std::optional<Day> to = std::nullopt;    // the last one; nothing: for the time being
  Span span = {};

  // Whether pages of that day show the entry.
  bool is_in_force(Day day) const { return !(from && day < *from) && !(to && *to < day); }
};

// A group above the units: leading group, its office, inspection, discipline commission, staff of
// the window.
struct Body {
  std::string id;
  std::string name;
  std::string type;          // "leading_group" | "office" | "staff" | "supervision" | "other"
  std::string parent;        // id of the body it serves, or empty
  std::string host;          // where it has its office: "区政数局", or empty
  std::string duties;        // one or two sentences, or empty
  std::optional<Day> as_of;  // the document's date
  std::string source;        // id of the document
  std::string window;        // id of the window whose people these are, or empty
  std::vector<RosterEntry> roster;
  Span span;
  Span parent_span;
  Span source_span;
  Span as_of_span;
  Span window_span = {};

  std::vector<RosterEntry> roster_on(Day day) const;
};

enum class HalfDay { morning, afternoon };

inline constexpr std::array<std::pair<HalfDay, std::string_view>, 2> kHalfDays = {
    {{HalfDay::morning, "morning"}, {HalfDay::afternoon, "afternoon"}}};

// The leader on duty during some days, or during one half of each of them.
struct DutyEntry {
  Day from{};
  Day to{};
  std::optional<HalfDay> part = std::nullopt;  // nothing: the whole day
  std::string name;
  std::string post;
  std::string phone;
  Span span;

  bool holds(Day day) const { return from <= day && day <= to; }
  bool holds(Day day, HalfDay half) const { return holds(day) && (!part || *part == half); }
};

struct DutyRoster {
  std::string rule;  // "上、下午至少各一次到窗口现场办公"
  // In the order of their days, of one day the morning first; no two hold the same half of a day.
  std::vector<DutyEntry> entries;
};

std::vector<Unit> read_units(const YamlNode& root, Diagnostics& diagnostics);
std::vector<Body> read_bodies(const YamlNode& root, Diagnostics& diagnostics);
DutyRoster read_duty(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core
