// Shows the changes by subject, and makes a publication of them.
#include "handler/desk/publishing/draft_page.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/mistake_words.h"
#include "handler/desk/publishing/publication_words.h"
#include "handler/desk/publishing/publishing_form.h"
#include "handler/publishing/change_words.h"
#include "handler/publishing/files/site_file.h"
#include "handler/publishing/publication_plan.h"

namespace handler::desk {
namespace {

using publishing::WorkingCopy;

// A draft with all that decides whether it may go out.
struct OpenDraft {
  WorkingCopy copy;
  std::vector<core::SiteChange> changes;
  std::vector<core::SiteChange> outside;
  std::vector<core::Diagnostic> brought;
  std::vector<std::string> unused;  // pictures and PDF that it brings and no page uses
  InTheWay in_the_way;  // another publication with one of its files that is not at its end

  bool has_error() const {
    return core::contains(brought, core::Severity::error, &core::Diagnostic::severity);
  }
};

struct OpenedDraft {
  std::optional<OpenDraft> draft;
  web::Response refusal;
};

OpenedDraft open_draft(const Visit& visit) {
  const core::EditScope scope = edit_scope_of(visit);
  if (!visit.may("publish") || scope.is_empty()) return {std::nullopt, web::forbidden()};
  core::Result<WorkingCopy> copy = publishing::open_working_copy(
      visit.services.place.content, visit.services.store, visit.user.id, visit.site.id());
  if (!copy) return {std::nullopt, closed_page(visit, copy.failure())};
  OpenDraft draft{.copy = *std::move(copy)};
  draft.changes = core::changes_between(draft.copy.standing, draft.copy.edited);
  draft.outside = core::outside_scope(scope, draft.changes);
  draft.unused = publishing::unused_new_files(draft.copy);
  if (!draft.copy.changes().empty()) {
    const core::Day today = visit.today();
    draft.brought =
        publishing::brought_by_change(check_copy(draft.copy, draft.copy.standing, today).found,
                                      check_copy(draft.copy, draft.copy.edited, today).found);
  }
  core::Result<InTheWay> other = in_the_way(visit, publishing::files_to_publish(draft.copy));
  if (!other) return {std::nullopt, web::unavailable()};
  draft.in_the_way = *std::move(other);
  return {std::move(draft), {}};
}

void add_draft_changes(core::TemplateData& data, const Visit& visit, const OpenDraft& draft) {
  const int year = visit.year();
  std::map<core::ChangeArea, std::vector<std::string>> by_area;
  for (const core::SiteChange& change : draft.changes)
    by_area[change.area].push_back(publishing::in_words(change, visit.texts(), year));
  for (const auto& [area, lines] : by_area) {
    core::TemplateData& section = data.add("DRAFT_AREA");
    section.set("AREA_ID", std::string(publishing::id_of(area)))
        .set("AREA_NAME", publishing::area_in_words(area, visit.texts()));
    for (const std::string& line : lines) section.add("DRAFT_LINE").set("LINE_TEXT", line);
  }
}

void add_texts(core::TemplateData& data, core::NameKey section, core::NameKey item,
               core::NameKey value, const std::vector<std::string>& texts) {
  data.show_if(!texts.empty(), section);
  for (const std::string& text : texts) data.add(item).set(value, text);
}

void add_obstacles(core::TemplateData& data, const Visit& visit, const OpenDraft& draft) {
  const core::Texts& texts = visit.texts();
  add_texts(data, "HAS_DRAFT_ERRORS", "DRAFT_ERROR", "ERROR_TEXT",
            sentences_of(texts, draft.brought, core::Severity::error));
  add_texts(data, "HAS_DRAFT_WARNINGS", "DRAFT_WARNING", "WARNING_TEXT",
            sentences_of(texts, draft.brought, core::Severity::warning));
  add_texts(data, "HAS_OUTSIDE", "OUTSIDE", "OUTSIDE_TEXT",
            publishing::in_words(draft.outside, texts, visit.year()));
  std::vector<std::string> unused;
  for (const std::string& path : draft.unused)
    unused.push_back(texts.format("desk.publishing.files.not_used",
                                  {{"file", publishing::name_of_site_file(path)}}));
  add_texts(data, "HAS_UNUSED", "UNUSED", "UNUSED_TEXT", unused);
  data.show_if(!draft.copy.stale.empty(), "HAS_STALE");
  for (const std::string& file : draft.copy.stale) data.add("STALE").set("STALE_FILE", file);
  for (const auto& [file, text] : draft.copy.changes()) {
    if (!core::contains(draft.copy.stale, file)) data.add("DRAFT_FILE").set("FILE_NAME", file);
  }
}

web::Response draft_page(const Visit& visit, const OpenDraft& draft,
                         const PublishingProblem& problem) {
  core::TemplateData data;
  const bool is_empty = draft.copy.changes().empty() && draft.copy.stale.empty();
  const bool is_stuck = !draft.copy.stale.empty() || draft.has_error() || !draft.outside.empty() ||
                        !draft.unused.empty();
  const bool needs_second = core::needs_second_person(visit.model());
  add_draft_changes(data, visit, draft);
  add_obstacles(data, visit, draft);
  add_form_parts(data, visit, problem);
  data.show_if(is_empty, "DRAFT_EMPTY")
      .show_if(!is_empty, "DRAFT_HELD")
      .set_optional("OTHER_OPEN", draft.in_the_way.sentence)
      .set("OTHER_NUMBER", std::to_string(draft.in_the_way.publication))
      .show_if(!is_empty && !is_stuck && draft.in_the_way.sentence.empty(), "MAY_PUBLISH")
      .show_if(needs_second, "NEEDS_SECOND")
      .show_if(!needs_second, "GOES_OUT_AT_ONCE")
      .show_if(visit.form.get("secrecy") == "yes", "SECRECY_TICKED")
      .show_if(problem.input == "field-secrecy", "WRONG_SECRECY")
      .set("DRAFT_VERSION", std::to_string(draft.copy.draft.version));
  if (!is_empty)
    data.set("DRAFT_CHANGED", core::chinese_moment(draft.copy.draft.changed, visit.year()));
  return problem_page(visit, problem, "desk/publishing_draft",
                      visit.texts().get("desk.publishing.draft.title"), data);
}

std::optional<std::int64_t> shown_version(const Visit& visit) {
  const auto number = core::number_from_digits(visit.form.get("version"));
  return number ? std::optional<std::int64_t>(*number) : std::nullopt;
}

// Everything but the password, in the order of the page.
PublishingProblem problem_of_draft(const Visit& visit, const OpenDraft& draft) {
  const WorkingCopy& copy = draft.copy;
  if (shown_version(visit) != copy.draft.version)
    return problem_with(visit, 409, "draft.other_tab");
  if (copy.changes().empty()) return problem_with(visit, 409, "draft.nothing");
  if (!copy.stale.empty()) return problem_with(visit, 409, "draft.stale_first");
  if (!draft.outside.empty()) return problem_with(visit, 403, "draft.outside_first");
  if (!draft.unused.empty()) return problem_with(visit, 422, "draft.unused_first");
  if (draft.has_error()) return problem_with(visit, 422, "draft.errors_first");
  if (!draft.in_the_way.sentence.empty()) return {409, draft.in_the_way.sentence};
  if (PublishingProblem problem = problem_of_reason(visit); !problem.is_none()) return problem;
  if (core::needs_second_person(visit.model()) && visit.form.get("secrecy") != "yes")
    return problem_with(visit, 422, "wrong.no_secrecy", "field-secrecy");
  return problem_of_person(visit);
}

// The draft as it is now, and what may have come in its way meanwhile.
web::Response draft_again(const Visit& visit, const PublishingProblem& problem) {
  const OpenedDraft now = open_draft(visit);
  return now.draft ? draft_page(visit, *now.draft, problem) : now.refusal;
}

web::Response to_draft(const Visit& visit) {
  return web::see_other(visit.root() + "/publishing/draft");
}

}  // namespace

web::Response show_draft(const Visit& visit) {
  const OpenedDraft opened = open_draft(visit);
  return opened.draft ? draft_page(visit, *opened.draft, {}) : opened.refusal;
}

web::Response drop_draft(const Visit& visit) {
  if (!visit.may("publish")) return web::forbidden();
  // One that cannot be read can only go.
  const core::Result<store::Draft> draft =
      visit.services.store.draft(visit.user.id, visit.site.id());
  if (draft && draft->version != shown_version(visit))
    return draft_again(visit, problem_with(visit, 409, "draft.other_tab"));
  const core::Status done = visit.services.store.drop_draft(visit.user.id, visit.site.id());
  return done ? to_draft(visit) : draft_again(visit, problem_of_store(visit, done.failure()));
}

web::Response drop_draft_file(const Visit& visit) {
  const OpenedDraft opened = open_draft(visit);
  if (!opened.draft) return opened.refusal;
  const store::Draft& draft = opened.draft->copy.draft;
  if (shown_version(visit) != draft.version)
    return draft_page(visit, *opened.draft, problem_with(visit, 409, "draft.other_tab"));
  std::vector<store::DraftFile> files = draft.files;
  std::erase_if(files,
                [&](const store::DraftFile& file) { return file.path == visit.form.get("file"); });
  const auto kept = visit.services.store.keep_draft(visit.user.id, visit.site.id(), draft.version,
                                                    files, visit.now());
  if (!kept) return draft_page(visit, *opened.draft, problem_of_store(visit, kept.failure()));
  return to_draft(visit);
}

web::Response publish_draft(const Visit& visit) {
  const OpenedDraft opened = open_draft(visit);
  if (!opened.draft) return opened.refusal;
  const OpenDraft& draft = *opened.draft;
  if (const PublishingProblem problem = problem_of_draft(visit, draft); !problem.is_none())
    return draft_page(visit, draft, problem);
  const core::Result<std::int64_t> asked = visit.services.store.ask_publication(
      publication_asked(visit, draft.copy, draft.changes), draft.copy.draft.version);
  if (!asked) return draft_again(visit, problem_of_store(visit, asked.failure()));
  return web::see_other(visit.root() + "/publishing/history/" + std::to_string(*asked));
}

}  // namespace handler::desk
