// Compares the entries of all rosters by the names of people.
#include "core/site/roster_checks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace core {
namespace {

struct Seat {
  const Body* body;
  const RosterEntry* entry;
};

using Seats = std::map<std::string_view, std::vector<Seat>>;

Seats seats_by_name(const Site& site) {
  Seats seats;
  for (const Body& body : site.bodies) {
    for (const RosterEntry& entry : body.roster) {
      if (!entry.name.empty()) seats[entry.name].push_back({&body, &entry});
    }
  }
  return seats;
}

void find_same_entries(const Body& body, Diagnostics& diagnostics) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>, int>
      lines;
  for (const RosterEntry& entry : body.roster) {
    const auto [earlier, is_new] =
        lines.try_emplace(std::tuple(std::string_view(entry.role), std::string_view(entry.name),
                                     std::string_view(entry.post), std::string_view(entry.unit)),
                          entry.span.line);
    if (is_new) continue;
    const std::string& who = !entry.name.empty()   ? entry.name
                             : !entry.post.empty() ? entry.post
                                                   : entry.unit;
    diagnostics.warning(entry.span, "directory.roster-twice",
                        say("'{who}' stands in this roster for the second time", {{"who", who}}),
                        say("the first is in line {line}", {{"line", earlier->second}}));
  }
}

void compare_posts(const std::vector<Seat>& seats, Diagnostics& diagnostics) {
  const Seat* first = nullptr;
  for (const Seat& seat : seats) {
    if (seat.entry->post.empty()) continue;
    if (first == nullptr) first = &seat;
    if (seat.body == first->body || seat.entry->post == first->entry->post) continue;
    diagnostics.warning(
        seat.entry->span, "directory.posts-differ",
        say("'{name}' has another post in '{body}': {post}", {{"name", seat.entry->name},
                                                              {"body", first->body->name},
                                                              {"post", first->entry->post}}),
        say("if this is the same person, correct the older one (line {line})",
            {{"line", first->entry->span.line}}));
  }
}

void find_lonely_seats(const std::vector<Seat>& seats, Diagnostics& diagnostics) {
  const bool in_others =
      std::ranges::any_of(seats, [&](const Seat& seat) { return seat.body != seats.front().body; });
  for (const Seat& seat : seats) {
    if (in_others || !seat.entry->concurrent) continue;
    diagnostics.warning(
        seat.entry->span, "directory.concurrent-alone",
        say("'{name}' is in no other body", {{"name", seat.entry->name}}),
        say("remove 'concurrent', or check whether another person has taken this seat"));
  }
}

// The first and the last workday between two days that is not before `today`.
std::optional<std::pair<Day, Day>> workdays_between(const Calendar& calendar, Day after, Day before,
                                                    Day today) {
  std::optional<std::pair<Day, Day>> found;
  for (Day day = std::max(after + std::chrono::days{1}, today); day < before;
       day += std::chrono::days{1}) {
    if (!calendar.is_workday(day)) continue;
    if (!found) found = {day, day};
    found->second = day;
  }
  return found;
}

}  // namespace

void check_rosters(const Site& site, Diagnostics& diagnostics) {
  for (const Body& body : site.bodies) find_same_entries(body, diagnostics);
  for (const auto& [name, seats] : seats_by_name(site)) {
    compare_posts(seats, diagnostics);
    find_lonely_seats(seats, diagnostics);
  }
}

void find_duty_gaps(const Site& site, Day today, Diagnostics& diagnostics) {
  std::optional<Day> covered;  // until when some leader is on duty
  for (const DutyEntry& entry : site.duty.entries) {
    if (covered) {
      if (const auto gap = workdays_between(site.calendar, *covered, entry.from, today))
        diagnostics.warning(
            entry.span, "content.duty-gap",
            gap->first == gap->second
                ? say("no leader is on duty on {day} before this", {{"day", to_iso(gap->first)}})
                : say("no leader is on duty from {from} to {to} before this",
                      {{"from", to_iso(gap->first)}, {"to", to_iso(gap->second)}}),
            say("add who is on duty on these workdays"));
    }
    covered = std::max(covered.value_or(entry.to), entry.to);
  }
}

}  // namespace core
