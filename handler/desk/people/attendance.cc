// Shows the result of cases::attendance_of(), and records presences.
#include "handler/desk/people/attendance.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/figures/attendance.h"
#include "handler/desk/access.h"
#include "handler/desk/casework/staff_names.h"
#include "handler/desk/page.h"
#include "handler/desk/paper/csv.h"
#include "handler/desk/paper/period.h"
#include "handler/desk/typed_line.h"

namespace handler::desk {
namespace {

constexpr std::size_t kMostInAName = 40;
constexpr std::size_t kMostInANote = 200;
constexpr int kMostAttendanceDays = 366;

using DutyState = cases::DutyPart::State;

constexpr std::pair<DutyState, const char*> kDutyStates[] = {{DutyState::open, "open"},
                                                             {DutyState::kept, "kept"},
                                                             {DutyState::stood_in, "stood_in"},
                                                             {DutyState::missed, "missed"}};

std::string state_id(DutyState state) {
  return std::ranges::find(kDutyStates, state, &std::pair<DutyState, const char*>::first)->second;
}

std::string part_name(const Visit& visit, const std::string& part) {
  return visit.texts().get("desk.attendance.part." + part);
}

std::string due_in_words(const Visit& visit, const cases::DutyPart& part) {
  return core::joined(part.due, visit.texts().get("desk.list_comma"));
}

// Leaders record themselves; the counter records the leader on duty.
std::string suggested_name(const Visit& visit, const std::string& part) {
  const auto& entries = visit.model().duty.entries;
  const bool on_roster = core::contains(entries, visit.staff.name, &core::DutyEntry::name);
  if (on_roster) return visit.staff.name;
  const std::vector<std::string> due = cases::due_on(visit.model(), visit.today(), part);
  return due.empty() ? std::string() : due.front();
}

// nullopt if the query is invalid or covers more than a year.
std::optional<core::Period> asked_period(const Visit& visit) {
  const web::Fields& query = visit.request.query;
  const bool named =
      !query.get("period").empty() || !query.get("from").empty() || !query.get("to").empty();
  if (visit.request.method == "POST" || !named)
    return core::period_around(visit.today(), core::Every::month);
  const std::optional<core::Period> period = chosen_period(visit);
  if (!period || (period->to - period->from).count() >= kMostAttendanceDays) return std::nullopt;
  return period;
}

struct Month {
  core::Period period;
  std::vector<cases::DutyPart> parts;
};

core::Result<Month> month_of(const Visit& visit, const core::Period& period) {
  const auto presences = visit.services.store.presences(visit.site.id(), period.from, period.to);
  if (!presences) return presences.failure();
  return Month{period, cases::attendance_of(visit.model(), period, *presences, visit.now())};
}

std::string time_in_words(core::Instant at) {
  return core::to_text(std::chrono::floor<core::MinuteOfDay>(core::time_of_day(at)));
}

std::string user_name(StaffNames& names, std::int64_t user) {
  return names.of({cases::Actor::Kind::staff, user, {}, ""});
}

// The form that was sent is one that corrects a presence.
bool corrects(const Visit& visit) {
  return visit.request.method == "POST" && visit.form.get("act") == "correct";
}

void add_came(core::TemplateData& row, const Visit& visit, const cases::Presence& presence,
              StaffNames& names) {
  core::TemplateData& came = row.add("CAME");
  came.set_optional("CAME_WHO", presence.who)
      .set("CAME_AT", time_in_words(presence.at))
      .set_optional("CAME_BY", user_name(names, presence.recorded_by))
      .set_optional("CAME_NOTE", presence.note);
  for (const cases::PresenceCorrection& one : presence.corrections) {
    came.add("CORRECTED")
        .set_optional("CORRECTED_WAS", one.was)
        .set("CORRECTED_BY", user_name(names, one.recorded_by))
        .set("CORRECTED_AT", core::chinese_moment(one.at, visit.year()))
        .set("CORRECTED_WHY", one.reason);
  }
  if (!may_in_attendance(visit, "attend")) return;
  const std::string entry = std::to_string(presence.entry);
  const bool again = corrects(visit) && visit.form.get("presence") == entry;
  came.add("CORRECT")
      .set("CORRECT_ENTRY", entry)
      .set("CORRECT_WHO", again ? core::cleaned(visit.form.get("who")) : std::string())
      .set("CORRECT_REASON", again ? core::cleaned(visit.form.get("reason")) : std::string())
      .show_if(again, "CORRECT_OPEN");
}

void add_parts(core::TemplateData& data, const Visit& visit, const Month& month) {
  StaffNames names(visit.services.store);
  const int year = core::year_of(visit.today());
  for (const cases::DutyPart& part : month.parts) {
    const std::string state = state_id(part.state);
    core::TemplateData& row = data.add("DUTY_PART");
    row.set("PART_DAY", core::chinese_date(part.day, year) + core::chinese_weekday(part.day))
        .set("PART_NAME", part_name(visit, part.part))
        .set_optional("PART_DUE", due_in_words(visit, part))
        .set("PART_STATE", visit.texts().get("desk.attendance.state." + state))
        .show_if(part.state == DutyState::missed, "PART_MISSED");
    for (const cases::Presence& presence : part.came) add_came(row, visit, presence, names);
    for (const cases::Presence& presence : part.mistaken) add_came(row, visit, presence, names);
  }
  data.show_if(month.parts.empty(), "NO_PARTS").show_if(!month.parts.empty(), "HAS_PARTS");
}

void add_attendance_totals(core::TemplateData& data, const Month& month) {
  int missed = 0;
  int wanted = 0;
  for (const cases::DutyPart& part : month.parts) {
    wanted += part.state == DutyState::open ? 0 : 1;
    missed += part.state == DutyState::missed ? 1 : 0;
  }
  data.set("WANTED", wanted).set("ATTENDED", wanted - missed).set("MISSED", missed);
  const std::vector<cases::AttendanceTotal> totals = cases::totals_of(month.parts);
  for (const cases::AttendanceTotal& total : totals) {
    data.add("TOTAL")
        .set("TOTAL_WHO", total.who)
        .set("TOTAL_DUE", total.due)
        .set("TOTAL_KEPT", total.kept)
        .set("TOTAL_STOOD_IN", total.stood_in)
        .set("TOTAL_MISSED", total.missed)
        .set("TOTAL_HELPED", total.helped);
  }
  data.show_if(!totals.empty(), "HAS_TOTALS");
}

// The form for the parts that can be recorded now.
void add_form(core::TemplateData& data, const Visit& visit, const std::string& mistake) {
  if (!may_in_attendance(visit, "attend")) return;
  const auto begun = cases::parts_begun(visit.model(), visit.now());
  data.set_optional("ATTEND_MISTAKE", mistake);
  if (begun.empty()) {
    data.show("NOTHING_TO_NOTE");
    return;
  }
  const auto typed_in = [&](const char* name) { return core::cleaned(visit.form.get(name)); };
  const bool again = visit.request.method == "POST" && !corrects(visit);
  core::TemplateData& form = data.add("ATTEND_FORM");
  const std::string typed = again ? typed_in("part") : std::string();
  for (const std::string& part : begun) {
    form.add("PART")
        .set("PART_ID", part)
        .set("PART_NAME", part_name(visit, part))
        .show_if(typed.empty() ? part == begun.back() : part == typed, "PART_CHOSEN");
  }
  form.set("ATTEND_WHO", again ? typed_in("who") : suggested_name(visit, begun.back()))
      .set("ATTEND_NOTE", again ? typed_in("note") : std::string());
}

web::Response attendance_page(const Visit& visit, int status, const Month& month,
                              const std::string& mistake) {
  core::TemplateData data;
  add_period_choice(data, visit);
  data.set("PERIOD_SHOWN", period_words(visit.texts(), month.period))
      .set("ATTENDANCE_RULE",
           visit.texts().format(
               "duty.attendance." +
                   std::string(core::name_in(core::kAttendances, *visit.model().policy.attendance)),
               {{"role", visit.model().policy.role(core::Role::leader_on_duty)->name}}));
  add_form(data, visit, mistake);
  add_parts(data, visit, month);
  add_attendance_totals(data, month);
  return desk_page(visit, status, "desk/attendance", visit.texts().get("desk.attendance.title"),
                   data);
}

// "白晓晴（李工，2026年11月20日 10:00，写错）": what a presence said before its corrections.
std::string corrections_in_words(const Visit& visit, const cases::Presence& presence,
                                 StaffNames& names) {
  std::vector<std::string> all;
  for (const cases::PresenceCorrection& one : presence.corrections) {
    all.push_back(visit.texts().format(
        "desk.attendance.was",
        {{"who", one.was.empty() ? visit.texts().get("desk.attendance.not_there") : one.was},
         {"by", user_name(names, one.recorded_by)},
         {"at", core::chinese_moment(one.at, visit.year())},
         {"why", one.reason}}));
  }
  return core::joined(all, visit.texts().get("desk.list_comma"));
}

web::Response attendance_file(const Visit& visit, const Month& month) {
  const core::Texts& texts = visit.texts();
  StaffNames names(visit.services.store);
  CsvRow head;
  for (const char* column :
       {"day", "weekday", "part", "due", "state", "came", "at", "by", "note", "corrections"})
    head.push_back(texts.get(std::string("desk.attendance.column.") + column));
  std::vector<CsvRow> rows = {head};
  for (const cases::DutyPart& part : month.parts) {
    const CsvRow begin = {core::to_iso(part.day), core::chinese_weekday(part.day),
                          part_name(visit, part.part), due_in_words(visit, part),
                          texts.get("desk.attendance.state." + state_id(part.state))};
    if (part.came.empty() && part.mistaken.empty()) rows.push_back(begin);
    std::vector<cases::Presence> noted = part.came;
    noted.insert(noted.end(), part.mistaken.begin(), part.mistaken.end());
    for (const cases::Presence& presence : noted) {
      CsvRow row = begin;
      for (const std::string& cell :
           {presence.who, time_in_words(presence.at), user_name(names, presence.recorded_by),
            presence.note, corrections_in_words(visit, presence, names)})
        row.push_back(cell);
      rows.push_back(std::move(row));
    }
  }
  for (CsvRow& row : rows) row.resize(head.size());
  return csv_file(visit.site.id() + "-attendance-" + core::to_text(month.period) + ".csv", rows);
}

// The submitted presence, or the text key of the mistake.
struct Filled {
  cases::Presence presence;
  std::string mistake;
};

// A person's name as rosters and accounts have it.
std::string name_of(const Visit& visit) {
  return core::unpadded(typed_line(visit, "who"));
}

Filled filled_in(const Visit& visit) {
  Filled filled;
  filled.presence = {visit.today(),  typed_line(visit, "part"),
                     name_of(visit), typed_line(visit, "note"),
                     visit.user.id,  visit.now()};
  const auto begun = cases::parts_begun(visit.model(), filled.presence.at);
  if (!core::contains(begun, filled.presence.part))
    filled.mistake = "not_now";
  else if (filled.presence.who.empty())
    filled.mistake = "who_missing";
  else if (core::character_count(filled.presence.who) > kMostInAName)
    filled.mistake = "who_long";
  else if (core::character_count(filled.presence.note) > kMostInANote)
    filled.mistake = "note_long";
  return filled;
}

web::Response page_for(const Visit& visit, int status, const std::string& mistake) {
  const std::optional<core::Period> period = asked_period(visit);
  if (!period) return web::bad_request();
  const core::Result<Month> month = month_of(visit, *period);
  if (!month) return web::unavailable();
  if (status == 200 && visit.request.query.get("as") == "csv")
    return attendance_file(visit, *month);
  return attendance_page(visit, status, *month, mistake);
}

// A conflict means that it is recorded already, by a second click or another user.
web::Response after(const Visit& visit, const core::Status& noted) {
  if (noted || noted.failure().code == core::FailureCode::conflict)
    return web::see_other(visit.root() + "/attendance");
  return page_for(visit, 503, visit.texts().get(why_not_kept(noted.failure())));
}

std::optional<std::int64_t> entry_in(std::string_view digits) {
  std::int64_t entry = 0;
  const char* all = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), all, entry);
  if (digits.empty() || error != std::errc() || end != all) return std::nullopt;
  return entry;
}

