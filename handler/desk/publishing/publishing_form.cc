// Checks the shared fields; a password or code is checked last.
#include "handler/desk/publishing/publishing_form.h"

#include "core/base/text.h"
#include "handler/desk/entrance/one_time_code.h"
#include "handler/desk/entrance/own_password.h"
#include "handler/desk/entrance/tries.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/change_words.h"
#include "handler/publishing/publication_plan.h"

namespace handler::desk {
namespace {

constexpr std::size_t kLongestReason = 200;

bool has_code(const Visit& visit) {
  return !visit.user.one_time_secret.empty();
}

}  // namespace

PublishingProblem problem_with(const Visit& visit, int status, const std::string& key,
                               const std::string& input) {
  return {status, visit.texts().get("desk.publishing." + key), input};
}

std::string typed_reason(const Visit& visit) {
  return typed_line(visit, "reason");
}

store::Publication publication_asked(const Visit& visit, const publishing::WorkingCopy& copy,
                                     const std::vector<core::SiteChange>& changes) {
  store::Publication asked;
  asked.site = visit.site.id();
  asked.author = visit.user.id;
  asked.asked = visit.now();
  asked.reason = typed_reason(visit);
  asked.needs_second = core::needs_second_person(visit.model());
  asked.lines = publishing::in_words(changes, visit.texts(), visit.year());
  asked.files = publishing::files_to_publish(copy);
  asked.content = store::content_hash(asked.files);
  return asked;
}

void add_form_parts(core::TemplateData& data, const Visit& visit,
                    const PublishingProblem& problem) {
  data.set("TYPED_REASON", typed_reason(visit))
      .show_if(has_code(visit), "ASKS_CODE")
      .show_if(!has_code(visit), "ASKS_PASSWORD");
  if (problem.is_none()) return;
  data.set_optional("MISTAKE", problem.sentence).set_optional("MISTAKE_INPUT", problem.input);
  data.show_if(problem.input == "field-reason", "WRONG_REASON")
      .show_if(problem.input == "field-present", "WRONG_PRESENT")
      .show_if(problem.input == "field-code", "WRONG_CODE");
}

web::Response problem_page(const Visit& visit, const PublishingProblem& problem,
                           std::string_view template_name, const std::string& title,
                           const core::TemplateData& data) {
  web::Response response = desk_page(visit, problem.status, template_name, title, data);
  add_retry_after(response, visit.services.clock, /*is_crowded=*/false);
  return response;
}

PublishingProblem problem_of_reason(const Visit& visit) {
  const std::string reason = typed_reason(visit);
  if (reason.empty()) return problem_with(visit, 422, "wrong.no_reason", "field-reason");
  if (core::character_count(reason) > kLongestReason)
    return problem_with(visit, 422, "wrong.long_reason", "field-reason");
  return {};
}

PublishingProblem problem_of_person(const Visit& visit) {
  const bool by_code = has_code(visit);
  const std::string input = by_code ? "field-code" : "field-present";
  const core::Result<PasswordCheck> check =
      by_code ? check_own_code(visit, visit.form.get("code"))
              : check_own_password(visit, visit.form.get("present"));
  if (!check && check.failure().code == core::FailureCode::clock_held)
    return problem_of_store(visit, check.failure());
  if (!check) return problem_with(visit, 503, "wrong.cannot_check", input);
  switch (*check) {
    case PasswordCheck::right:
      return {};
    case PasswordCheck::wrong:
      return problem_with(visit, 422, by_code ? "wrong.code" : "wrong.password", input);
    case PasswordCheck::must_wait:
      break;
  }
  return problem_with(visit, 429, "wrong.must_wait", input);
}

PublishingProblem problem_of_store(const Visit& visit, const core::Failure& failure) {
  if (failure.code == core::FailureCode::conflict || failure.code == core::FailureCode::refused)
    return problem_with(visit, 409, "wrong.moved_on");
  return {503, visit.texts().get(why_not_kept(failure)), ""};
}

}  // namespace handler::desk
