// Reads and writes views; a name stands for one view.
#include "handler/store/saved_views.h"

namespace handler::store {

core::Result<std::vector<SavedView>> read_views(Database& database, std::int64_t user,
                                                const std::string& site) {
  const core::Result<Rows> rows = database.run(
      "SELECT name, query FROM saved_views WHERE user_id = $1 AND site = $2 ORDER BY name",
      {user, site});
  if (!rows) return rows.failure();
  std::vector<SavedView> views;
  for (const Row& row : *rows) views.push_back({row.text(0), row.text(1)});
  return views;
}

core::Status write_view(Database& database, std::int64_t user, const std::string& site,
                        const SavedView& view) {
  const core::Result<Rows> others = database.run(
      "SELECT COUNT(*) FROM saved_views WHERE user_id = $1 AND site = $2 AND name <> $3",
      {user, site, view.name});
  if (!others) return others.failure();
  if (others->front().number(0) >= kMostSavedViews)
    return core::Failure{core::FailureCode::refused, "there are as many views as there may be"};
  const core::Result<Rows> done = database.run(
      "INSERT INTO saved_views(user_id, site, name, query) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (user_id, site, name) DO UPDATE SET query = $4",
      {user, site, view.name, view.query});
  if (!done) return done.failure();
  return core::success();
}

core::Status erase_view(Database& database, std::int64_t user, const std::string& site,
                        const std::string& name) {
  const core::Result<Rows> done = database.run(
      "DELETE FROM saved_views WHERE user_id = $1 AND site = $2 AND name = $3", {user, site, name});
  if (!done) return done.failure();
  return core::success();
}

}  // namespace handler::store
