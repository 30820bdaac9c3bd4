// Reads units, bodies and the duty roster.
#include "core/directory/directory.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/base/text.h"
#include "core/reading/read_list.h"

namespace core {
namespace {

// Types map to themselves: pages and rules compare them as written.
template <std::size_t N>
using NameTable = std::array<std::pair<std::string_view, std::string_view>, N>;

constexpr NameTable<5> kUnitTypes = {{{"department", "department"},
                                      {"counter", "counter"},
                                      {"party", "party"},
                                      {"enterprise", "enterprise"},
                                      {"vertical", "vertical"}}};
constexpr NameTable<5> kBodyTypes = {{{"leading_group", "leading_group"},
                                      {"office", "office"},
                                      {"staff", "staff"},
                                      {"supervision", "supervision"},
                                      {"other", "other"}}};

// Papers pad names of two characters; padding is no part of a name.
std::string optional_name(MapReader& reader, std::string_view key) {
  return unpadded(reader.optional_text(key));
}

// 'to' is the last day, so it must not come before 'from'.
void check_day_order(MapReader& reader, const std::optional<Day>& from,
                     const std::optional<Day>& to, const char* code) {
  if (!from || !to || *from <= *to) return;
  reader.error("to", code,
               say("{to} comes before {from}", {{"to", to_iso(*to)}, {"from", to_iso(*from)}}),
               say("'to' is the last day"));
}

RosterEntry read_roster_entry(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "roster entry", diagnostics);
  RosterEntry entry{.span = reader.span()};
  entry.role = reader.required_text("role");
  entry.name = optional_name(reader, "name");
  entry.post = reader.optional_text("post");
  entry.unit = reader.optional_text("unit");
  entry.concurrent = reader.optional_flag("concurrent", false);
  entry.from = optional_date(reader, "from");
  entry.to = optional_date(reader, "to");
  check_day_order(reader, entry.from, entry.to, "directory.roster-order");
  if (node.kind == YamlNode::Kind::map && entry.name.empty() && entry.post.empty() &&
      entry.unit.empty()) {
    diagnostics.error(node.span, "directory.nobody",
                      say("the roster entry names no person, post or unit"),
                      say("add 'name', 'post' or 'unit'"));
  }
  reader.finish();
  return entry;
}

void read_body(MapReader& reader, Body& body, Diagnostics& diagnostics) {
  body.name = reader.required_text("name");
  body.type = required_word(reader, "type", "site.unknown-word", kBodyTypes).value_or("");
  body.parent = reader.optional_text("parent");
  body.host = reader.optional_text("host");
  body.duties = optional_prose(reader, "duties", diagnostics);
  body.as_of = optional_date(reader, "as_of");
  body.source = reader.optional_text("source");
  body.window = reader.optional_text("window");
  for (const YamlNode* entry : reader.optional_list("roster")) {
    body.roster.push_back(read_roster_entry(*entry, diagnostics));
  }
  body.parent_span = reader.span_of("parent");
  body.source_span = reader.span_of("source");
  body.as_of_span = reader.span_of("as_of");
  body.window_span = reader.span_of("window");
}

std::optional<HalfDay> read_half_day(MapReader& reader) {
  const std::string text = reader.optional_text("part");
  if (text.empty()) return std::nullopt;
  const std::optional<HalfDay> part = word_in(kHalfDays, text);
  if (!part) report_unknown_word(reader, "part", "site.unknown-word", text, names_in(kHalfDays));
  return part;
}

std::optional<DutyEntry> read_duty_entry(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "duty entry", diagnostics);
  const std::optional<Day> from = required_date(reader, "from");
  const std::optional<Day> to = required_date(reader, "to");
  DutyEntry entry;
  entry.part = read_half_day(reader);
  entry.name = unpadded(reader.required_text("name"));
  entry.post = reader.optional_text("post");
  entry.phone = optional_phone(reader, "phone");
  entry.span = reader.span_of("from");
  reader.finish();
  if (!from || !to) return std::nullopt;
  entry.from = *from;
  entry.to = *to;
  if (entry.from <= entry.to) return entry;
  check_day_order(reader, from, to, "directory.duty-order");
  return std::nullopt;
}

