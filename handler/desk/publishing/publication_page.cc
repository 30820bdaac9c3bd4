// Reads a publication with the folder as it stands, and fills its page.
#include "handler/desk/publishing/publication_page.h"

#include <chrono>
#include <utility>

#include "core/base/ascii.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/approval.h"
#include "handler/desk/publishing/difference.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/publication_words.h"
#include "handler/desk/publishing/shown_file.h"
#include "handler/publishing/files/site_file.h"
#include "handler/publishing/publication_plan.h"

namespace handler::desk {
namespace {

using State = store::PublicationState;

// The page asks again by itself while the publisher works, but not for ever.
constexpr int kRefreshSeconds = 2;
constexpr std::chrono::minutes kRefreshes{10};

core::Result<store::Publication> publication_in_path(const Visit& visit) {
  const core::Failure none{core::FailureCode::not_found, "no such publication"};
  const auto number = core::number_from_digits(visit.parameters.find("publication")->second);
  if (!number) return none;
  core::Result<store::Publication> found = visit.services.store.publication(*number);
  if (found && found->site != visit.site.id()) return none;
  return found;
}

// The store gives the changes back by itself unless the author had begun another draft.
bool may_redraft(const Visit& visit, const store::Publication& publication) {
  const State state = publication.state();
  const bool ended_without =
      state == State::failed || state == State::declined || state == State::withdrawn;
  if (!ended_without || publication.author != visit.user.id || publication.puts_back != 0 ||
      !visit.may("publish"))
    return false;
  const auto draft = visit.services.store.draft(visit.user.id, visit.site.id());
  return draft && draft->version == 0;
}

bool may_edit_all(const Visit& visit, const std::vector<core::SiteChange>& changes) {
  const core::EditScope scope = edit_scope_of(visit);
  return !scope.is_empty() && core::outside_scope(scope, changes).empty();
}

void add_steps(core::TemplateData& data, const Visit& visit, const OpenPublication& open,
               StaffNames& names) {
  const core::Texts& texts = visit.texts();
  for (const store::PublicationStep& step : open.publication.steps) {
    const std::string act(core::name_in(store::kPublicationActs, step.act));
    data.show("HAS_STEPS");
    data.add("STEP")
        .set("STEP_WHEN", core::chinese_moment(step.at, visit.year()))
        .set("STEP_WHAT", texts.get("desk.publishing.act." + act))
        .set("STEP_BY",
             step.user == 0 ? texts.get("desk.publishing.publisher") : staff_name(names, step.user))
        .set_optional("STEP_NOTE", step.note);
  }
}

// A picture or PDF before and after.
void add_file_views(core::TemplateData& data, const Visit& visit, const OpenPublication& open,
                    const store::PublishedFile& file) {
  const std::string name = publishing::name_of_site_file(file.path);
  const std::string root =
      visit.root() + "/publishing/history/" + std::to_string(open.publication.id) + "/files/";
  const core::Texts& texts = visit.texts();
  if (file.before)
    add_view(data, visit, texts.get("desk.publishing.history.file_before"), name,
             root + "before/" + name, file.before->size());
  if (file.after)
    add_view(data, visit, texts.get("desk.publishing.history.file_after"), name,
             root + "after/" + name, file.after->size());
}

void add_published_file(core::TemplateData& data, const Visit& visit, const OpenPublication& open,
                        const store::PublishedFile& file) {
  const bool is_text = !publishing::is_site_file(file.path);
  core::TemplateData& shown = data.add("PUBLISHED_FILE");
  shown.set("FILE_NAME", file.path)
      .show_if(!file.before, "FILE_IS_NEW")
      .show_if(!file.after, "FILE_IS_GONE")
      .show_if(is_text, "FILE_IS_TEXT")
      .show_if(!is_text, "FILE_IS_SHOWN");
  if (is_text) add_difference(shown, file.before.value_or(""), file.after.value_or(""));
  if (!is_text) add_file_views(shown, visit, open, file);
}

void add_forms(core::TemplateData& data, const Visit& visit, const OpenPublication& open) {
  const store::Publication& publication = open.publication;
  const State state = publication.state();
  const bool waits = state == State::waits;
  data.set("PUBLICATION_CONTENT", publication.content)
      .show_if(waits && open.why_not_agree.empty(), "MAY_AGREE")
      .show_if(open.may_decline(), "MAY_DECLINE")
      .show_if(open.is_own && (waits || state == State::queued), "MAY_WITHDRAW")
      .show_if(open.may_redraft, "MAY_REDRAFT")
      .show_if(open.may_put_back, "MAY_PUT_BACK")
      .show_if(core::needs_second_person(visit.model()), "NEEDS_SECOND");
  if (waits && !open.why_not_agree.empty() && visit.may("agree_publication")) {
    data.set_optional("CANNOT_AGREE",
                      visit.texts().get("desk.publishing.cannot_agree." + open.why_not_agree));
  }
}

void add_progress(core::TemplateData& data, const Visit& visit,
                  const store::Publication& publication) {
  if (!is_on_its_way(publication)) return;
  const core::Instant since =
      publication.steps.empty() ? publication.asked : publication.steps.back().at;
  data.show("ON_ITS_WAY");
  const bool is_form_shown_again = visit.request.method != "GET";
  if (visit.now() - since < kRefreshes && !is_form_shown_again)
    data.set_optional("REFRESH_SECONDS", std::to_string(kRefreshSeconds));
}

}  // namespace

OpenedPublication open_publication(const Visit& visit) {
  if (!visit.may("see_publications")) return {std::nullopt, web::forbidden()};
  core::Result<store::Publication> found = publication_in_path(visit);
  if (!found && found.failure().code == core::FailureCode::not_found)
    return {std::nullopt, web::not_found()};
  if (!found) return {std::nullopt, web::unavailable()};
  OpenPublication open{.publication = *std::move(found)};
  core::Result<core::FolderTexts> standing =
      publishing::read_texts(visit.services.place.content, visit.site.id());
  if (standing && publishing::add_site_files(visit.services.place.content, visit.site.id(),
                                             publishing::paths_of(open.publication), *standing))
    open.standing = *std::move(standing);
  open.changes = publishing::changes_of_publication(open.standing, open.publication);
  const State state = open.publication.state();
  open.may_put_back =
      state == State::done && visit.may("publish") && may_edit_all(visit, open.changes);
  open.is_own = open.publication.author == visit.user.id;
  open.may_redraft = may_redraft(visit, open.publication);
  if (state != State::waits) return {std::move(open), {}};
  core::Result<std::string> why = why_not_agree(visit, open.publication, open.changes);
  if (!why) return {std::nullopt, web::unavailable()};
  open.why_not_agree = *std::move(why);
  return {std::move(open), {}};
}

web::Response publication_page(const Visit& visit, const OpenPublication& open,
                               const PublishingProblem& problem) {
  const store::Publication& publication = open.publication;
  StaffNames names(visit.services.store);
  core::TemplateData data;
  add_publication_row(data, "PUBLICATION", visit, publication, names);
  for (const std::string& line : publication.lines) data.add("LINE").set("LINE_TEXT", line);
  add_steps(data, visit, open, names);
  for (const store::PublishedFile& file : publication.files)
    add_published_file(data, visit, open, file);
  add_forms(data, visit, open);
  add_progress(data, visit, publication);
  add_form_parts(data, visit, problem);
  data.set("PUBLICATION_NUMBER", std::to_string(publication.id))
      .show_if(problem.input == "field-secrecy", "WRONG_SECRECY")
      .show_if(visit.form.get("secrecy") == "yes", "SECRECY_TICKED")
      .show_if(open.may_preview(), "MAY_PREVIEW");
  if (publication.puts_back != 0)
    data.set_optional("PUTS_BACK", std::to_string(publication.puts_back));
  return problem_page(visit, problem, "desk/publishing_publication",
                      visit.texts().format("desk.publishing.history.one",
                                           {{"number", std::to_string(publication.id)}}),
                      data);
}

}  // namespace handler::desk
