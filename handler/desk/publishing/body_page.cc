// Fills the lists and forms of the bodies' pages.
#include "handler/desk/publishing/body_page.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/pasted_mistakes.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/roster_edits.h"

namespace handler::desk {
namespace {

using core::Body;
using core::RosterEntry;
using publishing::mark_of;
using publishing::RosterSpot;

std::string post_in_words(const RosterEntry& entry) {
  return entry.unit + entry.post;
}

std::string days_of_entry(const Editing& editing, const RosterEntry& entry) {
  const core::Texts& texts = editing.visit.texts();
  const core::Day today = editing.visit.today();
  const int year = core::year_of(today);
  if (entry.from && today < *entry.from)
    return texts.format("desk.publishing.bodies.from_then",
                        {{"day", core::chinese_date(*entry.from, year)}});
  if (!entry.to) return {};
  return texts.format(
      entry.is_in_force(today) ? "desk.publishing.bodies.until" : "desk.publishing.bodies.ended",
      {{"day", core::chinese_date(*entry.to, year)}});
}

std::string document_name(const core::Document& document) {
  return document.number.empty() ? document.title : document.title + " " + document.number;
}

// What the form about this entry holds: as it was sent, or as the entry is.
class TypedEntry {
 public:
  TypedEntry(const Editing& editing, const BodyAnswer& answer, const std::string& act,
             std::optional<std::size_t> index = std::nullopt)
      : visit_(editing.visit), again_(answer.act == act && answer.index == index) {}

  bool again() const { return again_; }
  std::string line(const char* name, const std::string& otherwise) const {
    return again_ ? typed_line(visit_, name) : otherwise;
  }
  bool ticked(const char* name, bool otherwise) const {
    return again_ ? visit_.form.has(name) : otherwise;
  }