// The last entry before `at` that holds this half of its days, if it does not end before.
const DutyEntry* met_by(const std::vector<DutyEntry>& entries, std::size_t at, HalfDay half) {
  const DutyEntry& entry = entries[at];
  if (entry.part && *entry.part != half) return nullptr;
  while (at-- > 0) {
    const DutyEntry& before = entries[at];
    if (before.part && *before.part != half) continue;
    return before.to < entry.from ? nullptr : &before;
  }
  return nullptr;
}

void check_duty_order(const std::vector<DutyEntry>& entries, Diagnostics& diagnostics) {
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const DutyEntry& entry = entries[i];
    const DutyEntry& above = entries[i - 1];
    const DutyEntry* met = met_by(entries, i, HalfDay::morning);
    if (met == nullptr) met = met_by(entries, i, HalfDay::afternoon);
    if (met != nullptr) {
      diagnostics.error(entry.span, "directory.duty-overlap",
                        met == &above
                            ? say("the entry above lasts until {to}", {{"to", to_iso(met->to)}})
                            : say("an entry above lasts until {to}", {{"to", to_iso(met->to)}}),
                        say("entries are in the order of their days, and no two are at once"));
    } else if (std::pair(entry.from, entry.part) < std::pair(above.from, above.part)) {
      diagnostics.error(
          entry.span, "directory.duty-overlap",
          say("the entry above begins on {from}", {{"from", to_iso(above.from)}}),
          say("entries are in the order of their days, of one day the morning first"));
    }
  }
}

}  // namespace

std::vector<RosterEntry> Body::roster_on(Day day) const {
  std::vector<RosterEntry> shown;
  std::ranges::copy_if(roster, std::back_inserter(shown),
                       [day](const RosterEntry& entry) { return entry.is_in_force(day); });
  return shown;
}

std::vector<Unit> read_units(const YamlNode& root, Diagnostics& diagnostics) {
  Ids ids("unit");
  const auto fill = [&](MapReader& reader, Unit& unit) {
    unit.name = reader.required_text("name");
    unit.type = optional_word(reader, "type", "site.unknown-word", kUnitTypes,
                              std::string_view("department"));
    unit.deputy = optional_name(reader, "deputy");
    unit.liaison = optional_name(reader, "liaison");
    unit.phone = optional_phone(reader, "phone");
    unit.address = reader.optional_text("address");
    unit.handles = optional_search_words(reader, "handles", diagnostics);
    unit.also_called = optional_search_words(reader, "also_called", diagnostics);
  };
  return read_list<Unit>(only_list(root, "units", /*may_be_empty=*/true, diagnostics), ids,
                         diagnostics, fill);
}

std::vector<Body> read_bodies(const YamlNode& root, Diagnostics& diagnostics) {
  Ids ids("body");
  auto bodies = read_list<Body>(
      only_list(root, "bodies", /*may_be_empty=*/true, diagnostics), ids, diagnostics,
      [&](MapReader& reader, Body& body) { read_body(reader, body, diagnostics); });
  for (const Body& body : bodies) {
    ids.expect("directory", body.parent, body.parent_span, diagnostics);
  }
  return bodies;
}

DutyRoster read_duty(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "duty roster", diagnostics);
  read_schema(reader);
  DutyRoster duty{.rule = optional_prose(reader, "rule", diagnostics)};
  for (const YamlNode* node : reader.optional_list("entries")) {
    if (auto entry = read_duty_entry(*node, diagnostics)) duty.entries.push_back(std::move(*entry));
  }
  reader.finish();
  check_duty_order(duty.entries, diagnostics);
  return duty;
}

}  // namespace core
