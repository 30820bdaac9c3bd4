// Asks the cheap questions first.
#include "handler/desk/publishing/approval.h"

#include <algorithm>

#include "core/base/contains.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {
namespace {

bool holds(const core::EditScope& scope, const std::vector<core::SiteChange>& changes) {
  return !scope.is_empty() && core::outside_scope(scope, changes).empty();
}

bool reaches(const Visit& visit, const std::vector<core::SiteChange>& changes) {
  return visit.may("manage_users") || holds(edit_scope_of(visit), changes);
}

// A right that was taken away ends what was asked with it.
bool may_still_ask(const Visit& visit, const store::User& author,
                   const std::vector<core::SiteChange>& changes) {
  return !author.disabled && holds(edit_scope_of(visit, author.grants), changes);
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
  const auto handed_over = store.is_handed_over_by(visit.user.id, publication.author);
  if (!handed_over) return handed_over.failure();
  if (*handed_over) return std::string("account");
  const core::Result<store::User> author = store.user_by_id(publication.author);
  if (!author) return author.failure();
  if (!may_still_ask(visit, *author, changes)) return std::string("gone");
  const core::Result<store::Draft> draft = store.draft(visit.user.id, visit.site.id());
  if (!draft) return draft.failure();
  return std::string(changes_the_same(*draft, publication) ? "drafted" : "");
}

}  // namespace handler::desk
