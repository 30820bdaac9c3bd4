// Reads other cases with the rights of the current user; writes to several cases at once, including
// cases that the acting user may not see.
#include "handler/desk/casework/relations.h"

#include <algorithm>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/plain_spelling.h"
#include "handler/cases/actions/action_guards.h"
#include "handler/cases/jobs/marks.h"
#include "handler/desk/casework/similar.h"

namespace handler::desk {
namespace {

constexpr int kTries = 3;
constexpr int kMostMerges = 20;
constexpr std::size_t kLongestId = 15;
constexpr std::string_view kIdEnding = "\u53f7";  // suffix of "12号"

// The number itself, without a label before it and marks around it.
std::string named_in(std::string_view typed) {
  constexpr std::string_view kMarks = " .,\"";
  std::string text = core::plain_spelling(typed);
  text.erase(0, text.rfind(':') + 1);  // npos + 1 is 0
  text.erase(0, text.find_first_not_of(kMarks));
  text.erase(text.find_last_not_of(kMarks) + 1);
  return text;
}

std::optional<cases::CaseId> id_in(std::string text) {
  if (text.ends_with(kIdEnding)) text.erase(text.size() - kIdEnding.size());
  const bool digits = !text.empty() && text.size() <= kLongestId &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return std::nullopt;
  return std::stoll(text);
}

std::optional<cases::CaseId> id_of_serial(const Visit& visit, const std::string& serial) {
  store::CaseFilter filter;
  filter.site = visit.site.id();
  filter.serials = {serial};
  const core::Result<store::CasePage> page = visit.services.store.list_cases(filter);
  if (!page) return std::nullopt;
  const auto found = std::ranges::find_if(
      page->rows, [&](const store::CaseRow& row) { return row.values.serial == serial; });
  if (found == page->rows.end()) return std::nullopt;
  return found->id;
}

// nullptr if the user may not see the case.
core::TemplateData* add_other(core::TemplateData& data, const std::string& section,
                              const Visit& visit, cases::CaseId id) {
  const std::optional<OpenCase> other = other_case(visit, id);
  if (!other) return nullptr;
  return &data.add(section)
              .set("OTHER_ID", std::to_string(id))
              .set("OTHER_NAME", case_name(visit, other->folded.serial, id));
}

void add_absorbed(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const std::vector<cases::CaseId> untold = open.folded.untold();
  for (const cases::CaseId id : open.folded.absorbed) {
    core::TemplateData* other = add_other(data, "ABSORBED", visit, id);
    if (other == nullptr) continue;
    const bool waits = core::contains(untold, id);
    other->show(waits ? "OTHER_UNTOLD" : "OTHER_TOLD");
  }
}

// A case that has ended or is merged cannot be merged.
void add_like_cases(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const cases::ActionRule& merge = *cases::find_action("merge");
  const bool may_merge = merge.from.contains(open.folded.state) && !open.folded.merged_into;
  if (!may_merge || open.shielded) return;
  const core::Result<std::vector<std::string>> traces =
      visit.services.store.traces_of(visit.site.id(), open.folded.id);
  if (!traces) return;
  const std::string& unit =
      open.folded.unit.empty() ? open.folded.concerned_unit : open.folded.unit;
  add_similar(data, visit, {*traces, unit, open.object, open.folded.id});
}

const core::Failure kUnreadable{core::FailureCode::unavailable, "a merged case cannot be read"};

// Feedback before there is a result does not count as telling the result.
bool has_result(const cases::Case& main) {
  return main.has_feedback || cases::has_ended(main.state);
}

// The events of one commit, or why they cannot be recorded.
using Additions = core::Result<std::vector<store::Addition>>;

// Plans the events and records them in one commit; again if another writer changed one of the cases
// in between.
template <class Make>
core::Result<store::CaseRecord> record_together(const Visit& visit, const Make& make) {
  core::Failure last{core::FailureCode::conflict, "the cases keep moving"};
  for (int i = 0; i < kTries; ++i) {
    Additions additions = make();
    if (!additions) return additions.failure();
    core::Result<store::CaseRecord> done =
        visit.services.store.append_all(visit.site.id(), *additions);
    if (done || done.failure().code != core::FailureCode::conflict) return done;
    last = done.failure();
  }
  return last;
}

// The counterpart event, with the same channel.
cases::PlannedEvent other_side(const cases::PlannedEvent& told, cases::EventType type) {
  cases::PlannedEvent event{.type = type};
  if (told.data.contains("channel")) event.data["channel"] = told.data.at("channel");
  return event;
}

Additions from_merged(const Visit& visit, const OpenCase& merged, const view::Sender& by,
                      const cases::PlannedEvent& told) {
  std::vector<store::Addition> additions = {
      view::addition_to(visit.services, visit.site, merged, by, {told})};
  const std::optional<view::FoldedCase> main =
      view::main_of(visit.services, visit.site, merged.folded);
  if (!main) return kUnreadable;
  if (!has_result(main->folded)) return additions;
  cases::PlannedEvent note = other_side(told, cases::EventType::absorbed_told);
  note.data["cases"] = {merged.folded.id};
  additions.push_back(view::addition_to(visit.services, visit.site, *main, by, {note}));
  return additions;
}

// The text is for the reporters of the merged cases, not for the main case's.
Additions from_main(const Visit& visit, const OpenCase& main, const view::Sender& by,
                    const cases::PlannedEvent& told) {
  cases::PlannedEvent note = told;
  for (cases::PlannedText& text : note.texts) text.for_reporter = false;
  std::vector<store::Addition> additions = {
      view::addition_to(visit.services, visit.site, main, by, {note})};
  cases::PlannedEvent event = other_side(told, cases::EventType::merged_told);
  event.texts = told.texts;
  for (const core::Json& id : told.data.at("cases")) {
    const auto other = view::fold_case(visit.services, visit.site, id.get<cases::CaseId>());
    if (!other) return kUnreadable;
    additions.push_back(view::addition_to(visit.services, visit.site, *other, by, {event}));
  }
  return additions;
}

Additions for_merge(const Visit& visit, const OpenCase& duplicate, const view::Sender& by,
                    const cases::PlannedEvent& merged) {
  const auto main = merged.data.at("into").get<cases::CaseId>();
  const std::optional<OpenCase> into = other_case(visit, main);
  if (!into || !cases::allowed(visit.staff, "merge", into->object))
    return core::Failure{core::FailureCode::refused, "unknown_case"};
  const std::string mistake = cases::merge_mistake(duplicate.folded, into->folded);
  if (!mistake.empty()) return core::Failure{core::FailureCode::refused, mistake};
  cases::PlannedEvent here = merged;
  cases::PlannedEvent there{.type = cases::EventType::merged_in,
                            .data = {{"from", duplicate.folded.id}}};
  if (!duplicate.folded.absorbed.empty()) there.data["with"] = duplicate.folded.absorbed;
  if (!into->folded.serial.empty()) here.data["serial"] = into->folded.serial;
  if (!duplicate.folded.serial.empty()) there.data["serial"] = duplicate.folded.serial;
  return std::vector<store::Addition>{
      view::addition_to(visit.services, visit.site, duplicate, by, {here}),
      view::addition_to(visit.services, visit.site, *into, by, {there})};
}

Additions for_parting(const Visit& visit, const OpenCase& merged, const view::Sender& by,
                      const cases::PlannedEvent& undone) {
  std::vector<store::Addition> additions = {
      view::addition_to(visit.services, visit.site, merged, by, {undone})};
  cases::PlannedEvent there{.type = cases::EventType::merge_undone,
                            .data = {{"from", merged.folded.id}}};
  if (!merged.folded.absorbed.empty()) there.data["with"] = merged.folded.absorbed;
  if (!merged.folded.serial.empty()) there.data["serial"] = merged.folded.serial;
  std::optional<cases::CaseId> next = merged.folded.merged_into;
  for (int i = 0; next && i < kMostMerges; ++i) {
    const auto main = view::fold_case(visit.services, visit.site, *next);
    if (!main) return kUnreadable;
    additions.push_back(view::addition_to(visit.services, visit.site, *main, by, {there}));
    next = main->folded.merged_into;
  }
  return additions;
}

}  // namespace

std::string case_name(const Visit& visit, const std::string& serial, cases::CaseId id) {
  if (!serial.empty()) return serial;
  return visit.texts().format("desk.unregistered", {{"number", std::to_string(id)}});
}

void add_relations(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  data.show_if(open.folded.merged_into.has_value(), "IS_MERGED")
      .show_if(open.folded.archived, "IS_ARCHIVED")
      .show_if(open.folded.known_to_staff, "KNOWN_TO_STAFF");
  if (open.folded.merged_into) add_other(data, "MERGED_INTO", visit, *open.folded.merged_into);
  add_absorbed(data, visit, open);
  add_like_cases(data, visit, open);
}

std::optional<OpenCase> other_case(const Visit& visit, cases::CaseId id) {
  OpenedCase other = open_case_by_id(visit, id);
  return std::move(other.open);
}

bool may_compare(const Visit& visit, cases::CaseId id) {
  const bool for_a_unit = std::ranges::any_of(
      visit.staff.grants, [](const cases::Grant& grant) { return !grant.unit.empty(); });
  if (!for_a_unit) return true;
  const std::optional<OpenCase> other = other_case(visit, id);
  return other && !other->shielded;
}

std::optional<OpenCase> case_named(const Visit& visit, const std::string& typed) {
  const std::string text = named_in(typed);
  std::optional<cases::CaseId> id = id_in(text);
  if (!id && !text.empty()) id = id_of_serial(visit, core::ascii_upper(text));
  return id ? other_case(visit, *id) : std::nullopt;
}

core::Result<store::CaseRecord> record_merge(const Visit& visit, const OpenCase& duplicate,
                                             const view::Sender& by,
                                             const cases::PlannedEvent& merged) {
  return record_together(visit, [&] { return for_merge(visit, duplicate, by, merged); });
}

core::Result<store::CaseRecord> record_parting(const Visit& visit, const OpenCase& open,
                                               const view::Sender& by,
                                               const cases::PlannedEvent& undone) {
  return record_together(visit, [&] { return for_parting(visit, open, by, undone); });
}

bool must_be_written(const Visit& visit, const std::vector<cases::CaseId>& ids) {
  return std::ranges::any_of(ids, [&](cases::CaseId id) {
    const auto other = view::fold_case(visit.services, visit.site, id);
    return other && other->folded.written && other->rules.version->policy.written_answers;
  });
}

core::Result<store::CaseRecord> tell_merged(const Visit& visit, const OpenCase& open,
                                            const view::Sender& by,
                                            const cases::PlannedEvent& told) {
  const bool is_merged = told.type == cases::EventType::merged_told;
  return record_together(visit, [&] {
    return is_merged ? from_merged(visit, open, by, told) : from_main(visit, open, by, told);
  });
}

}  // namespace handler::desk
