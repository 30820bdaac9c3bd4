// The store over a database: reads through lent connections, writes through the one writer.
#include <utility>

#include "core/base/check.h"
#include "handler/store/case_tables.h"
#include "handler/store/history_memory.h"
#include "handler/store/reader_pool.h"
#include "handler/store/report_tables.h"
#include "handler/store/saved_views.h"
#include "handler/store/schema.h"
#include "handler/store/small_tables.h"
#include "handler/store/sqlite_database.h"
#include "handler/store/staff_changes.h"
#include "handler/store/staff_tables.h"
#include "handler/store/store.h"
#include "handler/store/trace_tables.h"
#include "handler/store/writer.h"

namespace handler::store {
namespace {

// Reports that may wait for one commit before the next is asked to come back later.
constexpr std::size_t kMostWaiting = 1000;

class DatabaseStore : public Store {
  // Ends a reader's transaction however the read ends, so that the connection can be lent again.
  struct EndOfRead {
    ~EndOfRead() {
      if (database.in_transaction()) (void)database.run("ROLLBACK", {});
    }
    Database& database;
  };

  // Several statements that must see one state of the database.
  template <class Read>
  auto consistent(Read read) -> decltype(read(std::declval<Database&>())) {
    return readers_.with([&](Database& database) -> decltype(read(database)) {
      if (const auto begun = database.run("BEGIN", {}); !begun) return begun.failure();
      const EndOfRead end{database};
      return read(database);
    });
  }

 public:
  DatabaseStore(std::vector<std::unique_ptr<Database>> readers, std::unique_ptr<Database> writer,
                OpenDatabase reopen, const StoreOptions& options, core::Clock& clock)
      : readers_(std::move(readers)),
        writer_(std::move(writer), std::move(reopen), options.group_commit, kMostWaiting,
                options.complain),
        clock_(clock) {}

  core::Result<AddedReport> add_report(NewReport report) override {
    return write<AddedReport>(
        [&](Database& database) { return insert_report(database, report, {clock_.now()}); });
  }

  core::Result<CaseRecord> case_by_ticket(const std::string& site,
                                          const std::string& ticket_hash) override {
    return consistent([&](Database& database) {
      return read_case_by_ticket(database, site, ticket_hash, &memory_);
    });
  }

  core::Result<LookUp> look_up(const std::string& site, const std::string& ticket_hash,
                               const CountKey& counted) override {
    return consistent([&](Database& database) -> core::Result<LookUp> {
      const core::Result<int> count =
          read_counter(database, counted.key, counted.window_seconds, clock_.now());
      core::Result<CaseRecord> record = read_case_by_ticket(database, site, ticket_hash, &memory_);
      if (!record && record.failure().code != core::FailureCode::not_found) {
        return record.failure();
      }
      // A count that cannot be read limits nobody.
      LookUp found{count ? *count : 0, std::nullopt};
      if (record) found.record = std::move(*record);
      return found;
    });
  }

  core::Result<CaseRecord> case_by_id(const std::string& site, CaseId id) override {
    return consistent([&](Database& database) { return read_case(database, site, id, &memory_); });
  }

  core::Result<CasePage> list_cases(const CaseFilter& filter) override {
    return readers_.with([&](Database& database) { return read_case_page(database, filter); });
  }

  core::Result<std::vector<CaseRow>> cases_with_jobs(const JobQuery& query) override {
    return readers_.with([&](Database& database) { return read_cases_with_jobs(database, query); });
  }

  core::Result<std::vector<MarkCount>> count_marks(const CaseFilter& filter, core::Instant now,
                                                   CountBy by) override {
    return readers_.with(
        [&](Database& database) { return read_mark_counts(database, filter, now, by); });
  }

  core::Result<CaseRecord> append(const std::string& site, CaseId id, std::int64_t seen_seq,
                                  std::vector<NewEvent> events, Refold refold) override {
    return write<CaseRecord>([&](Database& database) {
      return append_events(database, site, id, seen_seq, events, refold, {clock_.now()});
    });
  }

  core::Result<std::vector<CaseRow>> unlisted_cases(CaseId after, int limit) override {
    return readers_.with([&](Database& database) { return read_unlisted(database, after, limit); });
  }

  core::Status refold_case(const std::string& site, CaseId id, Refold refold) override {
    return writer_.run(
        [&](Database& database) { return store::refold_case(database, site, id, refold); });
  }

