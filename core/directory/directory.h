// Who and where: windows, units, bodies with their rosters, and which leader is on duty when.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"
#include "core/time/office_hours.h"

namespace core {

// A place where people are received. What is not given is filled in when the windows of a site are
// connected (window_sources.h).
struct Window {
  std::string id;
  std::string area;    // whom it serves, as people say it: "青禾镇", "石桥村"; may be empty
  std::string name;    // "平邑县政务服务中心“办不成事”反映窗口"
  std::string level;   // "city" | "district" | "county" | "town" | "village"
  std::string parent;  // id, or empty for the site's main window
  std::string hall;    // "平邑县政务服务中心"
  std::string place;   // "一楼大厅显著位置"
  std::string address;
  std::string phone;
  std::optional<OfficeHours> hours;  // published opening hours
  std::string sign;                  // "entrance" | "desk" | "none" (CA-14)
  bool planned = false;              // not set up yet: only the coverage table names it (CA-12)
  std::optional<Day> set_up;         // since when it is there, if that is known
  std::vector<std::string> lacks;    // of "leading_group", "office", "sign" (CA-11)
  std::string phone_from;            // id of the window above whose phone this is, or empty
  std::string hours_from;            // id of the window above whose hours these are, or empty
  Span span;

  // As lists under a heading of its town name it.
  const std::string& short_name() const { return area.empty() ? name : area; }
};

// How many windows of each level there are to be, and by when (CA-11, CA-12).
struct WindowGoal {
  std::map<std::string, int> expected;  // by level; a level that is not in it has no goal
  std::optional<Day> by;
};

// A department, counter or enterprise that cases are handed to.
struct Unit {
  std::string id;
  std::string name;
  std::string type;     // "department" | "counter" | "party" | "enterprise" | "vertical"
  std::string deputy;   // the deputy in charge (BG-11), may be empty
  std::string liaison;  // may be empty
  std::string phone;
  std::string address;
  Span span;
};

// A person with a post, a post alone, or a unit; in published order.
struct RosterEntry {
  std::string role;         // "组长", "常务副组长", "成员"
  std::string name;         // of a person, or empty
  std::string post;         // "县行政审批服务局党组副书记、局长", or empty
  std::string unit;         // a unit's or collective's printed name, or empty
  bool concurrent = false;  // 兼任
  Span span;
};

// A group above the units: leading group, its office, inspection, discipline commission, staff of
// the window.
struct Body {
  std::string id;
  std::string name;
  std::string type;          // "leading_group" | "office" | "staff" | "supervision" | "other"
  std::string parent;        // id of the body it serves, or empty
  std::string host;          // "区政数局": where it sits, or empty
  std::string duties;        // one or two sentences, or empty
  std::optional<Day> as_of;  // the document's date
  std::string source;        // id of the document
  std::vector<RosterEntry> roster;
  Span span;
  Span parent_span;
  Span source_span;
  Span as_of_span;
};

// Which leader is on duty when.
struct DutyEntry {
  Day from{};
  Day to{};
  std::string name;
  std::string post;
  std::string phone;
  Span span;
};

struct DutyRoster {
  std::string rule;  // "上、下午至少各一次到窗口现场办公"
  std::vector<DutyEntry> entries;
};

// A paper that a document brings with it.
struct Attachment {
  std::string title;
  std::string file;  // name below the site's `files` folder, or empty: only its title is known
  Span file_span;
};

// A published rule or a document it rests on.
struct Document {
  std::string id;
  std::string title;
  std::string number;  // "平政管办发〔2022〕2号", may be empty
  std::vector<std::string> issuers;
  std::optional<Day> date;
  std::vector<std::string> addressees;
  std::vector<Attachment> attachments;
  std::string disclosure;  // "主动公开", may be empty
  std::string summary;     // our own words
  bool basis = false;      // true: what the rules rest on; false: the rules themselves
  Span span;
  Span title_span;
  Span date_span;
};

std::vector<Unit> read_units(const YamlNode& root, Diagnostics& diagnostics);
std::vector<Body> read_bodies(const YamlNode& root, Diagnostics& diagnostics);
DutyRoster read_duty(const YamlNode& root, Diagnostics& diagnostics);
std::vector<Document> read_documents(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core
