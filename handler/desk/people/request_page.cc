// Checks who asks, and then prints or destroys.
#include "handler/desk/people/request_page.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "handler/cases/actions/mending.h"
#include "handler/cases/jobs/marks.h"
#include "handler/cases/ticket_number.h"
#include "handler/cases/typed_ticket_number.h"
#include "handler/casework/destruction.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/casework/identity.h"
#include "handler/desk/casework/relations.h"
#include "handler/desk/entrance/own_password.h"
#include "handler/desk/page.h"
#include "handler/desk/people/destruction_times.h"
#include "handler/desk/people/held_sheet.h"
#include "handler/desk/typed_line.h"

namespace handler::desk {
namespace {

constexpr std::size_t kMostTyped = 200;
constexpr std::size_t kLongestNumber = 60;
constexpr std::string_view kTooManyPasswords = "desk.password.crowded";

bool may_answer(const Visit& visit, const OpenCase& open) {
  return !open.shielded && cases::allowed(visit.staff, "answer_request", open.object).has_value();
}

OpenedCase open_for_request(const Visit& visit) {
  OpenedCase opened = open_case(visit);
  if (opened.open && !may_answer(visit, *opened.open)) return {std::nullopt, web::forbidden()};
  return opened;
}

// Why nothing was done: the text key of the sentence, and the input that it is about.
struct Problem {
  int status = 200;
  std::string sentence = {};
  std::string input = {};
};

Problem problem_in(const Visit& visit, const std::string& form, const char* name) {
  const std::string typed = typed_line(visit, name);
  const std::string key = std::string("desk.request.mistake.") + name;
  const std::string input = "field-" + form + "-" + name;
  if (typed.empty()) return {422, key + "_missing", input};
  if (core::character_count(typed) > kMostTyped) return {422, key + "_long", input};
  return {};
}

Problem request_not_kept(const core::Failure& failure) {
  return {503, why_not_kept(failure)};
}

// -- what stands in the way of destroying

bool holds_sealed_texts(const store::CaseRecord& record) {
  return std::ranges::any_of(
      record.parts, [](const auto& part) { return part.second.sealed && !part.second.destroyed; });
}

// The key of the reason below desk.request.cannot, or "".
std::string why_not_destroyed(const Visit& visit, const OpenCase& open) {
  if (!holds_sealed_texts(open.record)) return "destroyed";
  switch (view::spared_with_main(visit.services, visit.site, open.folded)) {
    case cases::Spared::no:
      return "";
    case cases::Spared::on_hold:
      return "hold";
    case cases::Spared::merged:
    case cases::Spared::open:
      break;
  }
  if (open.folded.merged_into) return "merged";
  return cases::has_ended(open.folded.state) ? "waits" : "open";
}

// -- pages

web::Response request_page(const Visit& visit, const OpenCase& open, const Problem& problem) {
  const core::Texts& texts = visit.texts();
  const std::string why_not = why_not_destroyed(visit, open);
  core::TemplateData data;
  data.set("CASE_ID", std::to_string(open.folded.id))
      .set("CASE_NAME", case_name(visit, open.folded))
      .set("HELD_UNTIL", when_destroyed(visit, open))
      .set("HELD_COPIES", where_copies_are(visit))
      .set_optional("CANNOT_DESTROY",
                    why_not.empty() ? why_not : texts.get("desk.request.cannot." + why_not))
      .show_if(why_not.empty(), "CAN_DESTROY")
      .show_if(cases::own_texts(open.folded, visit.staff).empty(), "NOTHING_TO_CORRECT")
      .show_if(!cases::own_texts(open.folded, visit.staff).empty(), "CAN_CORRECT");
  const bool destroys = visit.request.path.ends_with("/destroy");
  data.set("PRINT_ASKER", destroys ? "" : typed_line(visit, "asker"))
      .set("DESTROY_ASKER", destroys ? typed_line(visit, "asker") : "")
      .set("DESTROY_REASON", typed_line(visit, "reason"));
  if (!problem.sentence.empty()) {
    const std::string seconds = std::to_string(seconds_to_wait(visit.services.clock));
    data.set_optional("MISTAKE", texts.format(problem.sentence, {{"wait_seconds", seconds}}))
        .set_optional("MISTAKE_INPUT", problem.input);
  }
  web::Response response =
      desk_page(visit, problem.status, "desk/request", texts.get("desk.request.title"), data);
  add_retry_after(response, visit.services.clock, problem.sentence == kTooManyPasswords);
  return response;
}

web::Response find_page(const Visit& visit, int status, const std::string& typed,
                        const std::string& mistake) {
  core::TemplateData data;
  data.set("TYPED", typed);
  if (!mistake.empty())
    data.set_optional("MISTAKE", visit.texts().get("desk.request.mistake." + mistake));
  return desk_page(visit, status, "desk/requests", visit.texts().get("desk.request.title"), data);
}

// By serial number, the number of a case that has none, or ticket number.
std::optional<OpenCase> case_meant(const Visit& visit, const std::string& typed) {
  if (std::optional<OpenCase> named = case_named(visit, typed)) return named;
  const cases::ParsedNumber parsed = cases::parse_ticket_number(typed);
  if (parsed.check != cases::NumberCheck::good) return std::nullopt;
  const core::Result<store::CaseRecord> record = visit.services.store.case_by_ticket(
      visit.site.id(), cases::ticket_hash(parsed.number, visit.services.portal_keys.ticket));
  return record ? other_case(visit, record->row.id) : std::nullopt;
}

// -- destroying

Problem problem_of_password(const Visit& visit) {
  const core::Result<PasswordCheck> check = check_own_password(visit, visit.form.get("present"));
  if (!check && check.failure().code == core::FailureCode::busy)
    return {503, std::string(kTooManyPasswords)};
  if (!check) return request_not_kept(check.failure());
  if (*check == PasswordCheck::wrong)
    return {422, "desk.request.mistake.wrong_present", "field-destroy-present"};
  if (*check == PasswordCheck::must_wait) return {429, "desk.request.mistake.must_wait"};
  return {};
}

Problem problem_of_form(const Visit& visit) {
  for (const char* name : {"asker", "reason"}) {
    Problem problem = problem_in(visit, "destroy", name);
    if (!problem.sentence.empty()) return problem;
  }
  return problem_of_password(visit);
}

core::Status destroy(const Visit& visit, const OpenCase& open) {
  const auto grant = cases::allowed(visit.staff, "answer_request", open.object);
  return view::destroy_of_case(
      visit.services, {.site = visit.site.id(),
                       .id = open.folded.id,
                       .classes = {"identity", "words", "files"},
                       .cause = view::DestructionCause::request,
                       .reason = visit.texts().format("desk.request.reason_kept",
                                                      {{"reason", typed_line(visit, "reason")},
                                                       {"asker", typed_line(visit, "asker")}}),
                       .user_id = visit.user.id,
                       .role = grant ? std::optional(grant->role) : std::nullopt});
}

Problem problem_of_failure(const core::Failure& failure) {
  const bool changed =
      failure.code == core::FailureCode::refused || failure.code == core::FailureCode::conflict;
  return changed ? Problem{409, "desk.request.cannot.changed"} : request_not_kept(failure);
}

}  // namespace

web::Response show_find_request(const Visit& visit) {
  return visit.may("find_request") ? find_page(visit, 200, "", "") : web::forbidden();
}

web::Response find_request(const Visit& visit) {
  if (!visit.may("find_request")) return web::forbidden();
  const std::string typed = core::shortened(typed_line(visit, "sought"), kLongestNumber);
  if (typed.empty()) return find_page(visit, 422, typed, "nothing_typed");
  const std::optional<OpenCase> found = case_meant(visit, typed);
  if (!found || !may_answer(visit, *found)) return find_page(visit, 200, typed, "nothing_found");
  return web::see_other(visit.root() + "/cases/" + std::to_string(found->folded.id) + "/request");
}

web::Response show_request(const Visit& visit) {
  const OpenedCase opened = open_for_request(visit);
  return opened.open ? request_page(visit, *opened.open, {}) : opened.refusal;
}

web::Response print_held(const Visit& visit) {
  OpenedCase opened = open_for_request(visit);
  if (!opened.open) return opened.refusal;
  OpenCase& open = *opened.open;
  if (const Problem problem = problem_in(visit, "print", "asker"); !problem.sentence.empty())
    return request_page(visit, open, problem);
  const core::Result<HeldTexts> texts = open_held(visit, open.record);
  if (!texts) return web::unavailable();
  // The sheet is shown only after the look was recorded.
  const core::Status recorded =
      record_look(visit, open, std::string(kHeldSheet), typed_line(visit, "asker"));
  if (!recorded) return request_page(visit, open, problem_of_failure(recorded.failure()));
  core::Result<core::TemplateData> sheet = held_sheet(visit, open, *texts);
  if (!sheet) return web::unavailable();
  sheet->set("HELD_ASKER", typed_line(visit, "asker"));
  const std::string title = visit.texts().get("case.sheet." + std::string(kHeldSheet));
  return desk_page(visit, 200, "desk/held", title, *sheet);
}

web::Response destroy_held(const Visit& visit) {
  const OpenedCase opened = open_for_request(visit);
  if (!opened.open) return opened.refusal;
  const OpenCase& open = *opened.open;
  if (const std::string why = why_not_destroyed(visit, open); !why.empty())
    return request_page(visit, open, {409, "desk.request.cannot." + why});
  if (const Problem problem = problem_of_form(visit); !problem.sentence.empty())
    return request_page(visit, open, problem);
  if (const core::Status done = destroy(visit, open); !done)
    return request_page(visit, open, problem_of_failure(done.failure()));
  return web::see_other(visit.root() + "/cases/" + std::to_string(open.folded.id) + "/request");
}

}  // namespace handler::desk