  core::Result<CaseRecord> append_all(const std::string& site,
                                      std::vector<Addition> additions) override {
    return write<CaseRecord>([&](Database& database) {
      return append_additions(database, site, additions, {clock_.now()});
    });
  }

  core::Status destroy_parts(const std::string& site, CaseId id) override {
    const core::Status wiped =
        writer_.run([&](Database& database) { return wipe_parts(database, site, id); });
    if (!wiped) return wiped;
    return readers_.with([](Database& database) { return database.erase_leftovers(); });
  }

  core::Status set_phone_index(const std::string& site, CaseId id,
                               const std::string& index) override {
    return writer_.run(
        [&](Database& database) { return write_phone_index(database, site, id, index); });
  }

  core::Result<std::vector<CaseRow>> cases_by_phone_index(const std::string& site,
                                                          const std::string& index) override {
    return readers_.with(
        [&](Database& database) { return read_cases_by_phone(database, site, index); });
  }

  core::Status set_traces(const std::string& site, CaseId id,
                          const std::vector<std::string>& traces) override {
    return writer_.run(
        [&](Database& database) { return write_traces(database, site, id, traces); });
  }

  core::Result<std::vector<std::string>> traces_of(const std::string& site, CaseId id) override {
    return readers_.with([&](Database& database) { return read_traces(database, site, id); });
  }

  core::Result<std::vector<CaseRow>> open_cases_by_trace(const std::string& site,
                                                         const std::string& trace) override {
    return readers_.with(
        [&](Database& database) { return read_open_cases_by_trace(database, site, trace); });
  }

  core::Result<std::vector<CaseId>> cases_without_traces(const std::string& site,
                                                         int limit) override {
    return readers_.with([&](Database& database) { return read_untraced(database, site, limit); });
  }

  core::Result<bool> is_traced(const std::string& site, CaseId id) override {
    return readers_.with([&](Database& database) { return read_traced(database, site, id); });
  }

  core::Result<std::vector<CaseId>> cases_between(const std::string& site, core::Instant from,
                                                  core::Instant until, int most) override {
    return readers_.with(
        [&](Database& database) { return read_cases_between(database, site, from, until, most); });
  }

  core::Status note_filed(const std::string& site, const Filed& filed) override {
    return writer_.run([&](Database& database) { return insert_filed(database, site, filed); });
  }

  core::Status note_presence(const std::string& site, const cases::Presence& presence) override {
    return writer_.run(
        [&](Database& database) { return insert_presence(database, site, presence); });
  }

  core::Result<std::vector<cases::Presence>> presences(const std::string& site, core::Day from,
                                                       core::Day to) override {
    return readers_.with(
        [&](Database& database) { return read_presences(database, site, from, to); });
  }

  core::Result<std::vector<Filed>> filed(const std::string& site) override {
    return readers_.with([&](Database& database) { return read_filed(database, site); });
  }

  core::Result<std::int64_t> verify() override {
    return consistent([](Database& database) { return verify_chains(database); });
  }

  core::Status keep_policy_version(const std::string& site, const std::string& version,
                                   const core::PolicyTexts& texts) override {
    if (policy_version(version)) return core::success();
    return writer_.run(
        [&](Database& database) { return insert_policy_version(database, site, version, texts); });
  }

  core::Result<core::PolicyTexts> policy_version(const std::string& version) override {
    return readers_.with([&](Database& database) { return read_policy_texts(database, version); });
  }

  core::Result<std::int64_t> add_user(const User& user, std::int64_t by) override {
    return write<std::int64_t>(
        [&](Database& database) { return add_staff(database, user, by, clock_.now()); });
  }

  core::Result<User> user_by_login(const std::string& login) override {
    return readers_.with([&](Database& database) { return read_user_by_login(database, login); });
  }

  core::Result<User> user_by_id(std::int64_t id) override {
    return readers_.with([&](Database& database) { return read_user(database, id); });
  }

  core::Result<std::vector<User>> list_users() override {
    return readers_.with([](Database& database) { return read_users(database); });
  }

  core::Result<std::vector<User>> users_of_site(const std::string& site) override {
    return readers_.with([&](Database& database) { return read_users_of_site(database, site); });
  }

  core::Status change_staff(const StaffChange& change) override {
    return writer_.run(
        [&](Database& database) { return store::change_staff(database, change, clock_.now()); });
  }

