// Reads units, bodies and the duty roster.
#include "core/directory/directory.h"

#include <array>

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
RosterEntry read_roster_entry(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "roster entry", diagnostics);
  RosterEntry entry{.span = reader.span()};
  entry.role = reader.required_text("role");
  entry.name = reader.optional_text("name");
  entry.post = reader.optional_text("post");
  entry.unit = reader.optional_text("unit");
  entry.concurrent = reader.optional_flag("concurrent", false);
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
  for (const YamlNode* entry : reader.optional_list("roster")) {
    body.roster.push_back(read_roster_entry(*entry, diagnostics));
  }
  body.parent_span = reader.span_of("parent");
  body.source_span = reader.span_of("source");
  body.as_of_span = reader.span_of("as_of");
}

std::optional<DutyEntry> read_duty_entry(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "duty entry", diagnostics);
  const std::optional<Day> from = required_date(reader, "from");
  const std::optional<Day> to = required_date(reader, "to");
  DutyEntry entry{.name = reader.required_text("name"), .post = reader.optional_text("post")};
  entry.phone = optional_phone(reader, "phone");
  entry.span = reader.span_of("from");
  reader.finish();
  if (!from || !to) return std::nullopt;
  entry.from = *from;
  entry.to = *to;
  if (entry.from <= entry.to) return entry;
  reader.error(
      "to", "directory.duty-order",
      say("{to} comes before {from}", {{"to", to_iso(entry.to)}, {"from", to_iso(entry.from)}}),
      say("'to' is the last day"));
  return std::nullopt;
}

void check_duty_order(const std::vector<DutyEntry>& entries, Diagnostics& diagnostics) {
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (entries[i - 1].to < entries[i].from) continue;
    diagnostics.error(entries[i].span, "directory.duty-overlap",
                      say("the entry above lasts until {to}", {{"to", to_iso(entries[i - 1].to)}}),
                      say("entries are in the order of their days, and no two are at once"));
  }
}

}  // namespace

std::vector<Unit> read_units(const YamlNode& root, Diagnostics& diagnostics) {
  Ids ids("unit");
  const auto fill = [&](MapReader& reader, Unit& unit) {
    unit.name = reader.required_text("name");
    unit.type = optional_word(reader, "type", "site.unknown-word", kUnitTypes,
                              std::string_view("department"));
    unit.deputy = reader.optional_text("deputy");
    unit.liaison = reader.optional_text("liaison");
    unit.phone = optional_phone(reader, "phone");
    unit.address = reader.optional_text("address");
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
