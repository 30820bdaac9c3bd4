// Adds and reads publications and their steps; the table of steps says what may follow what.
#include "handler/store/publishing/publications.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/json.h"
#include "handler/store/database/connections.h"
#include "handler/store/database/dialect.h"
#include "handler/store/publishing/row_hash.h"

namespace handler::store {
namespace {

using State = PublicationState;
using Act = PublicationAct;

// An act in a state, and the state that follows. What is not here is refused.
struct Follows {
  State from;
  Act act;
  State to;
};
constexpr std::array kFollows = {
    Follows{State::waits, Act::agreed, State::queued},
    Follows{State::waits, Act::declined, State::declined},
    Follows{State::waits, Act::withdrawn, State::withdrawn},
    Follows{State::queued, Act::withdrawn, State::withdrawn},
    Follows{State::queued, Act::begun, State::running},
    Follows{State::queued, Act::failed, State::failed},
    Follows{State::running, Act::done, State::done},
    Follows{State::running, Act::failed, State::failed},
};

std::optional<State> after(State state, Act act) {
  for (const Follows& row : kFollows)
    if (row.from == state && row.act == act) return row.to;
  return std::nullopt;
}

std::string word_of(Act act) {
  return std::string(
      std::ranges::find(kPublicationActs, act, &std::pair<Act, std::string_view>::first)->second);
}

Act act_of(const std::string& word) {
  const auto found =
      std::ranges::find(kPublicationActs, word, &std::pair<Act, std::string_view>::second);
  if (found != kPublicationActs.end()) return found->first;
  throw Refused(core::FailureCode::corrupt, "a publication has a step '" + word + "'");
}

void refuse_changed(std::int64_t id) {
  throw Refused(core::FailureCode::corrupt,
                "publication " + std::to_string(id) + " was changed after it was recorded");
}

// The columns before `hash`, with a number.
constexpr std::string_view kSelectPublications =
    "SELECT publication, site, author, asked_at, reason, needs_second, puts_back, lines, content, "
    "hash FROM publications ";

Publication publication_in(const Row& row) {
  Publication made;
  made.id = row.number(0);
  made.site = row.text(1);
  made.author = row.number(2);
  made.asked = row.time(3);
  made.reason = row.text(4);
  made.needs_second = row.flag(5);
  made.puts_back = row.number(6);
  const core::Json lines = core::Json::parse(row.text(7), nullptr, false);
  if (!lines.is_array()) refuse_changed(made.id);
  for (const core::Json& line : lines) made.lines.push_back(line.get<std::string>());
  made.content = row.text(8);
  return made;
}

PublicationStep step_in(const Row& row) {
  return {act_of(row.text(2)), row.number(3), row.time(4), row.text(5)};
}

Rows step_rows(Database& database, std::int64_t id) {
  return run(database,
             "SELECT step, publication, act, user_id, at, note, hash FROM publication_steps "
             "WHERE publication = $1 ORDER BY step",
             {id});
}

std::vector<PublishedFile> files_of(Database& database, std::int64_t id) {
  return each(
      run(database,
          "SELECT path, before, bytes_before, after, bytes_after "
          "FROM publication_files WHERE publication = $1 "
          "ORDER BY path",
          {id}),
      [](const Row& row) {
        return PublishedFile{row.text(0), optional_content(row, 1), optional_content(row, 3)};
      });
}

// With everything that belongs to it, each row as it was recorded.
Publication whole_publication(Database& database, std::int64_t id) {
  const Row row =
      only(run(database, std::string(kSelectPublications) + "WHERE publication = $1", {id}),
           "publication");
  if (!has_own_hash(row)) refuse_changed(id);
  Publication made = publication_in(row);
  made.files = files_of(database, id);
  if (content_hash(made.files) != made.content) refuse_changed(id);
  for (const Row& step : step_rows(database, id)) {
    if (!has_own_hash(step)) refuse_changed(id);
    made.steps.push_back(step_in(step));
  }
  return made;
}

// Those that are not at their end, oldest first: of one site, or of all ("").
std::vector<std::int64_t> open_ids(Database& database, const std::string& site) {
  return each(run(database,
                  "SELECT publication FROM publications AS p WHERE ($1 = '' OR site = $1) AND NOT "
                  "EXISTS (SELECT 1 FROM publication_steps AS s WHERE s.publication = "
                  "p.publication AND s.act IN ('declined', 'withdrawn', 'done', 'failed')) "
                  "ORDER BY publication",
                  {site}),
              [](const Row& row) { return row.number(0); });
}

// Not hashed again: one that was changed from outside stops no other.
Publication known_publication(Database& database, std::int64_t id) {
  Publication made = publication_in(
      only(run(database, std::string(kSelectPublications) + "WHERE publication = $1", {id}),
           "publication"));
  made.steps = each(step_rows(database, id), step_in);
  return made;
}

std::vector<Publication> open_ones(Database& database, const std::string& site) {
  std::vector<Publication> open;
  for (const std::int64_t id : open_ids(database, site)) {
    open.push_back(known_publication(database, id));
    open.back().files = files_of(database, id);
  }
  return open;
}

// Of two open publications with one file, the later would bring back what the earlier replaced.
void refuse_shared_files(Database& database, const Publication& asked) {
  for (const Publication& open : open_ones(database, asked.site)) {
    const std::vector<std::string> shared = shared_files(open, asked.files);
    if (shared.empty()) continue;
    throw Refused(core::FailureCode::conflict, "publication " + std::to_string(open.id) +
                                                   " of the site changes " + shared.front() +
                                                   " too, and is not at its end yet");
  }
}

std::string lines_as_json(const Publication& asked) {
  return core::Json(asked.lines).dump(-1, ' ', false, core::Json::error_handler_t::replace);
}

// Numbers are given without gaps: rows are never deleted.
std::int64_t insert_row(Database& database, const Publication& asked,
                        const std::vector<PublishedFile>& files) {
  const std::int64_t id =
      run(database, "SELECT COALESCE(MAX(publication), 0) + 1 FROM publications").front().number(0);
  std::vector<Value> columns = {id,
                                asked.site,
                                asked.author,
                                core::to_iso(asked.asked),
                                asked.reason,
                                std::int64_t{asked.needs_second ? 1 : 0},
                                asked.puts_back,
                                lines_as_json(asked),
                                content_hash(files)};
  columns.emplace_back(row_hash(columns));
  run(database,
      "INSERT INTO publications(publication, site, author, asked_at, reason, needs_second, "
      "puts_back, lines, content, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      columns);
  run(database, dialect::kRaiseLastId, {std::string("publications"), id});
  return id;
}

void insert_file(Database& database, std::int64_t id, const PublishedFile& file) {
  const Value before = value_of(file.path, file.before);
  const Value after = value_of(file.path, file.after);
  run(database,
      "INSERT INTO publication_files(publication, path, before, after, bytes_before, bytes_after) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      {id, file.path, only_text(before), only_text(after), only_bytes(before), only_bytes(after)});
}

void insert_step(Database& database, std::int64_t id, const PublicationStep& step) {
  const std::int64_t number =
      run(database, "SELECT COALESCE(MAX(step), 0) + 1 FROM publication_steps").front().number(0);
  std::vector<Value> columns = {number,   id, word_of(step.act), step.user, core::to_iso(step.at),
                                step.note};
  columns.emplace_back(row_hash(columns));
  run(database,
      "INSERT INTO publication_steps(step, publication, act, user_id, at, note, hash) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      columns);
  run(database, dialect::kRaiseLastId, {std::string("publication_steps"), number});
}

// What did not go out is the author's draft again, unless the author has begun another one; an
// earlier state that was to come back was no draft.
void give_back(Database& database, const Publication& ended, core::Instant at) {
  if (ended.puts_back != 0 || read_draft_version(database, ended.author, ended.site) != 0) return;
  put_draft(database, ended.author, ended.site, 1, at, draft_files_of(ended));
}

bool is_without_success(Act act) {
  return act == Act::declined || act == Act::withdrawn || act == Act::failed;
}

void check_step(const Publication& known, const PublicationStep& step, const std::string& content) {
  if (!after(known.state(), step.act)) {
    throw Refused(core::FailureCode::conflict, "publication " + std::to_string(known.id) +
                                                   " is not where it could be " +
                                                   word_of(step.act));
  }
  if (step.act != Act::agreed) return;
  if (content != known.content)
    throw Refused(core::FailureCode::refused, "what was agreed to is not what would be published");
  if (step.user == known.author)
    throw Refused(core::FailureCode::refused, "the author of a publication cannot agree to it");
}

}  // namespace

PublicationState Publication::state() const {
  State state = needs_second ? State::waits : State::queued;
  for (const PublicationStep& step : steps) state = after(state, step.act).value_or(state);
  return state;
}

std::vector<DraftFile> draft_files_of(const Publication& publication) {
  std::vector<DraftFile> files;
  for (const PublishedFile& file : publication.files)
    files.push_back({file.path, base_of(file.before), file.after});
  return files;
}

std::vector<std::string> shared_files(const Publication& open,
                                      const std::vector<PublishedFile>& files) {
  std::vector<std::string> shared;
  for (const PublishedFile& file : files) {
    if (core::contains(open.files, file.path, &PublishedFile::path)) shared.push_back(file.path);
  }
  return shared;
}

std::string content_hash(const std::vector<PublishedFile>& files) {
  std::vector<PublishedFile> sorted = files;
  std::ranges::sort(sorted, {}, &PublishedFile::path);
  std::vector<Value> values;
  for (const PublishedFile& file : sorted)
    values.insert(values.end(),
                  {file.path, value_of(file.path, file.before), value_of(file.path, file.after)});
  return row_hash(values);
}

core::Result<std::int64_t> Publications::ask_publication(const Publication& asked,
                                                         std::int64_t draft_version) {
  return connections_.write([&](Database& database) {
    if (draft_version != 0) {
      check_draft_version(database, asked.author, asked.site, draft_version);
      take_draft_away(database, asked.author, asked.site);
    }
    refuse_shared_files(database, asked);
    const std::int64_t id = insert_row(database, asked, asked.files);
    for (const PublishedFile& file : asked.files) insert_file(database, id, file);
    return id;
  });
}

core::Status Publications::add_step(std::int64_t id, const PublicationStep& step,
                                    const std::string& content) {
  return connections_.write([&](Database& database) {
    const Publication known = whole_publication(database, id);
    check_step(known, step, content);
    insert_step(database, id, step);
    if (is_without_success(step.act)) give_back(database, known, step.at);
  });
}

core::Result<Publication> Publications::publication(std::int64_t id) {
  return connections_.read([&](Database& database) { return whole_publication(database, id); });
}

core::Result<std::vector<Publication>> Publications::publications(const std::string& site, int most,
                                                                  std::int64_t before) {
  return connections_.read([&](Database& database) {
    const Rows rows = run(database,
                          std::string(kSelectPublications) +
                              "WHERE site = $1 AND (CAST($3 AS BIGINT) = 0 OR publication < $3) "
                              "ORDER BY publication DESC LIMIT $2",
                          {site, std::int64_t{most}, before});
    std::vector<Publication> made = each(rows, publication_in);
    for (Publication& one : made) one.steps = each(step_rows(database, one.id), step_in);
    return made;
  });
}

core::Result<std::vector<Publication>> Publications::open_publications(const std::string& site) {
  return connections_.read([&](Database& database) { return open_ones(database, site); });
}

core::Result<std::vector<QueuedPublication>> Publications::to_carry_out() {
  return connections_.read([](Database& database) {
    std::vector<QueuedPublication> begun;
    std::vector<QueuedPublication> queued;
    for (const std::int64_t id : open_ids(database, "")) {
      const Publication one = known_publication(database, id);
      const State state = one.state();
      if (state == State::running) begun.push_back({id, one.site});
      if (state == State::queued) queued.push_back({id, one.site});
    }
    begun.insert(begun.end(), queued.begin(), queued.end());
    return begun;
  });
}

}  // namespace handler::store
