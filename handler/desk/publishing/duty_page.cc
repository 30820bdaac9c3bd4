// Fills the calendar, the list of turns and the forms.
#include "handler/desk/publishing/duty_page.h"

#include <algorithm>
#include <chrono>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/words.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/pasted_mistakes.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/duty_edits.h"
#include "handler/publishing/duty_month.h"
#include "handler/publishing/mark_of.h"

namespace handler::desk {
namespace {

using core::DutyEntry;
using core::HalfDay;
using core::kOneDay;
using publishing::DutyDay;
using publishing::mark_of;

constexpr int kDaysOfAWeek = 7;

std::string part_word(const std::optional<HalfDay>& part) {
  return part ? std::string(core::name_in(core::kHalfDays, *part)) : std::string("day");
}

std::string part_in_words(const core::Texts& texts, const std::optional<HalfDay>& part) {
  return part ? texts.get("duty.part." + part_word(part)) : std::string();
}

// "12月1日至12月6日", "12月1日上午".
std::string days_of_turn(const core::Texts& texts, const DutyEntry& entry, int year) {
  const std::string from = core::chinese_date(entry.from, year);
  const std::string days =
      entry.from == entry.to
          ? from
          : texts.format("duty.until",
                         {{"from", from}, {"to", core::chinese_date(entry.to, year)}});
  return days + part_in_words(texts, entry.part);
}

std::string leader_in_words(const core::Texts& texts, const DutyEntry& leader) {
  std::vector<std::string> facts;
  if (!leader.post.empty()) facts.push_back(leader.post);
  if (!leader.phone.empty()) facts.push_back(leader.phone);
  if (facts.empty()) return leader.name;
  return texts.format(
      "desk.publishing.duty.leader",
      {{"name", leader.name}, {"facts", core::joined(facts, texts.get("desk.list_comma"))}});
}

bool touches(const DutyEntry& entry, const core::Period& month) {
  return entry.from <= month.to && month.from <= entry.to;
}

void add_leader(core::TemplateData& day, const std::string& part, const DutyEntry& entry) {
  day.add("ON_DUTY").set_optional("ON_DUTY_PART", part).set("ON_DUTY_NAME", entry.name);
}

void add_leaders(core::TemplateData& cell, const core::Texts& texts, const DutyDay& day,
                 const std::vector<DutyEntry>& entries) {
  if (day.morning && day.morning == day.afternoon)
    return add_leader(cell, "", entries[*day.morning]);
  if (day.morning) add_leader(cell, part_in_words(texts, HalfDay::morning), entries[*day.morning]);
  if (day.afternoon)
    add_leader(cell, part_in_words(texts, HalfDay::afternoon), entries[*day.afternoon]);
}

// "国庆节（休）", "国庆节（上班）", "休息": what is special about a day.
std::string kind_in_words(const core::Texts& texts, const core::DayKind& kind) {
  const std::string key = kind.works ? "desk.publishing.duty.works" : "desk.publishing.duty.off";
  if (!kind.name.empty()) return texts.format(key, {{"name", kind.name}});
  return kind.works ? std::string() : texts.get("desk.publishing.duty.day_off");
}

void add_day(core::TemplateData& week, const Editing& editing, const DutyDay& day) {
  const core::Texts& texts = editing.visit.texts();
  core::TemplateData& cell = week.add("CELL");
  core::TemplateData& shown = cell.add("DAY");
  const unsigned number = static_cast<unsigned>(std::chrono::year_month_day(day.day).day());
  shown.set("DAY_ISO", core::to_iso(day.day))
      .set("DAY_NUMBER", std::to_string(number))
      .set("DAY_WEEKDAY", core::chinese_weekday(day.day))
      .set_optional("DAY_KIND", kind_in_words(texts, day.kind))
      .show_if(day.day == editing.visit.today(), "DAY_TODAY")
      .show_if(day.is_gap(), "DAY_GAP");
  cell.show_if(!day.kind.works, "CELL_OFF");
  add_leaders(shown, texts, day, editing.site().duty.entries);
}

void add_calendar(core::TemplateData& data, const Editing& editing,
                  const std::vector<DutyDay>& days) {
  const int before = core::weekday_of(days.front().day) - 1;
  core::TemplateData* week = nullptr;
  int cells = 0;
  const auto next_cell = [&] {
    if (cells++ % kDaysOfAWeek == 0) week = &data.add("WEEK");
    return week;
  };
  for (int i = 0; i < before; ++i) next_cell()->add("CELL").show("CELL_EMPTY");
  for (const DutyDay& day : days) add_day(*next_cell(), editing, day);
  while (cells % kDaysOfAWeek != 0) next_cell()->add("CELL").show("CELL_EMPTY");
  for (int i = 0; i < kDaysOfAWeek; ++i) {
    // Any Monday.
    data.add("WEEKDAY").set("WEEKDAY_NAME",
                            core::chinese_weekday(core::Day{} + std::chrono::days(4 + i)));
  }
}

// The workdays without a leader, as stretches of days that follow each other.
std::vector<std::pair<core::Day, core::Day>> gaps_in(const std::vector<DutyDay>& days) {
  std::vector<std::pair<core::Day, core::Day>> gaps;
  bool goes_on = false;
  for (const DutyDay& day : days) {
    if (day.is_gap()) {
      if (!goes_on) gaps.emplace_back(day.day, day.day);
      gaps.back().second = day.day;
    }
    goes_on = day.is_gap() || (goes_on && !day.kind.works);
  }
  return gaps;
}

void add_gaps(core::TemplateData& data, const Editing& editing, const std::vector<DutyDay>& days) {
  const core::Texts& texts = editing.visit.texts();
  std::vector<std::string> words;
  for (const auto& [from, to] : gaps_in(days)) {
    words.push_back(days_of_turn(texts, {.from = from, .to = to}, core::year_of(days.front().day)));
  }
  data.set_optional("GAPS", core::joined(words, texts.get("desk.list_comma")));
}

void add_shares(core::TemplateData& data, const Editing& editing, const core::Period& month) {
  const core::Texts& texts = editing.visit.texts();
  for (const publishing::DutyShare& share :
       publishing::duty_shares(editing.site().duty.entries, month, editing.site().calendar)) {
    std::string days = std::to_string(share.halves / 2);
    if (share.halves % 2 != 0) days += texts.get("desk.publishing.duty.half");
    data.show("HAS_SHARES");
    data.add("SHARE")
        .set("SHARE_NAME", share.name)
        .set("SHARE_TURNS", share.turns)
        .set("SHARE_DAYS", days)
        .show_if(share.is_double, "SHARE_DOUBLE");
  }
}

// The entries that touch the month, with a form to take each out, and the choices of the swap.
void add_turns(core::TemplateData& data, const Editing& editing, const core::Period& month,
               const DutyAnswer& answer) {
  const core::Texts& texts = editing.visit.texts();
  const std::vector<DutyEntry>& entries = editing.site().duty.entries;
  const bool swaps = answer.act == "swap";
  int count = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const DutyEntry& entry = entries[i];
    if (!touches(entry, month)) continue;
    ++count;
    const std::string value = std::to_string(i) + ":" + mark_of(entry);
    const std::string days = days_of_turn(texts, entry, core::year_of(month.from));
    data.add("TURN")
        .set("TURN_INDEX", std::to_string(i))
        .set("TURN_MARK", mark_of(entry))
        .set("TURN_DAYS", days)
        .set("TURN_NAME", entry.name)
        .set_optional("TURN_POST", entry.post)
        .set_optional("TURN_PHONE", entry.phone);
    const auto offer = [&](core::TemplateData& choice, const char* field) {
      choice.set("SWAP_VALUE", value)
          .set("SWAP_WORDS", days + " " + entry.name)
          .show_if(swaps && typed_line(editing.visit, field) == value, "SWAP_CHOSEN");
    };
    offer(data.add("SWAP_ONE"), "one");
    offer(data.add("SWAP_OTHER"), "other");
  }
  data.show_if(count > 0, "HAS_TURNS")
      .show_if(count == 0, "NO_TURNS")
      .show_if(count > 1, "MAY_SWAP");
}

// The days that the form offers: those asked for, else the first gap with the days off that end its
// week, else the first day.
std::pair<core::Day, core::Day> offered_days(const Visit& visit, const core::Period& month,
                                             const std::vector<DutyDay>& days) {
  if (const auto asked = core::day_from_iso(visit.request.query.get("day"));
      asked && month.contains(*asked))
    return {*asked, *asked};
  const auto gap = std::ranges::find_if(days, &DutyDay::is_gap);
  if (gap == days.end()) return {month.from, month.from};
  auto last = gap;
  while (last + 1 != days.end() && core::weekday_of((last + 1)->day) != 1 && !(last + 1)->morning &&
         !(last + 1)->afternoon)
    ++last;
  return {gap->day, last->day};
}

void add_set_fields(core::TemplateData& data, const Editing& editing, const core::Period& month,
                    const DutyAnswer& answer, const std::vector<DutyDay>& days) {
  const Visit& visit = editing.visit;
  const core::Texts& texts = visit.texts();
  const bool again = answer.act == "set";
  const auto [from, to] = offered_days(visit, month, days);
  const auto typed = [&](const char* name) {
    return again ? typed_line(visit, name) : std::string();
  };
  data.set("SET_FROM", again ? typed("from") : core::to_iso(from))
      .set("SET_TO", again ? typed("to") : core::to_iso(to))
      .set("SET_NAME", typed("name"))
      .set("SET_POST", typed("post"))
      .set("SET_PHONE", typed("phone"))
      .show_if(again && !typed("name").empty(), "SET_TYPED");
  const std::string part = again ? typed("part") : "day";
  for (const char* one : {"day", "morning", "afternoon"}) {
    data.add("PART_CHOICE")
        .set("PART_CHOICE_ID", one)
        .set("PART_CHOICE_NAME", texts.get(std::string("desk.publishing.duty.part.") + one))
        .show_if(part == one, "PART_CHOICE_CHOSEN");
  }
  for (const DutyEntry& leader : known_leaders(editing.site())) {
    const std::string mark = mark_of(leader);
    data.add("LEADER")
        .set("LEADER_MARK", mark)
        .set("LEADER_WORDS", leader_in_words(texts, leader))
        .show_if(typed("leader") == mark, "LEADER_CHOSEN");
  }
}

void add_forward(core::TemplateData& data, const Editing& editing, const core::Period& month) {
  const core::Texts& texts = editing.visit.texts();
  const std::vector<DutyEntry> turns =
      publishing::turns_forward(editing.site().duty.entries, month, editing.site().calendar);
  for (const DutyEntry& turn : turns) {
    data.add("NEXT_TURN")
        .set("NEXT_TURN_DAYS", days_of_turn(texts, turn, core::year_of(month.from)))
        .set("NEXT_TURN_NAME", turn.name);
  }
  data.show_if(!turns.empty(), "HAS_NEXT_TURNS").show_if(turns.empty(), "NO_NEXT_TURNS");
}

std::string month_name(const core::Texts& texts, const core::Period& month) {
  const std::chrono::year_month_day first(month.from);
  return texts.format("desk.publishing.duty.month",
                      {{"year", std::to_string(core::year_of(month.from))},
                       {"month", std::to_string(static_cast<unsigned>(first.month()))}});
}

void add_duty_mistake(core::TemplateData& data, const DutyAnswer& answer) {
  if (answer.sentences.empty()) return;
  data.set_optional("MISTAKE", core::joined(answer.sentences, " "))
      .set_optional("MISTAKE_INPUT",
                    answer.field.empty() ? std::string() : answer.act + "-" + answer.field);
}

}  // namespace

