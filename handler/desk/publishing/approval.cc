// Asks the cheap questions first.
#include "handler/desk/publishing/approval.h"

#include <algorithm>

#include "core/base/contains.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {
namespace {

bool reaches(const Visit& visit, const std::vector<core::SiteChange>& changes) {
  if (visit.may("manage_users")) return true;
  const core::EditScope scope = edit_scope_of(visit);
  return !scope.is_empty() && core::outside_scope(scope, changes).empty();
}

// A person who made an account, or set its password, can use it.
bool is_made_by(const std::vector<store::StaffChange>& changes, std::int64_t author) {
  return std::ranges::any_of(changes, [&](const store::StaffChange& change) {
    const bool hands_it_over =
        change.act == store::StaffAct::add || change.act == store::StaffAct::set_password;
    return change.by == author && hands_it_over;
  });
}

bool changes_the_same(const store::Draft& draft, const store::Publication& publication) {
  return std::ranges::any_of(draft.files, [&](const store::DraftFile& file) {
    return core::contains(publication.files, file.path, &store::PublishedFile::path);
  });
}

}  // namespace

core::Result<std::string> why_not_agree(const Visit& visit, const store::Publication& publication,
                                        const std::vector<core::SiteChange>& changes) {
  if (!visit.may("agree_publication") || !reaches(visit, changes)) return std::string("right");
  if (visit.user.id == publication.author) return std::string("author");
  store::Store& store = visit.services.store;
  const auto account = store.staff_changes(visit.site.id(), visit.user.id);
  if (!account) return account.failure();
  if (is_made_by(*account, publication.author)) return std::string("account");
  const core::Result<store::Draft> draft = store.draft(visit.user.id, visit.site.id());
  if (!draft) return draft.failure();
  return std::string(changes_the_same(*draft, publication) ? "drafted" : "");
}

}  // namespace handler::desk
