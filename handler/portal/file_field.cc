// Words the limits of the policy and the consent.
#include "handler/portal/file_field.h"

#include <algorithm>

#include "core/time/calendar_span.h"
#include "handler/cases/actions/take_files.h"
#include "handler/view/file_words.h"
#include "handler/view/mistake_words.h"

namespace handler::portal {
namespace {

// How long files are kept, where the policy says it.
void add_keeping(core::TemplateData& field, const core::Policy& policy) {
  const auto time = policy.retention.time_of(core::Kept::files);
  field.set_optional("FILES_KEPT", time ? core::chinese_span(*time) : "")
      .show_if(!time, "FILES_KEPT_UNPUBLISHED");
}

// The limits in words and for the script. Before acceptance the limit of all files together is said
// instead of that of each file, unless the latter is the smaller one.
void add_limits(core::TemplateData& field, const core::FileRule& rule, const cases::Case& subject) {
  const bool before = !subject.accepted_at;
  const bool together = before && rule.before_acceptance <= rule.each;
  field.set("FILES_MOST", rule.most)
      .set("FILES_EACH", rule.each)
      .set("FILES_BEFORE", rule.before_acceptance)
      .show(together ? "FILES_TOGETHER" : "FILES_ONE_BY_ONE")
      .show_if(before && !together, "FILES_BEFORE_ACCEPTANCE");
  if (!before) return;
  const std::uint64_t most = static_cast<std::uint64_t>(rule.before_acceptance) * core::kMegabyte;
  const std::uint64_t sent = cases::standing_files_of_reporter(subject.files).bytes;
  field.set_optional("FILES_ROOM", std::to_string(most - std::min(most, sent)));
}

// What was wrong with the files of the last sending. A page cannot hold files: they are chosen
// again.
void add_file_mistakes(core::TemplateData& field, const core::Texts& texts,
                       const std::string& action, const Remark& remark) {
  if (remark.action != action) return;
  field.show_if(!remark.typed.files.empty(), "CHOOSE_AGAIN");
  bool wrong = is_stopped_by_files(remark);
  for (const cases::ActionMistake& mistake : remark.mistakes) {
    if (mistake.field != view::kFilesField && mistake.field != kConsentField) continue;
    field.set_optional(mistake.field == kConsentField ? "CONSENT_MISTAKE" : "FILES_MISTAKE",
                       view::mistake_sentence(texts, mistake));
    wrong = wrong || mistake.field == view::kFilesField;
  }
  field.show_if(wrong, "FILES_WRONG");
  if (!is_stopped_by_files(remark)) return;
  field.show("HAS_UNFIT");
  for (const view::UnfitFile& file : remark.unfit)
    field.add("UNFIT").set("UNFIT_WHY", view::unfit_in_words(texts, file));
}

}  // namespace

bool add_file_field(core::TemplateData& form, const core::Texts& texts, const Ticket& ticket,
                    const cases::ActionRule& action, const Remark& remark) {
  const core::Policy& policy = ticket.rules.version->policy;
  const core::FileRule rule = policy.file_rule();
  core::TemplateData& field = form.add("FILES");
  field.set("FILES_ID", std::string(action.id) + "-" + std::string(view::kFilesField));
  if (const auto closed = cases::no_room_for_reporter(rule, ticket.folded)) {
    field.set_optional("FILES_CLOSED", view::mistake_sentence(
                                           texts, {"", std::string(closed->code), closed->limit}));
    return false;
  }
  form.show("MULTIPART");
  field.show("FILES_OPEN")
      .set("CONSENT_ID", std::string(action.id) + "-" + std::string(kConsentField));
  add_limits(field, rule, ticket.folded);
  add_keeping(field, policy);
  add_file_mistakes(field, texts, std::string(action.id), remark);
  return true;
}

bool has_files(const web::Request& request) {
  return !view::files_as_sent(request).empty();
}

bool lacks_consent(const web::Request& request, const web::Fields& fields) {
  return has_files(request) && fields.get(kConsentField) != "yes";
}

bool is_stopped_by_files(const Remark& remark) {
  return remark.done.empty() && !remark.unfit.empty();
}

void add_not_kept(core::TemplateData& data, const core::Texts& texts, const Remark& remark) {
  for (const view::UnfitFile& file : remark.unfit)
    data.add("NOT_KEPT").set("NOT_KEPT_WHY", view::unfit_in_words(texts, file));
}

}  // namespace handler::portal
