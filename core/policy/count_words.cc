// Turns the notes of a count into Chinese sentences; a run of ordinary workdays becomes one
// sentence.
#include "core/policy/count_words.h"

#include <fmt/format.h>

namespace core {
namespace {

using NoteKind = CountNote::Kind;

// What all sentences of one explanation need.
struct Speaker {
  const TimeLimit& limit;
  const Texts& texts;
  int reference_year;

  std::string date(Day day) const { return chinese_date(day, reference_year); }
  std::string days(Day first, Day last) const {
    if (first == last) return date(first);
    return texts.format("case.count.span", {{"first", date(first)}, {"last", date(last)}});
  }
  std::string with_weekday(const CountNote& note) const {
    const char* key = note.make_up        ? "case.count.make_up_day"
                      : note.name.empty() ? "case.count.weekday"
                                          : "case.count.opened_day";
    return texts.format(key, {{"date", date(note.first)},
                              {"weekday", chinese_weekday(note.first)},
                              {"name", note.name}});
  }
  // Days of the fraction of a limit are not numbered.
  bool numbered(const CountNote& note) const {
    return limit.is_whole_days() || note.number <= limit.hundredths / 100;
  }
};

bool ordinary(const CountNote& note) {
  return note.kind == NoteKind::counted && !note.make_up && note.name.empty();
}

std::string counted(const Speaker& say, const CountNote& first, const CountNote& last) {
  if (!say.numbered(first)) {
    return say.texts.format("case.count.goes_on", {{"date", say.with_weekday(first)}});
  }
  const std::string from = fmt::to_string(first.number);
  if (&first == &last) {
    return say.texts.format("case.count.day", {{"date", say.with_weekday(first)}, {"from", from}});
  }
  return say.texts.format("case.count.days", {{"first", say.date(first.first)},
                                              {"last", say.date(last.last)},
                                              {"from", from},
                                              {"to", fmt::to_string(last.number)}});
}

std::string skipped_or_moved(const Speaker& say, const CountNote& note) {
  const auto days = [&] { return say.days(note.first, note.last); };
  const auto workdays = [&] { return fmt::to_string(note.number); };
  switch (note.kind) {
    case NoteKind::start:
      return say.texts.format(
          say.limit.hundredths >= 100 ? "case.count.start_next" : "case.count.start",
          {{"date", say.with_weekday(note)}});
    case NoteKind::weekend:
      return note.first == note.last
                 ? say.texts.format("case.count.weekend_day", {{"date", say.with_weekday(note)}})
                 : say.texts.format("case.count.weekend", {{"days", days()}});
    case NoteKind::holiday:
    case NoteKind::closure:
      return say.texts.format("case.count.closed", {{"days", days()}, {"name", note.name}});
    case NoteKind::paused:
      return say.texts.format(
          note.number > 0 ? "case.count.paused" : "case.count.paused_within_days",
          {{"days", days()}, {"workdays", workdays()}});
    case NoteKind::extended:
      return say.texts.format("case.count.extended", {{"workdays", workdays()}});
    case NoteKind::set:
      return say.texts.format(note.name.empty() ? "case.count.set" : "case.count.set_by",
                              {{"name", note.name}});
    case NoteKind::counted:
      break;
  }
  return counted(say, note, note);
}

void say_notes(const Speaker& say, const std::vector<CountNote>& notes,
               std::vector<std::string>& sentences) {
  for (std::size_t i = 0; i < notes.size(); ++i) {
    std::size_t last = i;
    if (ordinary(notes[i]) && say.numbered(notes[i])) {
      while (last + 1 < notes.size() && ordinary(notes[last + 1]) && say.numbered(notes[last + 1]))
        ++last;
    }
    sentences.push_back(last > i ? counted(say, notes[i], notes[last])
                                 : skipped_or_moved(say, notes[i]));
    i = last;
  }
}

// The last sentence of every explanation.
std::string result_in_words(const Speaker& say, const DueDate& due, const OfficeHours& hours) {
  if (!due.due) {
    const bool waits = say.limit.kind == TimeLimit::Kind::case_by_case;
    const bool at_once = say.limit.kind == TimeLimit::Kind::at_once;
    return say.texts.get(waits     ? "case.count.not_set"
                         : at_once ? "case.count.at_once"
                                   : "case.count.on_the_spot");
  }
  return say.texts.format("case.count.due",
                          {{"due", due_in_words(*due.due, hours, say.texts, say.reference_year)}});
}

}  // namespace

std::vector<std::string> explain_in_words(const TimeLimit& limit, const DueDate& due,
                                          const OfficeHours& hours, const Texts& texts,
                                          int reference_year, Milestone from) {
  const Speaker say{limit, texts, reference_year};
  std::vector<std::string> sentences;
  if (!due.due) return {result_in_words(say, due, hours)};
  if (due.asked != due.start) {
    const bool reported = from == Milestone::submitted;
    sentences.push_back(texts.format(reported ? "case.count.outside" : "case.count.outside_step",
                                     {{"date", say.date(day_of(due.asked))}}));
  }
  say_notes(say, due.notes, sentences);
  if (due.provisional) sentences.push_back(texts.get("case.count.provisional"));
  sentences.push_back(result_in_words(say, due, hours));
  return sentences;
}

std::string limit_in_words(const Policy& policy, const PolicyClock& clock, const TimeLimit& limit,
                           const Texts& texts) {
  if (limit.kind != TimeLimit::Kind::case_by_case || !clock.set_by) return chinese_limit(limit);
  const RoleName* role = policy.role(*clock.set_by);
  const std::string name = role == nullptr ? std::string(to_text(*clock.set_by)) : role->name;
  return texts.format("case.count.case_by_case", {{"role", name}});
}

std::string due_in_words(Instant due, const OfficeHours& hours, const Texts& texts,
                         int reference_year) {
  return due_in_words(due, hours, texts, chinese_date(day_of(due), reference_year));
}

std::string due_in_words(Instant due, const OfficeHours& hours, const Texts& texts,
                         const std::string& date) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(time_of_day(due));
  const auto noon = std::chrono::hours{12};
  const std::string_view key = hours.published             ? "case.count.by_hour"
                               : minute == hours.closing() ? "case.count.by_closing"
                               : minute <= noon            ? "case.count.by_morning"
                                                           : "case.count.by_afternoon";
  return texts.format(key, {{"date", date}, {"time", to_text(minute)}});
}

}  // namespace core
