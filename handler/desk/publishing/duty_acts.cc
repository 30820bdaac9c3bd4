// Checks the fields with plain sentences, then makes the edit of duty.yaml.
#include "handler/desk/publishing/duty_acts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/reading/phone.h"
#include "core/reading/words.h"
#include "handler/desk/publishing/duty_page.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/duty_edits.h"
#include "handler/publishing/duty_month.h"
#include "handler/publishing/duty_table.h"
#include "handler/publishing/roster_table.h"

namespace handler::desk {
namespace {

using core::DutyEntry;
using publishing::DutySpot;

// A form may set at most so many days at once.
constexpr int kMostDutyDays = 366;

struct DutyAct {
  const Editing& editing;
  core::Period month;
  std::string name;

  const Visit& visit() const { return editing.visit; }
  const std::vector<DutyEntry>& entries() const { return editing.site().duty.entries; }
};

web::Response duty_page_again(const DutyAct& act, DutyAnswer answer) {
  answer.act = act.name;
  return duty_page(act.editing, act.month, answer);
}

// The page with one sentence at a field: a key below desk.publishing.duty.mistake.
web::Response duty_mistaken(const DutyAct& act, const std::string& field, const std::string& key) {
  return duty_page_again(
      act, {.status = 422,
            .sentences = {act.visit().texts().get("desk.publishing.duty.mistake." + key)},
            .field = field});
}

web::Response duty_changed_meanwhile(const DutyAct& act) {
  return duty_page_again(act, {.status = 409, .sentences = outdated(act.visit()).sentences});
}

web::Response keep_duty(const DutyAct& act, const publishing::Edit& edit) {
  const std::string back = act.editing.root() + "/duty/" + core::to_text(act.month);
  return keep_edit(act.editing, edit, back, [&](const EditProblem& problem) {
    return duty_page_again(act, {.status = problem.status, .sentences = problem.sentences});
  });
}

// The leader that was chosen, or else typed.
std::variant<DutyEntry, Wrong> asked_leader(const DutyAct& act) {
  const std::string chosen = typed_line(act.visit(), "leader");
  DutyEntry typed;
  typed.name = core::unpadded(typed_line(act.visit(), "name"));
  if (typed.name.empty()) {
    for (const DutyEntry& leader : known_leaders(act.editing.site())) {
      if (publishing::mark_of(leader) == chosen) return leader;
    }
    return Wrong{"leader", "no_leader"};
  }
  typed.post = typed_line(act.visit(), "post");
  typed.phone = typed_line(act.visit(), "phone");
  if (core::character_count(typed.name) > publishing::kLongestPerson)
    return Wrong{"name", "name_long"};
  if (core::character_count(typed.post) > publishing::kLongestPost)
    return Wrong{"post", "post_long"};
  if (!typed.phone.empty() && !core::is_published_phone(typed.phone))
    return Wrong{"phone", "phone"};
  return typed;
}

// The turn that the form says, or what is wrong.
std::variant<DutyEntry, Wrong> asked_turn(const DutyAct& act) {
  const TypedDay from = typed_day_in(act.visit(), "from");
  TypedDay to = typed_day_in(act.visit(), "to");
  if (!from.day) return Wrong{"from", from.is_wrong ? "day" : "no_day"};
  if (to.is_wrong) return Wrong{"to", "day"};
  if (!to.day) to.day = from.day;
  if (*to.day < *from.day) return Wrong{"to", "to_before_from"};
  if ((*to.day - *from.day).count() >= kMostDutyDays) return Wrong{"to", "too_long"};
  std::variant<DutyEntry, Wrong> turn = asked_leader(act);
  if (DutyEntry* entry = std::get_if<DutyEntry>(&turn)) {
    entry->from = *from.day;
    entry->to = *to.day;
    entry->part = core::word_in(core::kHalfDays, typed_line(act.visit(), "part"));
  }
  return turn;
}

bool is_stale(const DutyAct& act) {
  return typed_line(act.visit(), "seen") != mark_of_month(act.entries(), act.month);
}

web::Response keep_turns(const DutyAct& act, std::vector<DutyEntry> turns) {
  return keep_duty(act, [all = std::move(turns)](const core::FolderTexts& texts) {
    return publishing::assign_duty(texts, all);
  });
}

web::Response set(const DutyAct& act) {
  if (is_stale(act)) return duty_changed_meanwhile(act);
  const auto turn = asked_turn(act);
  if (const Wrong* wrong = std::get_if<Wrong>(&turn))
    return duty_mistaken(act, wrong->field, wrong->key);
  return keep_turns(act, {std::get<DutyEntry>(turn)});
}

// "3:MARK", if the entry still says what its page showed.
std::optional<DutySpot> named_turn(const DutyAct& act, const std::string& text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::optional<int> index = core::number_from_digits(text.substr(0, colon));
  if (!index || colon == text.size()) return std::nullopt;
  DutySpot spot{static_cast<std::size_t>(*index), text.substr(colon + 1)};
  if (spot.index >= act.entries().size() ||
      publishing::mark_of(act.entries()[spot.index]) != spot.mark)
    return std::nullopt;
  return spot;
}

web::Response swap(const DutyAct& act) {
  const std::string first = typed_line(act.visit(), "one");
  const std::string second = typed_line(act.visit(), "other");
  if (first.empty()) return duty_mistaken(act, "one", "choose_turn");
  if (second.empty() || first == second) return duty_mistaken(act, "other", "choose_other");
  const std::optional<DutySpot> one = named_turn(act, first);
  const std::optional<DutySpot> other = named_turn(act, second);
  if (!one || !other) return duty_changed_meanwhile(act);
  return keep_duty(act, [a = *one, b = *other](const core::FolderTexts& texts) {
    return publishing::swap_duty(texts, a, b);
  });
}

web::Response forward(const DutyAct& act) {
  if (is_stale(act)) return duty_changed_meanwhile(act);
  std::vector<DutyEntry> turns =
      publishing::turns_forward(act.entries(), act.month, act.editing.site().calendar);
  if (turns.empty()) return duty_mistaken(act, "", "no_turns");
  return keep_turns(act, std::move(turns));
}

web::Response paste_duty(const DutyAct& act) {
  if (is_stale(act)) return duty_changed_meanwhile(act);
  publishing::DutyTable table = publishing::read_duty_table(
      typed_text(act.visit(), "table"), act.month.from, known_leaders(act.editing.site()));
  if (table.mistakes.empty()) return keep_turns(act, std::move(table.turns));
  return duty_page_again(
      act, {.status = 422,
            .sentences = {act.visit().texts().get("desk.publishing.duty.mistake.table")},
            .field = "table",
            .in_table = std::move(table.mistakes)});
}

web::Response remove_turn(const DutyAct& act) {
  const std::optional<DutySpot> spot =
      named_turn(act, typed_line(act.visit(), "index") + ":" + typed_line(act.visit(), "mark"));
  if (!spot) return duty_changed_meanwhile(act);
  return keep_duty(act, [one = *spot](const core::FolderTexts& texts) {
    return publishing::remove_duty(texts, one);
  });
}

struct DutyHandling {
  std::string_view name;
  web::Response (*run)(const DutyAct&);
};
constexpr DutyHandling kDutyActs[] = {{"set", set},
                                      {"swap", swap},
                                      {"forward", forward},
                                      {"paste", paste_duty},
                                      {"remove", remove_turn}};

}  // namespace

web::Response change_duty(const Visit& visit) {
  const auto* handling =
      std::ranges::find(kDutyActs, visit.parameters.find("act")->second, &DutyHandling::name);
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  if (!opened.editing->scope.whole_site) return web::forbidden();
  const std::optional<core::Period> month = asked_month(visit);
  if (handling == std::end(kDutyActs) || !month) return web::not_found();
  return handling->run({*opened.editing, *month, std::string(handling->name)});
}

}  // namespace handler::desk
