// What every page of the desk that changes published content begins with, and the one way in which
// a change gets into the draft: right, scope, the strict reader, then the draft.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/changes/edit_scope.h"
#include "core/page/page_template.h"
#include "handler/desk/visit.h"
#include "handler/publishing/working_copy.h"

namespace handler::desk {

// The scope of this person's grants as editor on this site, by the windows that are published now:
// a draft widens no scope.
core::EditScope edit_scope_of(const Visit& visit);
// The same for the grants of another person.
core::EditScope edit_scope_of(const Visit& visit, const std::vector<cases::Grant>& grants);

// An editor's request with the content as their draft has it.
struct Editing {
  const Visit& visit;
  core::EditScope scope;
  publishing::WorkingCopy copy;
  core::LoadedSite loaded;  // the site as the draft makes it
  core::Diagnostics found;  // what its readers say of it

  const core::Site& site() const { return loaded.site; }
  std::string root() const { return visit.root() + "/publishing"; }
};

struct OpenedEditing {
  std::optional<Editing> editing;
  web::Response refusal;  // to be sent if `editing` is empty
};

// 403 for people who edit nothing here; a page of the desk that says what to do if there is no
// content folder, or if the content has mistakes of its own.
OpenedEditing open_editing(const Visit& visit);

// The page that says why nothing can be edited now: `key` below desk.publishing.closed, and what
// was found.
web::Response closed_page(const Visit& visit, const std::string& key,
                          const std::vector<core::Diagnostic>& mistakes = {});
// The same for content that cannot be read.
web::Response closed_page(const Visit& visit, const core::Failure& failure);

// For the page that keep_edit() led to: that the change is in the draft, and the warnings that the
// draft brings. Fills the partial desk/publishing_notice, which every editing page has below its
// heading; nothing on any other visit.
void add_kept_notice(core::TemplateData& data, const Editing& editing);

// Why an edit was not kept, in sentences for the page that shows the form again with what was
// typed.
struct EditProblem {
  int status = 422;
  std::vector<std::string> sentences;
};
// 409: what the form was made for has changed since.
EditProblem outdated(const Visit& visit);
using ShowAgain = std::function<web::Response(const EditProblem&)>;

// Applies the edit to the draft's texts, refuses what is outside the scope, checks the result with
// the strict reader, keeps the draft, and redirects to `back` (303), a path that may end in a query
// or fragment. Only mistakes that the edit brings stop it. Otherwise `show_again` is asked for the
// page: 403 outside the scope, 409 if the draft or the folder changed meanwhile, 422 for mistakes,
// 503 if the draft cannot be kept.
web::Response keep_edit(const Editing& editing, const publishing::Edit& edit,
                        const std::string& back, const ShowAgain& show_again);

}  // namespace handler::desk
