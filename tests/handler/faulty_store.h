// A store that works until a test says what the world refuses, or that it breaks.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

#include "handler/store/store.h"

namespace handler::testing {

// Hands every call on to a real store. `refuse_writes` and `refuse_reads` fail the calls of the
// portal with that code; `explode` throws from every call with a text that nobody may see.
class FaultyStore : public store::Store {
 public:
  explicit FaultyStore(store::Store& real) : real_(real) {}

  static constexpr const char* kSecret = "secret path /srv/data/bancheng.sqlite";

  std::optional<core::FailureCode> refuse_writes;
  std::optional<core::FailureCode> refuse_reads;
  std::atomic<bool> explode = false;
  std::function<void()> before_append;  // once: what somebody else does in between

  core::Result<store::AddedReport> add_report(store::NewReport report) override {
    if (const auto failure = refused(refuse_writes)) return *failure;
    return real_.add_report(std::move(report));
  }
  core::Result<store::CaseRecord> case_by_ticket(const std::string& site,
                                                 const std::string& ticket_hash) override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.case_by_ticket(site, ticket_hash);
  }
  core::Result<store::LookUp> look_up(const std::string& site, const std::string& ticket_hash,
                                      const store::CountKey& counted) override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.look_up(site, ticket_hash, counted);
  }
  core::Result<store::CaseRecord> case_by_id(const std::string& site, cases::CaseId id) override {
    return real_.case_by_id(site, id);
  }
  core::Result<store::CasePage> list_cases(const store::CaseFilter& filter) override {
    return real_.list_cases(filter);
  }
  core::Result<std::vector<store::CaseRow>> cases_with_jobs(const store::JobQuery& query) override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.cases_with_jobs(query);
  }
  core::Result<std::vector<store::MarkCount>> count_marks(const store::CaseFilter& filter,
                                                          core::Instant now,
                                                          store::CountBy by) override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.count_marks(filter, now, by);
  }
  core::Result<store::CaseRecord> append(const std::string& site, cases::CaseId id,
                                         std::int64_t seen_seq, std::vector<store::NewEvent> events,
                                         store::Refold refold) override {
    if (const auto failure = refused(refuse_writes)) return *failure;
    if (before_append) std::exchange(before_append, nullptr)();
    return real_.append(site, id, seen_seq, std::move(events), std::move(refold));
  }
  core::Result<std::vector<store::CaseRow>> unlisted_cases(cases::CaseId after,
                                                           int limit) override {
    return real_.unlisted_cases(after, limit);
  }
  core::Status refold_case(const std::string& site, cases::CaseId id,
                           store::Refold refold) override {
    return real_.refold_case(site, id, std::move(refold));
  }
  core::Result<store::CaseRecord> append_all(const std::string& site,
                                             std::vector<store::Addition> additions) override {
    if (const auto failure = refused(refuse_writes)) return *failure;
    return real_.append_all(site, std::move(additions));
  }
  core::Status destroy_parts(const std::string& site, cases::CaseId id) override {
    return real_.destroy_parts(site, id);
  }
  core::Status set_phone_index(const std::string& site, cases::CaseId id,
                               const std::string& index) override {
    return real_.set_phone_index(site, id, index);
  }
  core::Result<std::vector<store::CaseRow>> cases_by_phone_index(
      const std::string& site, const std::string& index) override {
    return real_.cases_by_phone_index(site, index);
  }
  core::Status set_traces(const std::string& site, cases::CaseId id,
                          const std::vector<std::string>& traces) override {
    return real_.set_traces(site, id, traces);
  }
  core::Result<std::vector<std::string>> traces_of(const std::string& site,
                                                   cases::CaseId id) override {
    return real_.traces_of(site, id);
  }
  core::Result<std::vector<store::CaseRow>> open_cases_by_trace(const std::string& site,
                                                                const std::string& trace) override {
    return real_.open_cases_by_trace(site, trace);
  }
  core::Result<std::vector<cases::CaseId>> cases_without_traces(const std::string& site,
                                                                int limit) override {
    return real_.cases_without_traces(site, limit);
  }
  core::Result<bool> is_traced(const std::string& site, cases::CaseId id) override {
    return real_.is_traced(site, id);
  }
  core::Result<std::vector<store::CaseId>> cases_between(const std::string& site,
                                                         core::Instant from, core::Instant until,
                                                         int most) override {
    return real_.cases_between(site, from, until, most);
  }
  core::Status note_filed(const std::string& site, const store::Filed& filed) override {
    return real_.note_filed(site, filed);
  }
  core::Result<std::vector<store::Filed>> filed(const std::string& site) override {
    return real_.filed(site);
  }
  core::Status note_presence(const std::string& site, const cases::Presence& presence) override {
    return real_.note_presence(site, presence);
  }
  core::Result<std::vector<cases::Presence>> presences(const std::string& site, core::Day from,
                                                       core::Day to) override {
    return real_.presences(site, from, to);
  }
  core::Result<std::int64_t> verify() override { return real_.verify(); }

  core::Status keep_policy_version(const std::string& site, const std::string& version,
                                   const core::PolicyTexts& texts) override {
    return real_.keep_policy_version(site, version, texts);
  }
  core::Result<core::PolicyTexts> policy_version(const std::string& version) override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.policy_version(version);
  }

  core::Result<std::int64_t> add_user(const store::User& user, std::int64_t by) override {
    if (const auto failure = refused(refuse_writes)) return *failure;
    return real_.add_user(user, by);
  }
  core::Result<store::User> user_by_login(const std::string& login) override {
    return real_.user_by_login(login);
  }
  core::Result<store::User> user_by_id(std::int64_t id) override { return real_.user_by_id(id); }
  core::Result<std::vector<store::User>> list_users() override { return real_.list_users(); }
  core::Result<std::vector<store::User>> users_of_site(const std::string& site) override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.users_of_site(site);
  }
  core::Status change_staff(const store::StaffChange& change) override {
    if (const auto failure = refused(refuse_writes)) return *failure;
    return real_.change_staff(change);
  }
  core::Result<std::vector<store::StaffChange>> staff_changes(const std::string& site,
                                                              std::int64_t user) override {
    return real_.staff_changes(site, user);
  }
  core::Status set_password(std::int64_t user, const std::string& password_hash) override {
    return real_.set_password(user, password_hash);
  }
  core::Status set_one_time_secret(std::int64_t user, const std::string& sealed) override {
    return real_.set_one_time_secret(user, sealed);
  }
  core::Status use_one_time_step(std::int64_t user, std::int64_t step) override {
    return real_.use_one_time_step(user, step);
  }

  core::Status add_session(const std::string& token_hash, const store::Session& session) override {
    return real_.add_session(token_hash, session);
  }
  core::Result<store::Session> session(const std::string& token_hash) override {
    return real_.session(token_hash);
  }
  core::Status touch_session(const std::string& token_hash, core::Instant now) override {
    return real_.touch_session(token_hash, now);
  }
  core::Status end_session(const std::string& token_hash) override {
    return real_.end_session(token_hash);
  }

  core::Result<std::vector<store::SavedView>> saved_views(std::int64_t user,
                                                          const std::string& site) override {
    return real_.saved_views(user, site);
  }
  core::Status save_view(std::int64_t user, const std::string& site,
                         const store::SavedView& view) override {
    if (const auto failure = refused(refuse_writes)) return *failure;
    return real_.save_view(user, site, view);
  }
  core::Status delete_view(std::int64_t user, const std::string& site,
                           const std::string& name) override {
    return real_.delete_view(user, site, name);
  }

  core::Result<int> count_up(const std::string& key, int window_seconds) override {
    if (const auto failure = refused(refuse_writes)) return *failure;
    return real_.count_up(key, window_seconds);
  }
  core::Result<int> count_now(const std::string& key, int window_seconds) override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.count_now(key, window_seconds);
  }
  core::Status reset_count(const std::string& key) override { return real_.reset_count(key); }
  core::Status check_health() override {
    if (const auto failure = refused(refuse_reads)) return *failure;
    return real_.check_health();
  }

 private:
  std::optional<core::Failure> refused(const std::optional<core::FailureCode>& code) const {
    if (explode) throw std::runtime_error(kSecret);
    if (!code) return std::nullopt;
    return core::Failure{*code, kSecret};
  }

  store::Store& real_;
};

}  // namespace handler::testing