// Another name in the place of the one that was recorded, or none: the old one stays to be read.
web::Response correct(const Visit& visit) {
  const std::optional<std::int64_t> entry = entry_in(visit.form.get("presence"));
  if (!entry) return web::bad_request();
  const std::string who = name_of(visit);
  const std::string reason = typed_line(visit, "reason");
  std::string mistake;
  if (core::character_count(who) > kMostInAName)
    mistake = "who_long";
  else if (reason.empty())
    mistake = "reason_missing";
  else if (core::character_count(reason) > kMostInANote)
    mistake = "reason_long";
  if (!mistake.empty())
    return page_for(visit, 422, visit.texts().get("desk.attendance.mistake." + mistake));
  const core::Status corrected = visit.services.store.correct_presence(
      visit.site.id(), *entry, who, {visit.user.id, visit.now(), reason});
  if (!corrected && corrected.failure().code == core::FailureCode::not_found)
    return web::not_found();
  return after(visit, corrected);
}

}  // namespace

web::Response show_attendance(const Visit& visit) {
  if (!visit.model().policy.attendance) return web::not_found();
  if (!may_in_attendance(visit, "attendance")) return web::forbidden();
  return page_for(visit, 200, "");
}

web::Response note_attendance(const Visit& visit) {
  if (!visit.model().policy.attendance) return web::not_found();
  if (!may_in_attendance(visit, "attend")) return web::forbidden();
  if (corrects(visit)) return correct(visit);
  const Filled filled = filled_in(visit);
  if (!filled.mistake.empty())
    return page_for(visit, 422, visit.texts().get("desk.attendance.mistake." + filled.mistake));
  return after(visit, visit.services.store.note_presence(visit.site.id(), filled.presence));
}

void add_attendance_waiting(core::TemplateData& data, const Visit& visit) {
  if (!may_in_attendance(visit, "attend")) return;
  const auto begun = cases::parts_begun(visit.model(), visit.now());
  if (begun.empty()) return;
  const core::Day day = visit.today();
  const auto presences = visit.services.store.presences(visit.site.id(), day, day);
  if (!presences) return;
  for (const std::string& part : begun) {
    const std::string who = suggested_name(visit, part);
    if (who.empty()) continue;
    const bool known = std::ranges::any_of(*presences, [&](const cases::Presence& presence) {
      return presence.part == part && core::unpadded(presence.who) == who;
    });
    if (known) continue;
    data.add("ATTENDANCE_WAITING")
        .set("WAITING_PART", part)
        .set("WAITING_WHO", who)
        .set("WAITING_LABEL",
             visit.texts().format("desk.attendance.press",
                                  {{"who", who}, {"part", part_name(visit, part)}}));
  }
}

}  // namespace handler::desk
