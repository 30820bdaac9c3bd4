// Shows publications, and adds the steps that people take.
#include "handler/desk/publishing/history.h"

#include <utility>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/mistake_words.h"
#include "handler/desk/publishing/publication_page.h"
#include "handler/desk/publishing/publication_words.h"
#include "handler/publishing/change_words.h"
#include "handler/publishing/publication_plan.h"

namespace handler::desk {
namespace {

using PublicationAct = store::PublicationAct;
using State = store::PublicationState;
using publishing::WorkingCopy;

constexpr int kRows = 30;

web::Response to_publication(const Visit& visit, std::int64_t id) {
  return web::see_other(visit.root() + "/publishing/history/" + std::to_string(id));
}

// Adds the step; what the store refuses is said on the page as it is then.
web::Response add_step(const Visit& visit, const OpenPublication& open, PublicationAct act,
                       const std::string& note = {}) {
  const std::int64_t id = open.publication.id;
  const core::Status added = visit.services.store.add_step(
      id, {act, visit.user.id, visit.now(), note}, open.publication.content);
  if (added) return to_publication(visit, id);
  const PublishingProblem problem = problem_of_store(visit, added.failure());
  const OpenedPublication now = open_publication(visit);
  return now.open ? publication_page(visit, *now.open, problem) : now.refusal;
}

PublishingProblem problem_of_deciding(const Visit& visit, const OpenPublication& open, bool may) {
  if (open.publication.state() != State::waits) return problem_with(visit, 409, "wrong.moved_on");
  if (!may) return problem_with(visit, 403, "cannot_agree." + open.why_not_agree);
  if (visit.form.get("content") != open.publication.content)
    return problem_with(visit, 409, "wrong.moved_on");
  return {};
}

PublishingProblem problem_of_agreeing(const Visit& visit, const OpenPublication& open) {
  const bool may = open.why_not_agree.empty();
  if (PublishingProblem problem = problem_of_deciding(visit, open, may); !problem.is_none())
    return problem;
  if (visit.form.get("secrecy") != "yes")
    return problem_with(visit, 422, "wrong.no_secrecy", "field-secrecy");
  return problem_of_person(visit);
}

// -- putting back

struct PutBack {
  WorkingCopy copy;
  std::vector<core::SiteChange> changes;
};

PutBack put_back_of(const Visit& visit, const OpenPublication& open) {
  PutBack made{.copy = publishing::copy_put_back(visit.services.place.content, visit.site.id(),
                                                 open.standing, open.publication)};
  made.changes = core::changes_between(made.copy.standing, made.copy.edited);
  return made;
}

PublishingProblem problem_of_files(const Visit& visit, const OpenPublication& open) {
  const std::vector<std::string> changed =
      publishing::changed_since(open.standing, open.publication);
  if (changed.empty()) return {};
  return {409,
          visit.texts().format(
              "desk.publishing.history.changed_since",
              {{"files", core::joined(changed, visit.texts().get("desk.list_comma"))}}),
          ""};
}

PublishingProblem problem_of_others(const Visit& visit, const PutBack& earlier) {
  const core::Result<InTheWay> other =
      in_the_way(visit, publishing::files_to_publish(earlier.copy));
  if (!other) return problem_of_store(visit, other.failure());
  return {409, other->sentence};
}

// What the earlier state brings that is not there now: another file may have changed since.
PublishingProblem problem_of_earlier(const Visit& visit, const PutBack& earlier) {
  const core::Day today = visit.today();
  const auto brought =
      publishing::brought_by_change(check_copy(earlier.copy, earlier.copy.standing, today).found,
                                    check_copy(earlier.copy, earlier.copy.edited, today).found);
  const std::vector<std::string> errors =
      sentences_of(visit.texts(), brought, core::Severity::error);
  if (errors.empty()) return {};
  return {422,
          visit.texts().format("desk.publishing.history.cannot_stand", {{"what", errors.front()}}),
          ""};
}

PublishingProblem problem_of_putting_back(const Visit& visit, const OpenPublication& open,
                                          const PutBack& earlier) {
  if (open.standing.empty()) return problem_with(visit, 503, "closed.no_content");
  if (PublishingProblem problem = problem_of_files(visit, open); !problem.is_none()) return problem;
  if (PublishingProblem problem = problem_of_others(visit, earlier); !problem.is_none())
    return problem;
  if (PublishingProblem problem = problem_of_earlier(visit, earlier); !problem.is_none())
    return problem;
  if (PublishingProblem problem = problem_of_reason(visit); !problem.is_none()) return problem;
  return problem_of_person(visit);
}

store::Publication asked_to_put_back(const Visit& visit, const OpenPublication& open,
                                     const PutBack& earlier) {
  store::Publication asked = publication_asked(visit, earlier.copy, earlier.changes);
  asked.puts_back = open.publication.id;
  return asked;
}

}  // namespace

web::Response show_publications(const Visit& visit) {
  if (!visit.may("see_publications")) return web::forbidden();
  const int before = core::number_from_digits(visit.request.query.get("before")).value_or(0);
  // One more than is shown tells whether there are older ones.
  const auto found = visit.services.store.publications(visit.site.id(), kRows + 1, before);
  if (!found) return web::unavailable();
  StaffNames names(visit.services.store);
  core::TemplateData data;
  int count = 0;
  for (const store::Publication& publication : *found) {
    if (++count > kRows) break;
    add_publication_row(data, "PUBLICATION", visit, publication, names);
    if (count == kRows && found->size() > static_cast<std::size_t>(kRows))
      data.set_optional("OLDER", std::to_string(publication.id));
  }
  data.show_if(found->empty(), "NO_PUBLICATIONS").show_if(!found->empty(), "HAS_PUBLICATIONS");
  return desk_page(visit, 200, "desk/publishing_history",
                   visit.texts().get("desk.publishing.history.title"), data);
}

web::Response show_publication(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  return opened.open ? publication_page(visit, *opened.open, {}) : opened.refusal;
}

web::Response agree_to_publication(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  if (!opened.open) return opened.refusal;
  const PublishingProblem problem = problem_of_agreeing(visit, *opened.open);
  if (!problem.is_none()) return publication_page(visit, *opened.open, problem);
  return add_step(visit, *opened.open, PublicationAct::agreed);
}

web::Response decline_publication(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  if (!opened.open) return opened.refusal;
  PublishingProblem problem = problem_of_deciding(visit, *opened.open, opened.open->may_decline());
  if (problem.is_none()) problem = problem_of_reason(visit);
  if (!problem.is_none()) return publication_page(visit, *opened.open, problem);
  return add_step(visit, *opened.open, PublicationAct::declined, typed_reason(visit));
}

web::Response withdraw_publication(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  if (!opened.open) return opened.refusal;
  if (!opened.open->is_own) return web::forbidden();
  return add_step(visit, *opened.open, PublicationAct::withdrawn);
}

web::Response redraft_publication(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  if (!opened.open) return opened.refusal;
  if (!opened.open->may_redraft) return web::forbidden();
  const core::Result<std::int64_t> kept =
      visit.services.store.keep_draft(visit.user.id, visit.site.id(), 0,
                                      store::draft_files_of(opened.open->publication), visit.now());
  if (kept) return web::see_other(visit.root() + "/publishing/draft");
  const bool has_draft = kept.failure().code == core::FailureCode::conflict;
  return publication_page(visit, *opened.open,
                          has_draft ? problem_with(visit, 409, "history.has_draft")
                                    : problem_of_store(visit, kept.failure()));
}

web::Response put_back_publication(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  if (!opened.open) return opened.refusal;
  const OpenPublication& open = *opened.open;
  if (!open.may_put_back) return web::forbidden();
  const PutBack earlier = put_back_of(visit, open);
  const PublishingProblem problem = problem_of_putting_back(visit, open, earlier);
  if (!problem.is_none()) return publication_page(visit, open, problem);
  const core::Result<std::int64_t> asked =
      visit.services.store.ask_publication(asked_to_put_back(visit, open, earlier), 0);
  if (!asked) return publication_page(visit, open, problem_of_store(visit, asked.failure()));
  return to_publication(visit, *asked);
}

}  // namespace handler::desk
