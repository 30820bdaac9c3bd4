// Reads and replaces a person's draft; the row of a draft carries a hash over it and its files.
#include "handler/store/publishing/drafts.h"

#include <algorithm>
#include <utility>

#include "core/base/contains.h"
#include "core/base/crypto.h"
#include "handler/store/database/connections.h"
#include "handler/store/publishing/row_hash.h"

namespace handler::store {
namespace {

// The columns of the draft, then those of its files in the order of their paths.
std::string hash_of(std::int64_t user, const std::string& site, std::int64_t version,
                    const std::string& changed, const std::vector<DraftFile>& files) {
  std::vector<Value> columns = {user, site, version, changed};
  for (const DraftFile& file : files)
    columns.insert(columns.end(), {file.path, file.base, value_of(file.path, file.text)});
  return row_hash(columns);
}

std::vector<DraftFile> draft_files_of(Database& database, std::int64_t user,
                                      const std::string& site) {
  return each(run(database,
                  "SELECT path, base, body, bytes FROM draft_files WHERE user_id = $1 "
                  "AND site = $2 "
                  "ORDER BY path",
                  {user, site}),
              [](const Row& row) {
                return DraftFile{row.text(0), row.text(1), optional_content(row, 2)};
              });
}

// Of all sites if `site` is "". `before`: an ISO time that draft and account are older than.
std::vector<LeftDraft> left_before(Database& database, const std::string& site,
                                   const std::string& before) {
  return each(run(database,
                  "SELECT user_id, site, version, changed_at FROM drafts AS d "
                  "WHERE ($1 = '' OR site = $1) AND changed_at < $2 AND NOT EXISTS (SELECT 1 FROM "
                  "users AS u "
                  "JOIN grants AS g ON g.user_id = u.user_id WHERE u.user_id = d.user_id AND "
                  "u.disabled = 0 "
                  "AND g.site = d.site AND g.role = 'editor') AND NOT EXISTS (SELECT 1 FROM "
                  "staff_changes AS "
                  "c WHERE c.user_id = d.user_id AND c.at >= $2) ORDER BY changed_at DESC, user_id",
                  {site, before}),
              [](const Row& row) {
                return LeftDraft{row.number(0), row.text(1), row.number(2), row.time(3)};
              });
}

// The owner may be back, and may have written on, since the caller looked.
void check_still_left(Database& database, const LeftDraft& left) {
  if (!core::contains(left_before(database, left.site, /*before=*/"9999"), left))
    throw Refused(core::FailureCode::conflict, "the draft is no left one any more");
}

}  // namespace

std::string base_of(const std::optional<std::string>& bytes) {
  return bytes ? core::to_hex(core::hash(*bytes)) : std::string();
}

void put_draft(Database& database, std::int64_t user, const std::string& site, std::int64_t version,
               core::Instant changed, std::vector<DraftFile> files) {
  std::ranges::sort(files, {}, &DraftFile::path);
  const std::string at = core::to_iso(changed);
  run(database,
      "INSERT INTO drafts(user_id, site, version, changed_at, hash) VALUES ($1, $2, $3, $4, $5)",
      {user, site, version, at, hash_of(user, site, version, at, files)});
  for (const DraftFile& file : files) {
    const Value content = value_of(file.path, file.text);
    run(database,
        "INSERT INTO draft_files(user_id, site, path, base, body, bytes) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        {user, site, file.path, file.base, only_text(content), only_bytes(content)});
  }
}

void take_draft_away(Database& database, std::int64_t user, const std::string& site) {
  run(database, "DELETE FROM draft_files WHERE user_id = $1 AND site = $2", {user, site});
  run(database, "DELETE FROM drafts WHERE user_id = $1 AND site = $2", {user, site});
}

std::int64_t read_draft_version(Database& database, std::int64_t user, const std::string& site) {
  const Rows rows =
      run(database, "SELECT version FROM drafts WHERE user_id = $1 AND site = $2", {user, site});
  return rows.empty() ? 0 : rows.front().number(0);
}

void check_draft_version(Database& database, std::int64_t user, const std::string& site,
                         std::int64_t version) {
  if (read_draft_version(database, user, site) == version) return;
  throw Refused(core::FailureCode::conflict, "the draft was changed on another page meanwhile");
}

Draft read_draft(Database& database, std::int64_t user, const std::string& site) {
  const Rows rows =
      run(database, "SELECT version, changed_at, hash FROM drafts WHERE user_id = $1 AND site = $2",
          {user, site});
  if (rows.empty()) return {};
  const Row& row = rows.front();
  Draft draft{row.number(0), row.time(1), draft_files_of(database, user, site)};
  if (hash_of(user, site, draft.version, row.text(1), draft.files) != row.text(2)) {
    throw Refused(core::FailureCode::corrupt, "the draft of user " + std::to_string(user) +
                                                  " on site " + site +
                                                  " was changed after it was kept: drop it");
  }
  return draft;
}

core::Result<Draft> Drafts::draft(std::int64_t user, const std::string& site) {
  return connections_.read([&](Database& database) { return read_draft(database, user, site); });
}

core::Result<std::int64_t> Drafts::keep_draft(std::int64_t user, const std::string& site,
                                              std::int64_t version,
                                              const std::vector<DraftFile>& files,
                                              core::Instant now) {
  return connections_.write([&](Database& database) -> std::int64_t {
    check_draft_version(database, user, site, version);
    take_draft_away(database, user, site);
    if (files.empty()) return 0;
    put_draft(database, user, site, version + 1, now, files);
    return version + 1;
  });
}

core::Status Drafts::drop_draft(std::int64_t user, const std::string& site) {
  return connections_.write([&](Database& database) { take_draft_away(database, user, site); });
}

core::Result<std::vector<LeftDraft>> Drafts::left_drafts(const std::string& site) {
  return connections_.read(
      [&](Database& database) { return left_before(database, site, /*before=*/"9999"); });
}

core::Status Drafts::take_over_draft(const LeftDraft& left, std::int64_t heir) {
  return connections_.write([&](Database& database) {
    check_still_left(database, left);
    check_draft_version(database, heir, left.site, 0);
    Draft draft = read_draft(database, left.user, left.site);
    take_draft_away(database, left.user, left.site);
    put_draft(database, heir, left.site, 1, draft.changed, std::move(draft.files));
  });
}

core::Status Drafts::drop_left_draft(const LeftDraft& left) {
  return connections_.write([&](Database& database) {
    check_still_left(database, left);
    take_draft_away(database, left.user, left.site);
  });
}

core::Status Drafts::drop_left_drafts(core::Instant before) {
  return connections_.write([&](Database& database) {
    for (const LeftDraft& left : left_before(database, /*site=*/"", core::to_iso(before)))
      take_draft_away(database, left.user, left.site);
  });
}

}  // namespace handler::store
