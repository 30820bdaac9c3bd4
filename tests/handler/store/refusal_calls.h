// Every call of the store on a filled database, and the allowed states after one of its statements
// failed.
#pragma once

#include <set>
#include <sstream>

#include "tests/handler/store/photo.h"
#include "tests/handler/store/store_fixture.h"

namespace test::refusal {

namespace cases = handler::cases;
namespace store = handler::store;
using store::StaffAct;
using store::Store;

inline constexpr std::string_view kNow = "2026-04-03T10:00:00";
inline const core::PolicyTexts kPolicyTexts = {{"policy.yaml", "kinds: []"}};
inline const std::string kPolicy = core::version_of(kPolicyTexts);

// The short result of a call, or its failure.
using Said = core::Result<std::string>;

template <class T, class Tell>
Said said(const core::Result<T>& result, Tell tell) {
  if (!result) return result.failure();
  std::ostringstream text;
  text << tell(*result);
  return text.str();
}

inline Said said(const core::Status& status) {
  return said(status, [](const auto&) { return "done"; });
}

template <class T>
Said how_many(const core::Result<std::vector<T>>& result) {
  return said(result, [](const auto& found) { return found.size(); });
}

inline Said read(const core::Result<store::CaseRecord>& result) {
  return said(result, [](const store::CaseRecord& record) {
    return std::to_string(record.row.id) + " with " + std::to_string(record.events().size()) +
           " events, " + std::to_string(record.parts.size()) + " parts, " + record.row.matter;
  });
}

inline Said login_of(const core::Result<store::User>& result) {
  return said(result, [](const store::User& user) {
    return user.login + " with " + std::to_string(user.grants.size()) + " grants";
  });
}

inline store::Part part(const std::string& field, const std::string& body, bool sealed) {
  store::Part made{.field = field, .sealed = sealed, .for_reporter = !sealed, .body = body};
  made.salt = hash_of("salt " + body).substr(0, 32);
  made.commitment = store::commitment_of(made.salt, made.body);
  return made;
}

inline store::CurrentValues fold(const std::vector<cases::Event>& events) {
  store::CurrentValues values = test::fold_simply(events);
  values.channel = "counter";
  values.next_job = moment("2026-04-02T09:00:00");
  if (events.size() > 1) values.visit_by = moment("2026-04-09T17:00:00");
  return values;
}

inline store::NewReport new_report(const std::string& name) {
  store::NewReport made = report(name, {{"kind", "matter"}, {"window", "hall"}});
  made.submitted.parts = {part("identity", "box of " + name, true), part("words", "box", true)};
  made.refold = fold;
  made.limits = {{{"reports:demo", 3600}, 50}, {{"report:address", 3600}, 50}};
  return made;
}

inline store::NewEvent accepted() {
  store::NewEvent made = event("accepted", {{"marks", {"to_dispatch", "open"}},
                                            {"unit", "water"},
                                            {"assisting", {"fire", "power"}},
                                            {"due", "2026-04-08T17:00:00+08:00"}});
  made.actor = {cases::Actor::Kind::staff, 1, core::Role::front_desk, ""};
  made.policy = kPolicy;
  made.gives_serial = true;
  made.serial_prefix = "PY";
  made.parts = {part("matter", "新生儿落户", false), part("note", "材料齐全", false)};
  return made;
}

inline store::NewEvent renumbered() {
  store::NewEvent made = event("number_changed", {{"marks", {"open"}}});
  made.number = store::NewNumber{hash_of("another"), true};
  return made;
}

inline store::DestroyedTexts destroyed() {
  return {1, 4, event("parts_destroyed", {{"parts", {1, 2, 9}}}), {1, 2, 9}, fold};
}

inline store::User user(const std::string& login) {
  store::User made;
  made.login = login;
  made.password_hash = "argon2";
  made.grants = {{"demo", core::Role::front_desk, "hall", ""}, {"demo", core::Role::unit, "", "w"}};
  return made;
}

inline store::CaseFilter filter(const std::string& mark, const std::string& words,
                                std::vector<std::string> serials) {
  store::CaseFilter made;
  made.site = "demo";
  made.mark = mark;
  made.words = words;
  made.serials = std::move(serials);
  made.reach = {{{"hall"}, ""}, {{}, "water"}};
  return made;
}

inline Said rows_of(const core::Result<store::CasePage>& result) {
  return said(result, [](const store::CasePage& page) { return page.rows.size(); });
}

inline store::Publication publication(const std::string& site) {
  store::Publication made{.site = site, .author = 1, .asked = moment(std::string(kNow))};
  made.needs_second = true;
  made.lines = {"a line"};
  made.files = {{"bodies.yaml", "before", "after"}, {"news/a.md", {}, "text"}};
  return made;
}

inline const cases::Grant kGrant{"demo", core::Role::front_desk, "hall", ""};

inline store::StaffChange change(StaffAct act) {
  store::StaffChange made{.act = act, .user = 1, .by = 2, .site = "demo"};
  if (act == StaffAct::grant) made.grant = cases::Grant{"demo", core::Role::dispatcher, "", ""};
  if (act == StaffAct::revoke) made.grant = kGrant;
  if (act == StaffAct::set_password) made.password_hash = "argon2 again";
  return made;
}

// Case 1 of demo has more events, 2 has none, 3 is on another site, 4 has a file; two users.
inline void furnish(Store& store) {
  for (const std::string name : {"a", "b"}) store.add_report(new_report(name)).value();
  store::NewReport foreign = new_report("c");
  foreign.site = "pingyi";
  store.add_report(foreign).value();
  store.add_report(new_report("d")).value();
  store.append("demo", 1, 1, {accepted()}, fold).value();
  store.append("demo", 4, 3, {with_photo()}, fold).value();
  store.keep_traces("demo", {{1, "phone", {"phone:1", "matter:1"}}}).value();
  store.keep_policy_version("demo", kPolicy, kPolicyTexts).value();
  store.add_user(user("zhang")).value();
  store.add_user(user("li")).value();
  store.add_session("token", {1, "demo", moment("2026-04-03T08:00:00"), {}}).value();
  store.save_view(1, "demo", {"late", "group=late"}).value();
  store.note_filed("demo", {"monthly", "2026-03", 1, moment("2026-04-01T08:00:00")}).value();
  store.note_presence("demo", {core::day_from_iso("2026-04-02").value(), "day", "王", "", 1, {}})
      .value();
  store.count_up("password:zhang", 600).value();
  store.keep_draft(1, "demo", 0, {{"bodies.yaml", "base", "text"}}, moment(std::string(kNow)))
      .value();
  store.ask_publication(publication("pingyi"), 0).value();
  store
      .keep_names("demo", "", "first", {{moment("2026-04-01T08:00:00"), {{"unit", "w", "水务局"}}}})
      .value();
}

// The allowed results and states after a call in which one statement, or none, failed.
using Outcomes = std::set<std::string>;

inline const Outcomes kReads = {"answers", "disk_full"};
inline const Outcomes kWrites = {"all is kept, answers", "nothing is kept, disk_full"};
// If a count cannot be written, the limit is ignored.
inline const Outcomes kWritesUncounted = {
    "all is kept, answers", "all but the counts is kept, answers", "nothing is kept, disk_full"};

struct Call {
  std::string name;
  std::function<Said(Store&)> make;
  Outcomes outcomes;
};

inline std::vector<Call> calls_of_cases() {
  return {
      {"add_report",
       [](Store& s) {
         return said(s.add_report(new_report("e")), [](const auto& added) { return added.id; });
       },
       kWritesUncounted},
      {"add_report again",
       [](Store& s) {
         return said(s.add_report(new_report("a")),
                     [](const auto& added) { return added.already_there; });
       },
       kReads},
      {"append", [](Store& s) { return read(s.append("demo", 2, 2, {accepted()}, fold)); },
       kWrites},
      {"append, a number",
       [](Store& s) { return read(s.append("demo", 1, 4, {renumbered()}, fold)); }, kWrites},
      {"append_all",
       [](Store& s) {
         return read(s.append_all(
             "demo", {{2, 2, {accepted()}, fold}, {1, 4, {event("merged_in")}, fold}}));
       },
       kWrites},
      {"refold_case", [](Store& s) { return said(s.refold_case("demo", 1, test::fold_simply)); },
       kWrites},
      {"destroy_parts", [](Store& s) { return said(s.destroy_parts("demo", destroyed())); },
       kWrites},
      {"forget_destroyed", [](Store& s) { return said(s.forget_destroyed()); }, kReads},
      {"destroy_again",
       [](Store& s) {
         return said(s.destroy_again({{"demo", 1, 1}}), [](std::int64_t parts) { return parts; });
       },
       kWrites},
      {"pass_over", [](Store& s) { return said(s.pass_over({.cases = 7, .parts = 70})); }, kWrites},
      {"sealed_samples", [](Store& s) { return how_many(s.sealed_samples()); }, kReads},
      {"keep_traces",
       [](Store& s) {
         return said(s.keep_traces("demo", {{2, "phone", {"phone:2", "m"}}, {4, "", {"m"}}}));
       },
       kWrites},
  };
}

inline std::vector<Call> readings_of_cases() {
  const std::string ticket = hash_of("ticket a");
  const core::Instant now = moment(std::string(kNow));
  return {
      {"case_by_ticket", [=](Store& s) { return read(s.case_by_ticket("demo", ticket)); }, kReads},
      {"case_by_id", [](Store& s) { return read(s.case_by_id("demo", 1)); }, kReads},
      {"list_cases by mark",
       [](Store& s) { return rows_of(s.list_cases(filter("to_dispatch", "", {}))); }, kReads},
      {"list_cases by words",
       [](Store& s) { return rows_of(s.list_cases(filter("", "落户", {}))); }, kReads},
      {"list_cases by serial",
       [](Store& s) { return rows_of(s.list_cases(filter("", "", {"PY-2026-0001"}))); }, kReads},
      {"count_marks",
       [=](Store& s) {
         return how_many(s.count_marks(filter("", "", {}), now, store::CountBy::mark_unit_tier));
       },
       kReads},
      {"count_holders", [](Store& s) { return how_many(s.count_holders("demo")); }, kReads},
      {"bounced_slips", [](Store& s) { return how_many(s.bounced_slips("demo", "housing", 10)); },
       kReads},
      {"cases_with_jobs",
       [=](Store& s) {
         return how_many(s.cases_with_jobs({"demo", now, "2026", 0, 10}));
       },
       kReads},
      {"cases_to_destroy",
       [=](Store& s) {
         return how_many(s.cases_to_destroy({"demo", now, "none", 0, 10}));
       },
       kReads},
      {"unlisted_cases", [](Store& s) { return how_many(s.unlisted_cases(0, 10)); }, kReads},
      {"cases_by_phone_index",
       [](Store& s) { return how_many(s.cases_by_phone_index("demo", "phone")); }, kReads},
      {"traces_of", [](Store& s) { return how_many(s.traces_of("demo", 1)); }, kReads},
      {"open_cases_by_trace",
       [](Store& s) { return how_many(s.open_cases_by_trace("demo", "phone:1")); }, kReads},
      {"cases_without_traces",
       [](Store& s) { return how_many(s.cases_without_traces("demo", 10)); }, kReads},
      {"set_aside", [](Store& s) { return how_many(s.set_aside()); }, kReads},
      {"is_traced",
       [](Store& s) { return said(s.is_traced("demo", 1), [](bool is) { return is; }); }, kReads},
      {"cases_between",
       [=](Store& s) {
         return how_many(s.cases_between("demo", now, now + std::chrono::hours(1), 10));
       },
       kReads},
  };
}

inline std::vector<Call> calls_of_policies_and_filings() {
  const core::Day day = core::day_from_iso("2026-04-02").value();
  return {
      {"keep_policy_version",
       [](Store& s) {
         return said(s.keep_policy_version("demo", "v2", {{"a.yaml", "x"}, {"b.yaml", "y"}}));
       },
       kWrites},
      {"policy_version",
       [](Store& s) {
         return said(s.policy_version(kPolicy), [](const auto& texts) { return texts.size(); });
       },
       kReads},
      {"note_filed",
       [](Store& s) {
         return said(s.note_filed("demo", {"monthly", "2026-04", 1, moment(std::string(kNow))}));
       },
       kWrites},
      {"take_back_filed",
       [](Store& s) {
         return said(s.take_back_filed("demo", "monthly", "2026-03",
                                       {1, moment(std::string(kNow)), "还没有报"}));
       },
       kWrites},
      {"filed", [](Store& s) { return how_many(s.filed("demo")); }, kReads},
      {"version_of_names",
       [](Store& s) {
         return said(s.version_of_names("demo"), [](const auto& version) { return version; });
       },
       kReads},
      {"former_names", [](Store& s) { return how_many(s.former_names("demo")); }, kReads},
      {"keep_names",
       [](Store& s) {
         return said(s.keep_names("demo", "first", "second",
                                  {{moment("2026-04-02T08:00:00"), {{"unit", "f", "消防队"}}}}));
       },
       kWrites},
      {"note_presence",
       [=](Store& s) {
         return said(s.note_presence("demo", {day, "day", "李", "", 1, {}}));
       },
       kWrites},
      {"correct_presence",
       [=](Store& s) {
         return said(s.correct_presence("demo", 1, "李", {1, moment(std::string(kNow)), "写错"}));
       },
       kWrites},
      {"presences", [=](Store& s) { return how_many(s.presences("demo", day, day)); }, kReads},
  };
}

inline std::vector<Call> calls_of_staff() {
  std::vector<Call> calls = {
      {"add_user",
       [](Store& s) { return said(s.add_user(user("wang"), 1), [](auto id) { return id; }); },
       kWrites},
      {"user_by_login", [](Store& s) { return login_of(s.user_by_login("zhang")); }, kReads},
      {"user_by_id", [](Store& s) { return login_of(s.user_by_id(2)); }, kReads},
      {"list_users", [](Store& s) { return how_many(s.list_users()); }, kReads},
      {"users_of_site", [](Store& s) { return how_many(s.users_of_site("demo")); }, kReads},
      {"staff_changes", [](Store& s) { return how_many(s.staff_changes("demo", 1)); }, kReads},
      {"set_password", [](Store& s) { return said(s.set_password(1, "argon2 new")); }, kWrites},
      {"set_one_time_secret", [](Store& s) { return said(s.set_one_time_secret(1, "sealed")); },
       kWrites},
      {"use_one_time_step", [](Store& s) { return said(s.use_one_time_step(1, 7)); }, kWrites},
  };
  for (const auto& [act, word] : store::kStaffActs) {
    if (act == StaffAct::add) continue;
    calls.push_back({"change_staff " + std::string(word),
                     [act = act](Store& s) { return said(s.change_staff(change(act))); }, kWrites});
  }
  return calls;
}

inline std::vector<Call> other_calls() {
  return {
      {"add_session",
       [](Store& s) {
         return said(s.add_session("other", {2, "demo", {}, {}}));
       },
       kWrites},
      {"session",
       [](Store& s) {
         return said(s.session("token"), [](const auto& found) { return found.user; });
       },
       kReads},
      {"touch_session",
       [](Store& s) { return said(s.touch_session("token", moment(std::string(kNow)))); }, kWrites},
      {"end_session", [](Store& s) { return said(s.end_session("token")); }, kWrites},
      {"end_sessions",
       [](Store& s) {
         return said(s.end_sessions(moment(std::string(kNow)), moment(std::string(kNow))));
       },
       kWrites},
      {"saved_views", [](Store& s) { return how_many(s.saved_views(1, "demo")); }, kReads},
      {"save_view",
       [](Store& s) {
         return said(s.save_view(1, "demo", {"mine", "group=all"}));
       },
       kWrites},
      {"delete_view", [](Store& s) { return said(s.delete_view(1, "demo", "late")); }, kWrites},
      {"count_up",
       [](Store& s) {
         return said(s.count_up("password:zhang", 600), [](int count) { return count; });
       },
       kWrites},
      {"count_down", [](Store& s) { return said(s.count_down("password:zhang", 600)); }, kWrites},
      {"count_now",
       [](Store& s) {
         return said(s.count_now("password:zhang", 600), [](int count) { return count; });
       },
       kReads},
      {"take_place",
       [](Store& s) {
         return said(s.take_place("wait:zhang", 4, 2), [](bool free) { return free; });
       },
       kWrites},
      {"reset_count", [](Store& s) { return said(s.reset_count("password:zhang")); }, kWrites},
      {"forget_old_counts", [](Store& s) { return said(s.forget_old_counts()); }, kReads},
      {"check_health", [](Store& s) { return said(s.check_health()); }, kWrites},
  };
}

}  // namespace test::refusal
