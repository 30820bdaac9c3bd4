// Opens a person's working copy for a page, and lets an edit into the draft only if it is in scope
// and brings no mistake.
#include "handler/desk/publishing/editing.h"

#include <algorithm>
#include <utility>

#include "handler/desk/page.h"
#include "handler/desk/publishing/mistake_words.h"

namespace handler::desk {
namespace {

using publishing::CheckedCopy;
using publishing::WorkingCopy;

// Of an edit that core/editing did not make. Its message names "FILE:LINE:COLUMN" for the operator;
// people need the kind alone.
EditProblem problem_of_edit(const Visit& visit, const core::Failure& failure) {
  const auto says = [&](const char* key) { return EditProblem{422, {visit.texts().get(key)}}; };
  switch (failure.code) {
    case core::FailureCode::not_found:
    case core::FailureCode::conflict:
      return outdated(visit);
    case core::FailureCode::invalid:
      return says("desk.publishing.not_kept.signs");
    default:
      return says("desk.publishing.not_kept.cannot_edit");
  }
}

EditProblem problem_of_keeping(const Visit& visit, const core::Failure& failure) {
  if (failure.code == core::FailureCode::conflict) return outdated(visit);
  return {503, {visit.texts().get(why_not_kept(failure))}};
}

bool has_error(const std::vector<core::Diagnostic>& found) {
  return std::ranges::any_of(
      found, [](const core::Diagnostic& one) { return one.severity == core::Severity::error; });
}

// "/a?x=1#b" with "kept=yes".
std::string with_kept_sign(const std::string& back) {
  const std::size_t hash = back.find('#');
  const std::string address = back.substr(0, hash);
  const std::string fragment = hash == std::string::npos ? "" : back.substr(hash);
  return address + (address.find('?') == std::string::npos ? "?" : "&") + "kept=yes" + fragment;
}

// Why the texts may not become the draft; nothing if they may.
std::optional<EditProblem> problem_of_texts(const Editing& editing,
                                            const core::FolderTexts& edited) {
  const Visit& visit = editing.visit;
  const auto outside =
      core::outside_scope(editing.scope, core::changes_between(editing.copy.edited, edited));
  if (!outside.empty())
    return EditProblem{403, {visit.texts().get("desk.publishing.not_kept.outside")}};
  const CheckedCopy checked = check_copy(editing.copy, edited, visit.today());
  const std::vector<core::Diagnostic> brought =
      publishing::brought_by_change(editing.found, checked.found);
  if (!has_error(brought)) return std::nullopt;
  return EditProblem{422, sentences_of(visit.texts(), brought, core::Severity::error)};
}

}  // namespace

core::EditScope edit_scope_of(const Visit& visit) {
  return edit_scope_of(visit, visit.staff.grants);
}

core::EditScope edit_scope_of(const Visit& visit, const std::vector<cases::Grant>& grants) {
  core::EditScope scope;
  for (const cases::Grant& grant : grants) {
    if (grant.role != core::Role::editor || grant.site != visit.site.id()) continue;
    if (grant.window.empty()) scope.whole_site = true;
    for (std::string& id : visit.model().windows.ids_from(grant.window))
      scope.windows.insert(std::move(id));
  }
  return scope;
}

web::Response closed_page(const Visit& visit, const std::string& key,
                          const std::vector<core::Diagnostic>& mistakes) {
  core::TemplateData data;
  data.set("CLOSED_WHY", visit.texts().get("desk.publishing.closed." + key));
  for (const std::string& sentence : sentences_of(visit.texts(), mistakes, core::Severity::error)) {
    data.show("HAS_CLOSED_MISTAKES");
    data.add("CLOSED_MISTAKE").set("MISTAKE_TEXT", sentence);
  }
  return desk_page(visit, 503, "desk/publishing_closed", visit.texts().get("desk.publishing.title"),
                   data);
}

web::Response closed_page(const Visit& visit, const core::Failure& failure) {
  switch (failure.code) {
    case core::FailureCode::not_found:
      return closed_page(visit, "no_content");
    case core::FailureCode::no_access:
      return closed_page(visit, "no_access");
    default:
      return closed_page(visit, "unreadable");
  }
}

OpenedEditing open_editing(const Visit& visit) {
  core::EditScope scope = edit_scope_of(visit);
  if (!visit.may("publish") || scope.is_empty()) return {std::nullopt, web::forbidden()};
  core::Result<WorkingCopy> copy = publishing::open_working_copy(
      visit.services.place.content, visit.services.store, visit.user.id, visit.site.id());
  if (!copy) return {std::nullopt, closed_page(visit, copy.failure())};
  CheckedCopy checked = check_copy(*copy, copy->edited, visit.today());
  if (!checked.loaded)
    return {std::nullopt, closed_page(visit, "mistakes", checked.found.sorted())};
  return {Editing{.visit = visit,
                  .scope = std::move(scope),
                  .copy = *std::move(copy),
                  .loaded = *std::move(checked.loaded),
                  .found = std::move(checked.found)},
          {}};
}

EditProblem outdated(const Visit& visit) {
  return {409, {visit.texts().get("desk.publishing.not_kept.changed")}};
}

void add_kept_notice(core::TemplateData& data, const Editing& editing) {
  const Visit& visit = editing.visit;
  if (visit.request.method != "GET" || !visit.request.query.has("kept")) return;
  data.show("EDIT_KEPT");
  const CheckedCopy standing = check_copy(editing.copy, editing.copy.standing, visit.today());
  for (const std::string& sentence :
       sentences_of(visit.texts(), publishing::brought_by_change(standing.found, editing.found),
                    core::Severity::warning)) {
    data.show("HAS_EDIT_WARNINGS");
    data.add("EDIT_WARNING").set("WARNING_TEXT", sentence);
  }
}

web::Response keep_edit(const Editing& editing, const publishing::Edit& edit,
                        const std::string& back, const ShowAgain& show_again) {
  const Visit& visit = editing.visit;
  const core::Result<core::FileChanges> changes = edit(editing.copy.edited);
  if (!changes) return show_again(problem_of_edit(visit, changes.failure()));
  const core::FolderTexts edited = publishing::with_changes(editing.copy.edited, *changes);
  if (edited == editing.copy.edited) return web::see_other(back);
  if (const auto problem = problem_of_texts(editing, edited)) return show_again(*problem);
  const core::Status kept = keep_copy(visit.services.store, editing.copy, edited, visit.now());
  if (!kept) return show_again(problem_of_keeping(visit, kept.failure()));
  return web::see_other(with_kept_sign(back));
}

}  // namespace handler::desk
