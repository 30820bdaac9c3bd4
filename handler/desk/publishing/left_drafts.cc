// Decides who may do something about a left draft, and does it.
#include "handler/desk/publishing/left_drafts.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "handler/desk/page.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/publication_words.h"
#include "handler/desk/publishing/publishing_form.h"
#include "handler/publishing/change_words.h"

namespace handler::desk {
namespace {

struct ShownDraft {
  store::LeftDraft left;
  // Nullopt: the draft or the content cannot be read.
  std::optional<std::vector<core::SiteChange>> changes;
  bool may_take = false;
};

using LeftDrafts = std::vector<ShownDraft>;

ShownDraft shown_draft(const Visit& visit, const core::EditScope& scope, store::LeftDraft left) {
  ShownDraft shown{.left = std::move(left)};
  const core::Result<publishing::WorkingCopy> copy = publishing::open_working_copy(
      visit.services.place.content, visit.services.store, shown.left.user, visit.site.id());
  if (!copy) return shown;
  shown.changes = core::changes_between(copy->standing, copy->edited);
  shown.may_take = !scope.is_empty() && core::outside_scope(scope, *shown.changes).empty();
  return shown;
}

// Those that this person may drop at least.
core::Result<LeftDrafts> left_drafts_for(const Visit& visit) {
  core::Result<std::vector<store::LeftDraft>> all =
      visit.services.store.left_drafts(visit.site.id());
  if (!all) return all.failure();
  if (all->empty()) return LeftDrafts();
  const core::EditScope scope = edit_scope_of(visit);
  LeftDrafts found;
  for (store::LeftDraft& left : *all) {
    ShownDraft shown = shown_draft(visit, scope, std::move(left));
    if (shown.may_take || visit.may("manage_users")) found.push_back(std::move(shown));
  }
  return found;
}

void add_left_draft(core::TemplateData& data, const Visit& visit, const ShownDraft& draft,
                    StaffNames& names) {
  core::TemplateData& entry = data.add("LEFT_DRAFT");
  entry.set("LEFT_OWNER", staff_name(names, draft.left.user))
      .set("LEFT_CHANGED", core::chinese_moment(draft.left.changed, visit.year()))
      .set("LEFT_USER", std::to_string(draft.left.user))
      .set("LEFT_VERSION", std::to_string(draft.left.version))
      .show_if(draft.may_take, "LEFT_MAY_TAKE")
      .show_if(!draft.changes, "LEFT_UNREADABLE");
  if (!draft.changes) return;
  for (const std::string& line : publishing::in_words(*draft.changes, visit.texts(), visit.year()))
    entry.add("LEFT_LINE").set("LINE_TEXT", line);
}

web::Response left_page(const Visit& visit, const PublishingProblem& problem) {
  const core::Result<LeftDrafts> drafts = left_drafts_for(visit);
  if (!drafts) return web::unavailable();
  core::TemplateData data;
  StaffNames names(visit.services.store);
  for (const ShownDraft& draft : *drafts) add_left_draft(data, visit, draft, names);
  data.show_if(drafts->empty(), "NO_LEFT_DRAFTS")
      .set("LEFT_LEAD",
           visit.texts().format("desk.publishing.left.lead",
                                {{"days", std::to_string(store::kLeftDraftsKept.count())}}))
      .set_optional("MISTAKE", problem.sentence);
  return problem_page(visit, problem, "desk/publishing_left",
                      visit.texts().get("desk.publishing.left.title"), data);
}

// The draft that the form names, as its page showed it.
std::optional<ShownDraft> named_draft(const Visit& visit, const LeftDrafts& drafts) {
  const auto found = std::ranges::find_if(drafts, [&](const ShownDraft& draft) {
    return std::to_string(draft.left.user) == visit.form.get("user") &&
           std::to_string(draft.left.version) == visit.form.get("version");
  });
  return found == drafts.end() ? std::nullopt : std::optional<ShownDraft>(*found);
}

// Does `act` to the draft that the form names, and leads to `next` below the pages of publishing.
web::Response act_on_draft(const Visit& visit, const std::string& next,
                           const std::function<PublishingProblem(const ShownDraft&)>& act) {
  const core::Result<LeftDrafts> drafts = left_drafts_for(visit);
  if (!drafts) return web::unavailable();
  const std::optional<ShownDraft> named = named_draft(visit, *drafts);
  const PublishingProblem problem = named ? act(*named) : problem_with(visit, 409, "left.moved_on");
  return problem.is_none() ? web::see_other(visit.root() + "/publishing/" + next)
                           : left_page(visit, problem);
}

PublishingProblem problem_of_act(const Visit& visit, const core::Status& done) {
  if (done) return {};
  if (done.failure().code == core::FailureCode::conflict)
    return problem_with(visit, 409, "left.moved_on");
  return problem_of_store(visit, done.failure());
}

PublishingProblem take_over(const Visit& visit, const ShownDraft& draft) {
  if (!draft.may_take) return problem_with(visit, 403, "left.outside");
  store::Store& store = visit.services.store;
  const core::Result<store::Draft> own = store.draft(visit.user.id, visit.site.id());
  if (own && own->version != 0) return problem_with(visit, 409, "left.has_draft");
  return problem_of_act(visit, store.take_over_draft(draft.left, visit.user.id));
}

// How many this person may do something about; 0 if they cannot be read. Administrators may drop
// all of them, so none is opened for the number.
std::size_t number_of_left(const Visit& visit) {
  if (!visit.may("manage_users")) {
    const core::Result<LeftDrafts> drafts = left_drafts_for(visit);
    return drafts ? drafts->size() : 0;
  }
  const auto all = visit.services.store.left_drafts(visit.site.id());
  return all ? all->size() : 0;
}

}  // namespace

void add_left_notice(core::TemplateData& data, const Visit& visit) {
  if (!visit.may("agree_publication")) return;
  const std::size_t number = number_of_left(visit);
  if (number == 0) return;
  const char* text =
      visit.may("publish") ? "desk.publishing.left.notice" : "desk.publishing.left.notice_to_drop";
  data.set_optional("LEFT_NOTICE", visit.texts().format(text, {{"count", std::to_string(number)}}));
}

web::Response show_left_drafts(const Visit& visit) {
  if (!visit.may("agree_publication")) return web::forbidden();
  return left_page(visit, {});
}

web::Response take_left_draft(const Visit& visit) {
  if (!visit.may("publish")) return web::forbidden();
  return act_on_draft(visit, "draft",
                      [&](const ShownDraft& draft) { return take_over(visit, draft); });
}

web::Response drop_left_draft(const Visit& visit) {
  if (!visit.may("agree_publication")) return web::forbidden();
  return act_on_draft(visit, "left", [&](const ShownDraft& draft) {
    return problem_of_act(visit, visit.services.store.drop_left_draft(draft.left));
  });
}

}  // namespace handler::desk
