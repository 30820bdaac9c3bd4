// Reads all drafts and publications as they are stored, and hashes them again.
#include "handler/store/check/publication_check.h"

#include "handler/store/database/refused.h"
#include "handler/store/publishing/row_hash.h"

namespace handler::store {
namespace {

void add_columns(const Row& row, std::vector<Value>& columns) {
  for (std::size_t i = 0; i < row.size(); ++i) columns.push_back(row.at(i));
}

void check_draft(Database& database, const Row& draft, Findings& findings) {
  std::vector<Value> columns;
  add_columns(draft, columns);
  const Value hash = columns.back();
  columns.pop_back();
  visit(database,
        "SELECT path, base, body, bytes FROM draft_files WHERE user_id = $1 AND site = $2 "
        "ORDER BY path",
        {draft.at(0), draft.at(1)}, [&](const Row& file) {
          columns.insert(columns.end(), {file.at(0), file.at(1), content_in(file, 2)});
        });
  if (hash == Value(row_hash(columns))) return;
  findings.add(FindingKind::draft, "site " + draft.text(1) + ": the draft of user " +
                                       std::to_string(draft.number(0)) +
                                       " was changed after it was kept");
}

void check_drafts(Database& database, Findings& findings) {
  visit(database, "SELECT user_id, site, version, changed_at, hash FROM drafts", {},
        [&](const Row& draft) { check_draft(database, draft, findings); });
  visit(database,
        "SELECT f.user_id, f.site FROM draft_files AS f LEFT JOIN drafts AS d ON d.user_id = "
        "f.user_id AND d.site = f.site WHERE d.user_id IS NULL",
        {}, [&](const Row& file) {
          findings.add(FindingKind::draft,
                       "site " + file.text(1) + ": a file of a draft that is gone");
        });
}

void tell(Findings& findings, std::int64_t id, const std::string& how) {
  findings.add(FindingKind::publication, "publication " + std::to_string(id) + ": " + how);
}

// What the row says of the files is its column 8.
void check_files(Database& database, const Row& publication, Findings& findings) {
  std::vector<Value> columns;
  visit(database,
        "SELECT path, before, bytes_before, after, bytes_after "
        "FROM publication_files WHERE publication = $1 ORDER BY path",
        {publication.at(0)}, [&](const Row& file) {
          columns.insert(columns.end(), {file.at(0), content_in(file, 1), content_in(file, 3)});
        });
  if (publication.at(8) != Value(row_hash(columns)))
    tell(findings, publication.number(0), "its files were changed after they were recorded");
}

void check_rows(Database& database, Findings& findings) {
  std::int64_t last = 0;
  visit(database,
        "SELECT publication, site, author, asked_at, reason, needs_second, puts_back, lines, "
        "content, hash FROM publications ORDER BY publication",
        {}, [&](const Row& row) {
          const std::int64_t id = row.number(0);
          if (id != last + 1) tell(findings, id, "one before it is missing");
          last = id;
          if (!has_own_hash(row)) tell(findings, id, "was changed after it was recorded");
          check_files(database, row, findings);
        });
}

void check_steps(Database& database, Findings& findings) {
  std::int64_t last = 0;
  visit(database,
        "SELECT step, publication, act, user_id, at, note, hash FROM publication_steps "
        "ORDER BY step",
        {}, [&](const Row& row) {
          if (row.number(0) != last + 1)
            tell(findings, row.number(1), "a step before one of its steps is missing");
          last = row.number(0);
          if (!has_own_hash(row))
            tell(findings, row.number(1), "a step of it was changed after it was recorded");
        });
}

}  // namespace

void check_publications(Database& database, Findings& findings) {
  findings.guard(database, FindingKind::draft, "the drafts",
                 [&] { check_drafts(database, findings); });
  findings.guard(database, FindingKind::publication, "the publications", [&] {
    check_rows(database, findings);
    check_steps(database, findings);
  });
}

}  // namespace handler::store