std::string mark_of_month(const std::vector<DutyEntry>& entries, const core::Period& month) {
  std::vector<std::string> marks;
  for (const DutyEntry& entry : entries) {
    if (touches(entry, month)) marks.push_back(mark_of(entry));
  }
  return publishing::mark_of_parts(marks);
}

std::vector<DutyEntry> known_leaders(const core::Site& site) {
  std::vector<DutyEntry> known;
  const auto add = [&](const std::string& name, const std::string& post, const std::string& phone) {
    if (name.empty() || core::contains(known, name, &DutyEntry::name)) return;
    known.push_back({.name = name, .post = post, .phone = phone});
  };
  for (auto entry = site.duty.entries.rbegin(); entry != site.duty.entries.rend(); ++entry)
    add(entry->name, entry->post, entry->phone);
  for (const core::Body& body : site.bodies) {
    if (body.type == "staff") continue;
    for (const core::RosterEntry& entry : body.roster) add(entry.name, entry.unit + entry.post, "");
  }
  return known;
}

std::optional<core::Period> asked_month(const Visit& visit) {
  const std::string& text = visit.parameters.find("month")->second;
  const std::optional<core::Period> period = core::period_from_text(text);
  const bool is_month = period && *period == core::period_around(period->from, core::Every::month);
  return is_month ? period : std::nullopt;
}