  core::Result<std::vector<StaffChange>> staff_changes(const std::string& site,
                                                       std::int64_t user) override {
    return readers_.with(
        [&](Database& database) { return read_staff_changes(database, site, user); });
  }

  core::Status set_password(std::int64_t user, const std::string& password_hash) override {
    return writer_.run([&](Database& database) {
      return write_password(database, user, password_hash, /*must_change=*/false);
    });
  }

  core::Status set_one_time_secret(std::int64_t user, const std::string& sealed) override {
    return writer_.run(
        [&](Database& database) { return write_one_time_secret(database, user, sealed); });
  }

  core::Status use_one_time_step(std::int64_t user, std::int64_t step) override {
    return writer_.run(
        [&](Database& database) { return write_one_time_step(database, user, step); });
  }

  core::Status add_session(const std::string& token_hash, const Session& session) override {
    return writer_.run(
        [&](Database& database) { return insert_session(database, token_hash, session); });
  }

  core::Result<Session> session(const std::string& token_hash) override {
    return readers_.with([&](Database& database) { return read_session(database, token_hash); });
  }

  core::Status touch_session(const std::string& token_hash, core::Instant now) override {
    return writer_.run(
        [&](Database& database) { return write_session_use(database, token_hash, now); });
  }

  core::Status end_session(const std::string& token_hash) override {
    return writer_.run([&](Database& database) { return delete_session(database, token_hash); });
  }

  core::Result<std::vector<SavedView>> saved_views(std::int64_t user,
                                                   const std::string& site) override {
    return readers_.with([&](Database& database) { return read_views(database, user, site); });
  }

  core::Status save_view(std::int64_t user, const std::string& site,
                         const SavedView& view) override {
    return writer_.run([&](Database& database) { return write_view(database, user, site, view); });
  }

  core::Status delete_view(std::int64_t user, const std::string& site,
                           const std::string& name) override {
    return writer_.run([&](Database& database) { return erase_view(database, user, site, name); });
  }

  core::Result<int> count_up(const std::string& key, int window_seconds) override {
    return write<int>([&](Database& database) -> core::Result<int> {
      if (const core::Status swept = sweep_counters(database, clock_.now()); !swept)
        return swept.failure();
      return add_to_counter(database, key, window_seconds, clock_.now());
    });
  }

  core::Result<int> count_now(const std::string& key, int window_seconds) override {
    return readers_.with([&](Database& database) {
      return read_counter(database, key, window_seconds, clock_.now());
    });
  }

  core::Status reset_count(const std::string& key) override {
    return writer_.run([&](Database& database) { return delete_counter(database, key); });
  }

  core::Status check_health() override {
    // An empty transaction: it takes the lock that a report would take.
    return writer_.run([](Database&) { return core::success(); });
  }

 private:
  // A write that has a value besides its outcome.
  template <class T, class Write>
  core::Result<T> write(Write write_job) {
    std::optional<T> value;
    const core::Status done = writer_.run([&](Database& database) -> core::Status {
      core::Result<T> result = write_job(database);
      if (!result) return result.failure();
      value = std::move(*result);
      return core::success();
    });
    if (!done) return done.failure();
    return std::move(*value);
  }

  ReaderPool readers_;
  Writer writer_;
  HistoryMemory memory_;
  core::Clock& clock_;
};

}  // namespace

core::Result<std::unique_ptr<Store>> open_store(const OpenDatabase& open,
                                                const StoreOptions& options, core::Clock& clock) {
  BANCHENG_CHECK(options.readers > 0);
  core::Result<std::unique_ptr<Database>> writer = open(Access::write);
  if (!writer) return writer.failure();
  if (const core::Status migrated = migrate(**writer); !migrated) return migrated.failure();
  std::vector<std::unique_ptr<Database>> readers;
  for (int i = 0; i < options.readers; ++i) {
    core::Result<std::unique_ptr<Database>> reader = open(Access::read);
    if (!reader) return reader.failure();
    readers.push_back(std::move(*reader));
  }
  return std::unique_ptr<Store>(std::make_unique<DatabaseStore>(
      std::move(readers), std::move(*writer), open, options, clock));
}

core::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, core::Clock& clock) {
  const auto open = [path = options.path, patience = options.busy_milliseconds](Access access) {
    return open_sqlite({path, patience, /*read_only=*/access == Access::read});
  };
  return open_store(open, options, clock);
}

}  // namespace handler::store
