// Checks the fields with plain sentences, then makes the edit of bodies.yaml.
#include "handler/desk/publishing/body_acts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/desk/publishing/body_page.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/roster_edits.h"
#include "handler/publishing/roster_table.h"

namespace handler::desk {
namespace {

using core::Body;
using core::RosterEntry;
using publishing::RosterSpot;

// One POST: the body, the entry that it is about, and the way back to the page.
struct Act {
  const Editing& editing;
  const Body& body;
  std::string name;
  std::optional<RosterSpot> spot = std::nullopt;

  const Visit& visit() const { return editing.visit; }
  const RosterEntry& entry() const { return body.roster[spot->index]; }
  std::optional<std::size_t> index() const {
    return spot ? std::optional(spot->index) : std::nullopt;
  }
};

web::Response again(const Act& act, BodyAnswer answer) {
  answer.act = act.name;
  answer.index = act.index();
  return body_page(act.editing, act.body, answer);
}

// The page with one sentence at a field: a key below desk.publishing.bodies.mistake.
web::Response mistaken(const Act& act, const std::string& field, const std::string& key) {
  return again(act,
               {.status = 422,
                .sentences = {act.visit().texts().get("desk.publishing.bodies.mistake." + key)},
                .field = field});
}

web::Response changed_meanwhile_page(const Act& act) {
  BodyAnswer answer{.status = 409, .act = act.name, .sentences = outdated(act.visit()).sentences};
  return body_page(act.editing, act.body, answer);
}

web::Response keep_body_edit(const Act& act, const publishing::Edit& edit,
                             const std::string& place) {
  const std::string back = act.editing.root() + "/bodies/" + act.body.id + place;
  return keep_edit(act.editing, edit, back, [&](const EditProblem& problem) {
    return again(act, {.status = problem.status, .sentences = problem.sentences});
  });
}

std::string place_of(std::size_t index) {
  return "#entry-" + std::to_string(index);
}

// A person's name as the file keeps it.
std::string typed_name(const Visit& visit) {
  return core::unpadded(typed_line(visit, "name"));
}

std::optional<Wrong> wrong_length(const RosterEntry& entry) {
  if (core::character_count(entry.role) > publishing::kLongestRole)
    return Wrong{"role", "role_long"};
  if (core::character_count(entry.name) > publishing::kLongestPerson)
    return Wrong{"name", "name_long"};
  if (core::character_count(entry.post) > publishing::kLongestPost)
    return Wrong{"post", "post_long"};
  if (core::character_count(entry.unit) > publishing::kLongestPost)
    return Wrong{"unit", "post_long"};
  return std::nullopt;
}

std::optional<Wrong> wrong_in(const RosterEntry& entry) {
  if (entry.role.empty()) return Wrong{"role", "no_role"};
  if (entry.name.empty() && entry.post.empty() && entry.unit.empty())
    return Wrong{"name", "nobody"};
  if (entry.from && entry.to && *entry.to < *entry.from) return Wrong{"to", "to_before_from"};
  return wrong_length(entry);
}

// The entry that the form says, or what is wrong.
std::variant<RosterEntry, Wrong> typed_entry(const Visit& visit) {
  RosterEntry entry;
  entry.role = typed_line(visit, "role");
  entry.name = typed_name(visit);
  entry.post = typed_line(visit, "post");
  entry.unit = typed_line(visit, "unit");
  entry.concurrent = visit.form.has("concurrent");
  for (const auto& [field, day] :
       {std::pair("from", &RosterEntry::from), std::pair("to", &RosterEntry::to)}) {
    const TypedDay typed = typed_day_in(visit, field);
    if (typed.is_wrong) return Wrong{field, "day"};
    entry.*day = typed.day;
  }
  if (const std::optional<Wrong> wrong = wrong_in(entry)) return *wrong;
  return entry;
}

// The entries of the same person that were ticked. Nothing if one of them is not there any more, or
// not this person's to change.
std::optional<std::vector<RosterSpot>> ticked_spots(const Act& act) {
  std::vector<RosterSpot> spots;
  const std::vector<RosterSpot> offered =
      publishing::same_person(act.editing.site().bodies, act.entry().name, act.spot);
  for (const std::string_view text : act.visit().form.all("also")) {
    const std::optional<RosterSpot> spot = spot_from(text);
    if (!spot || !core::contains(offered, *spot)) return std::nullopt;
    if (!may_change(act.editing, *act.editing.site().body(spot->body))) return std::nullopt;
    spots.push_back(*spot);
  }
  return spots;
}

// The page that asks whether a new person is the same as one in another roster, if there is one and
// the form does not say.
std::optional<web::Response> question(const Act& act, const std::string& name, bool concurrent) {
  const std::vector<RosterSpot> elsewhere =
      publishing::same_person(act.editing.site().bodies, name);
  if (elsewhere.empty() || concurrent || act.visit().form.get("asked") == "yes")
    return std::nullopt;
  const Body& body = *act.editing.site().body(elsewhere.front().body);
  const std::string sentence = act.visit().texts().format(
      "desk.publishing.bodies.ask_concurrent",
      {{"name", name}, {"body", body.name}, {"role", body.roster[elsewhere.front().index].role}});
  return again(
      act, {.status = 422, .sentences = {sentence}, .field = "concurrent", .ask_concurrent = true});
}

web::Response add(const Act& act) {
  const auto typed = typed_entry(act.visit());
  if (const Wrong* wrong = std::get_if<Wrong>(&typed))
    return mistaken(act, wrong->field, wrong->key);
  const RosterEntry& entry = std::get<RosterEntry>(typed);
  if (auto asked = question(act, entry.name, entry.concurrent)) return *std::move(asked);
  const std::size_t at = std::min(
      typed_number(act.visit(), "place").value_or(act.body.roster.size()), act.body.roster.size());
  const std::string id = act.body.id;
  return keep_body_edit(
      act,
      [id, at, entry](const core::FolderTexts& texts) {
        return publishing::add_to_roster(texts, id, at, entry);
      },
      place_of(at));
}

web::Response replace(const Act& act) {
  publishing::Successor successor{.name = typed_name(act.visit()),
                                  .post = typed_line(act.visit(), "post"),
                                  .concurrent = act.visit().form.has("concurrent")};
  const TypedDay from = typed_day_in(act.visit(), "from");
  if (successor.name.empty()) return mistaken(act, "name", "no_successor");
  if (from.is_wrong) return mistaken(act, "from", "day");
  successor.from = from.day;
  if (const auto wrong = wrong_length({.name = successor.name, .post = successor.post}))
    return mistaken(act, wrong->field, wrong->key);
  if (successor.name != act.entry().name) {
    const bool held_so = successor.concurrent || act.entry().concurrent;
    if (auto asked = question(act, successor.name, held_so)) return *std::move(asked);
  }
  auto spots = ticked_spots(act);
  if (!spots) return changed_meanwhile_page(act);
  spots->push_back(*act.spot);
  const core::Day today = act.visit().today();
  return keep_body_edit(
      act,
      [all = *spots, successor, today](const core::FolderTexts& texts) {
        return publishing::replace_in_rosters(texts, all, successor, today);
      },
      place_of(act.spot->index));
}

web::Response change(const Act& act) {
  const auto typed = typed_entry(act.visit());
  if (const Wrong* wrong = std::get_if<Wrong>(&typed))
    return mistaken(act, wrong->field, wrong->key);
  const auto others = ticked_spots(act);
  if (!others) return changed_meanwhile_page(act);
  return keep_body_edit(
      act,
      [spot = *act.spot, entry = std::get<RosterEntry>(typed),
       all = *others](const core::FolderTexts& texts) {
        return publishing::change_in_rosters(texts, spot, entry, all);
      },
      place_of(act.spot->index));
}

web::Response move(const Act& act) {
  const std::optional<std::size_t> place = typed_number(act.visit(), "place");
  if (!place || *place == 0 || *place > act.body.roster.size())
    return mistaken(act, "place", "place");
  const std::size_t to = *place - 1;
  return keep_body_edit(
      act,
      [spot = *act.spot, to](const core::FolderTexts& texts) {
        return publishing::move_in_roster(texts, spot, to);
      },
      place_of(to));
}

web::Response remove(const Act& act) {
  auto spots = ticked_spots(act);
  if (!spots) return changed_meanwhile_page(act);
  spots->push_back(*act.spot);
  return keep_body_edit(
      act,
      [all = *spots](const core::FolderTexts& texts) {
        return publishing::remove_from_rosters(texts, all);
      },
      "#roster");
}

web::Response set_basis(const Act& act) {
  const std::string source = typed_line(act.visit(), "source");
  const TypedDay as_of = typed_day_in(act.visit(), "as_of");
  if (as_of.is_wrong) return mistaken(act, "as_of", "day");
  if (as_of.day && *as_of.day > act.visit().today()) return mistaken(act, "as_of", "day_to_come");
  if (!source.empty() && !core::contains(act.editing.site().documents, source, &core::Document::id))
    return mistaken(act, "source", "no_document");
  return keep_body_edit(
      act,
      [id = act.body.id, source, day = as_of.day](const core::FolderTexts& texts) {
        return publishing::set_basis(texts, id, source, day);
      },
      "#basis");
}

web::Response paste(const Act& act) {
  const bool replaces = act.visit().form.get("how") == "replace";
  const std::string mark = typed_line(act.visit(), "mark");
  if (mark != publishing::mark_of(act.body.roster)) return changed_meanwhile_page(act);
  publishing::RosterTable table = publishing::read_roster_table(typed_text(act.visit(), "table"));
  if (!table.mistakes.empty()) {
    return again(act,
                 {.status = 422,
                  .sentences = {act.visit().texts().get("desk.publishing.bodies.mistake.table")},
                  .field = "table",
                  .in_table = std::move(table.mistakes)});
  }
  return keep_body_edit(
      act,
      [id = act.body.id, mark, replaces,
       entries = std::move(table.entries)](const core::FolderTexts& texts) {
        return replaces ? publishing::set_roster(texts, id, mark, entries)
                        : publishing::append_to_roster(texts, id, entries);
      },
      "#roster");
}

struct Handling {
  std::string_view name;
  web::Response (*run)(const Act&);
  bool is_about_entry = false;
};
constexpr Handling kActs[] = {
    {"add", add},         {"replace", replace, true}, {"change", change, true},
    {"move", move, true}, {"remove", remove, true},   {"basis", set_basis},
    {"paste", paste}};

// The entry that the form names, if it still says what its page showed.
std::optional<RosterSpot> named_spot(const Visit& visit, const Body& body) {
  const std::optional<std::size_t> index = typed_number(visit, "index");
  const std::string mark = typed_line(visit, "mark");
  if (!index || *index >= body.roster.size()) return std::nullopt;
  if (publishing::mark_of(body.roster[*index]) != mark) return std::nullopt;
  return RosterSpot{body.id, *index, mark};
}

}  // namespace

web::Response change_body(const Visit& visit) {
  const auto* handling =
      std::ranges::find(kActs, visit.parameters.find("act")->second, &Handling::name);
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  if (handling == std::end(kActs)) return web::not_found();
  const Body* body = opened.editing->site().body(visit.parameters.find("body")->second);
  if (body == nullptr) return web::not_found();
  if (!may_change(*opened.editing, *body)) return web::forbidden();
  Act act{*opened.editing, *body, std::string(handling->name)};
  if (handling->is_about_entry) {
    act.spot = named_spot(visit, *body);
    if (!act.spot) return changed_meanwhile_page(act);
  }
  return handling->run(act);
}

}  // namespace handler::desk