web::Response duty_page(const Editing& editing, const core::Period& month,
                        const DutyAnswer& answer) {
  const core::Site& site = editing.site();
  const std::vector<DutyDay> days = publishing::duty_days(site.duty.entries, month, site.calendar);
  const std::string title = month_name(editing.visit.texts(), month);
  core::TemplateData data;
  data.set("MONTH", core::to_text(month))
      .set("MONTH_NAME", title)
      .set("MONTH_MARK", mark_of_month(site.duty.entries, month))
      .set("EARLIER_MONTH", core::to_text(core::period_before(month, core::Every::month)))
      .set("LATER_MONTH",
           core::to_text(core::period_around(month.to + kOneDay, core::Every::month)))
      .set("PASTE_TABLE",
           answer.act == "paste" ? typed_text(editing.visit, "table") : std::string())
      .show_if(answer.act == "paste", "PASTE_OPEN");
  add_kept_notice(data, editing);
  add_duty_mistake(data, answer);
  add_calendar(data, editing, days);
  add_gaps(data, editing, days);
  add_shares(data, editing, month);
  add_turns(data, editing, month, answer);
  add_set_fields(data, editing, month, answer, days);
  add_forward(data, editing, month);
  add_table_mistakes(data, editing.visit.texts(), answer.in_table);
  return desk_page(editing.visit, answer.status, "desk/publishing_duty", title, data);
}

web::Response show_duty(const Visit& visit) {
  if (!visit.may("publish")) return web::forbidden();
  const core::Period month = core::period_around(visit.today(), core::Every::month);
  return web::see_other(visit.root() + "/publishing/duty/" + core::to_text(month));
}

web::Response show_duty_month(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  if (!opened.editing->scope.whole_site) return web::forbidden();
  const std::optional<core::Period> month = asked_month(visit);
  if (!month) return web::not_found();
  return duty_page(*opened.editing, *month, {});
}

}  // namespace handler::desk