 private:
  const Visit& visit_;
  bool again_ = false;
};

// ALSO[]: the same person in other rosters, to be changed too. ELSEWHERE: in those of others.
void add_same_person(core::TemplateData& data, const Editing& editing, const RosterSpot& spot,
                     const RosterEntry& entry) {
  const Visit& visit = editing.visit;
  const std::vector<std::string_view> ticked = visit.form.all("also");
  std::vector<std::string> elsewhere;
  for (const RosterSpot& other : publishing::same_person(editing.site().bodies, entry.name, spot)) {
    const Body& body = *editing.site().body(other.body);
    const std::string words = body.name + " " + entry_in_words(body.roster[other.index]);
    if (!may_change(editing, body)) {
      elsewhere.push_back(words);
      continue;
    }
    const std::string value = spot_in_words(other);
    data.show("HAS_ALSO");
    data.add("ALSO")
        .set("ALSO_SPOT", value)
        .set("ALSO_WORDS", words)
        .show_if(std::ranges::find(ticked, value) != ticked.end(), "ALSO_TICKED");
  }
  data.set_optional("ELSEWHERE", core::joined(elsewhere, visit.texts().get("desk.list_comma")));
}

// The fields of the forms below an entry.
void add_entry_fields(core::TemplateData& data, const Editing& editing, const BodyAnswer& answer,
                      const RosterEntry& entry, std::size_t index) {
  const TypedEntry replace(editing, answer, "replace", index);
  data.set("REPLACE_NAME", replace.line("name", ""))
      .set("REPLACE_POST", replace.line("post", entry.post))
      .set("REPLACE_FROM", replace.line("from", ""))
      .show_if(replace.again(), "REPLACE_OPEN");
  if (replace.again() && answer.ask_concurrent)
    data.add("REPLACE_ASKED").show_if(replace.ticked("concurrent", false), "REPLACE_CONCURRENT");
  const TypedEntry change(editing, answer, "change", index);
  data.set("CHANGE_ROLE", change.line("role", entry.role))
      .set("CHANGE_NAME", change.line("name", entry.name))
      .set("CHANGE_POST", change.line("post", entry.post))
      .set("CHANGE_UNIT", change.line("unit", entry.unit))
      .set("CHANGE_FROM", change.line("from", core::iso_or_empty(entry.from)))
      .set("CHANGE_TO", change.line("to", core::iso_or_empty(entry.to)))
      .show_if(change.ticked("concurrent", entry.concurrent), "CHANGE_CONCURRENT")
      .show_if(change.again(), "CHANGE_OPEN");
  const TypedEntry move(editing, answer, "move", index);
  const TypedEntry remove(editing, answer, "remove", index);
  data.set("MOVE_PLACE", move.line("place", std::to_string(index + 1)))
      .show_if(move.again() || remove.again(), "MOVE_OPEN");
}

void add_entries(core::TemplateData& data, const Editing& editing, const Body& body,
                 const BodyAnswer& answer) {
  const std::size_t size = body.roster.size();
  const std::string chosen = TypedEntry(editing, answer, "add").line("place", "");
  for (std::size_t i = 0; i < size; ++i) {
    const RosterEntry& entry = body.roster[i];
    core::TemplateData& row = data.add("ENTRY");
    row.set("ENTRY_INDEX", std::to_string(i))
        .set("ENTRY_MARK", mark_of(entry))
        .set("ENTRY_WORDS", entry_in_words(entry))
        .set_optional("ENTRY_POST", entry.name.empty() ? std::string() : post_in_words(entry))
        .set_optional("ENTRY_DAYS", days_of_entry(editing, entry))
        .show_if(entry.concurrent, "ENTRY_CONCURRENT")
        .show_if(!entry.name.empty(), "ENTRY_HAS_PERSON");
    if (i > 0) row.add("MOVE_UP").set("UP_PLACE", std::to_string(i));
    if (i + 1 < size) row.add("MOVE_DOWN").set("DOWN_PLACE", std::to_string(i + 2));
    add_entry_fields(row, editing, answer, entry, i);
    add_same_person(row, editing, {body.id, i, mark_of(entry)}, entry);
    const std::string label = entry_in_words(entry);
    data.add("PLACE_CHOICE")
        .set("PLACE_VALUE", std::to_string(i + 1))
        .show_if(chosen == std::to_string(i + 1), "PLACE_CHOSEN")
        .set("PLACE_WORDS",
             editing.visit.texts().format("desk.publishing.bodies.behind", {{"who", label}}));
  }
  data.show_if(size > 0, "HAS_ENTRIES").show_if(size == 0, "NO_ENTRIES");
}

void add_roles(core::TemplateData& data, const Body& body) {
  std::vector<std::string> roles;
  for (const RosterEntry& entry : body.roster) {
    if (std::ranges::find(roles, entry.role) == roles.end()) roles.push_back(entry.role);
  }
  for (const std::string& role : roles) data.add("KNOWN_ROLE").set("KNOWN_ROLE_NAME", role);
}

void add_new_fields(core::TemplateData& data, const Editing& editing, const BodyAnswer& answer) {
  const TypedEntry add(editing, answer, "add");
  data.set("ADD_ROLE", add.line("role", ""))
      .set("ADD_NAME", add.line("name", ""))
      .set("ADD_POST", add.line("post", ""))
      .set("ADD_UNIT", add.line("unit", ""))
      .set("ADD_FROM", add.line("from", ""))
      .show_if(add.ticked("concurrent", false), "ADD_CONCURRENT")
      .show_if(add.again(), "ADD_OPEN")
      .show_if(add.again() && answer.ask_concurrent, "ADD_ASKED");
}

void add_basis_fields(core::TemplateData& data, const Editing& editing, const Body& body,
                      const BodyAnswer& answer) {
  const TypedEntry basis(editing, answer, "basis");
  const std::string chosen = basis.line("source", body.source);
  for (const core::Document& document : editing.site().documents) {
    data.add("DOCUMENT")
        .set("DOCUMENT_ID", document.id)
        .set("DOCUMENT_NAME", document_name(document))
        .show_if(document.id == chosen, "DOCUMENT_CHOSEN");
  }
  data.set("BASIS_AS_OF", basis.line("as_of", core::iso_or_empty(body.as_of)))
      .show_if(basis.again(), "BASIS_OPEN");
}

void add_table_fields(core::TemplateData& data, const Editing& editing, const Body& body,
                      const BodyAnswer& answer) {
  const TypedEntry paste(editing, answer, "paste");
  data.set("PASTE_TABLE", paste.again() ? typed_text(editing.visit, "table") : std::string())
      .set("ROSTER_MARK", mark_of(body.roster))
      .show_if(paste.line("how", "append") == "append", "PASTE_APPENDS")
      .show_if(paste.line("how", "append") == "replace", "PASTE_REPLACES")
      .show_if(paste.again(), "PASTE_OPEN");
  add_table_mistakes(data, editing.visit.texts(), answer.in_table);
}

// What was typed about an entry that says something else now, so that nothing is lost.
void add_typed(core::TemplateData& data, const Editing& editing, const BodyAnswer& answer) {
  if (answer.status != 409 || answer.index.has_value() || answer.act == "add" ||
      answer.act == "paste" || answer.act == "basis")
    return;
  for (const char* name : {"role", "name", "post", "unit", "from", "to"}) {
    const std::string value = typed_line(editing.visit, name);
    if (value.empty()) continue;
    data.add("TYPED")
        .set("TYPED_ID", std::string("typed-") + name)
        .set("TYPED_LABEL",
             editing.visit.texts().get(std::string("desk.publishing.bodies.field.") + name))
        .set("TYPED_TEXT", value);
  }
}

// The id of the field that the summary of mistakes links to.
std::string input_of(const BodyAnswer& answer) {
  if (answer.act.empty() || answer.field.empty()) return {};
  const std::string id = answer.act + "-" + answer.field;
  return answer.index ? id + "-" + std::to_string(*answer.index) : id;
}

void add_body_mistake(core::TemplateData& data, const BodyAnswer& answer) {
  if (answer.sentences.empty()) return;
  data.set_optional("MISTAKE", core::joined(answer.sentences, " "))
      .set_optional("MISTAKE_INPUT", input_of(answer));
}

}  // namespace

bool may_change(const Editing& editing, const Body& body) {
  return editing.scope.holds(body.window);
}

std::string entry_in_words(const RosterEntry& entry) {
  return entry.role + " " + (entry.name.empty() ? post_in_words(entry) : entry.name);
}

std::string spot_in_words(const RosterSpot& spot) {
  return spot.body + ":" + std::to_string(spot.index) + ":" + spot.mark;
}

std::optional<RosterSpot> spot_from(std::string_view text) {
  const std::vector<std::string> parts = core::split(text, ':');
  if (parts.size() != 3) return std::nullopt;
  const std::optional<int> index = core::number_from_digits(parts[1]);
  if (!index) return std::nullopt;
  return RosterSpot{parts[0], static_cast<std::size_t>(*index), parts[2]};
}

web::Response body_page(const Editing& editing, const Body& body, const BodyAnswer& answer) {
  core::TemplateData data;
  data.set("BODY_ID", body.id).set("BODY_NAME", body.name);
  add_kept_notice(data, editing);
  add_body_mistake(data, answer);
  add_typed(data, editing, answer);
  const core::Document* source = core::find_by_id(editing.site().documents, body.source);
  data.set_optional("BODY_SOURCE", source == nullptr ? std::string() : document_name(*source))
      .show_if(source == nullptr, "NO_BODY_SOURCE")
      .set_optional("BODY_AS_OF", body.as_of ? core::chinese_date(*body.as_of) : std::string())
      .set("ENTRY_COUNT", std::to_string(body.roster.size()));
  add_entries(data, editing, body, answer);
  add_roles(data, body);
  add_new_fields(data, editing, answer);
  add_basis_fields(data, editing, body, answer);
  add_table_fields(data, editing, body, answer);
  return desk_page(editing.visit, answer.status, "desk/publishing_body", body.name, data);
}

web::Response show_bodies(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  core::TemplateData data;
  for (const Body& body : editing.site().bodies) {
    if (!may_change(editing, body)) continue;
    const core::Document* source = core::find_by_id(editing.site().documents, body.source);
    data.add("BODY")
        .set("BODY_ID", body.id)
        .set("BODY_NAME", body.name)
        .set("BODY_COUNT", std::to_string(body.roster.size()))
        .set_optional("BODY_AS_OF", body.as_of ? core::chinese_date(*body.as_of) : std::string())
        .set_optional("BODY_SOURCE", source == nullptr ? std::string() : document_name(*source));
  }
  data.show_if(data.has_items("BODY"), "HAS_BODIES").show_if(!data.has_items("BODY"), "NO_BODIES");
  return desk_page(visit, 200, "desk/publishing_bodies",
                   visit.texts().get("desk.publishing.bodies.title"), data);
}

web::Response show_body(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Body* body = opened.editing->site().body(visit.parameters.find("body")->second);
  if (body == nullptr) return web::not_found();
  if (!may_change(*opened.editing, *body)) return web::forbidden();
  return body_page(*opened.editing, *body, {});
}

}  // namespace handler::desk
