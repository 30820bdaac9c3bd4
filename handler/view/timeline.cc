// Puts the events in order and words them.
#include "handler/view/timeline.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/fold/event_table.h"
#include "handler/view/date_words.h"
#include "handler/view/past_words.h"

namespace handler::view {
namespace {

// Staff read when the timer recorded a breach only if it ran much later than every minute.
constexpr std::chrono::hours kLateRecord{1};
// As the year of reference: every date has its year.
constexpr int kNoYear = 0;

const store::Part* part_of(const ViewedCase& subject, const core::Json& reference) {
  if (!reference.is_object() || !reference.contains("part")) return nullptr;
  const auto part = subject.record.parts.find(reference.at("part").get<std::int64_t>());
  return part == subject.record.parts.end() ? nullptr : &part->second;
}

// The part's text if this reader may read it, else nullptr.
const std::string* readable_text(const ViewedCase& subject, const store::Part& part) {
  const auto opened = subject.opened.find(part.id);
  if (opened != subject.opened.end()) return &opened->second;
  const bool readable =
      !part.sealed && !part.destroyed && (subject.reader == Reader::staff || part.for_reporter);
  return readable ? &part.body : nullptr;
}

// The texts of the report itself are excluded: they have their own place on the page.
bool is_later_secret(const cases::Event& event, const store::Part& part) {
  return part.sealed && !part.destroyed && event.type != cases::EventType::submitted;
}

// A text of an event.
struct Written {
  std::string_view field;
  const store::Part* part;
};

// Where the field stands in the form of its event; fields that no form has come last.
std::size_t place_in_form(cases::EventType type, std::string_view field) {
  std::size_t place = 0;
  for (const auto* table : {&cases::action_table(), &cases::reporter_table()}) {
    for (const cases::ActionRule& rule : *table) {
      if (rule.event != type) continue;
      for (const cases::ActionField& one : rule.fields) {
        if (one.id == field) return place;
        ++place;
      }
    }
  }
  return place;
}

// The texts of an event in the order of its form. The part of a file holds the key to its bytes,
// and nothing that is read as a text. Most events have one or none, and then the forms are not
// asked.
std::vector<Written> texts_of(const ViewedCase& subject, const cases::Event& event) {
  std::vector<Written> texts;
  for (auto value = event.data.begin(); value != event.data.end(); ++value) {
    if (cases::is_file(value.key())) continue;
    if (const store::Part* part = part_of(subject, *value)) texts.push_back({value.key(), part});
  }
  if (texts.size() < 2) return texts;
  std::ranges::stable_sort(
      texts, {}, [&](const Written& one) { return place_in_form(event.type, one.field); });
  return texts;
}

void add_quotes(core::TemplateData& data, const ViewedCase& subject, const cases::Event& event) {
  bool sealed = false;
  for (const auto& [field, part] : texts_of(subject, event)) {
    // Stands where the corrected text stands.
    if (event.type == cases::EventType::corrected && field == "correction") continue;
    const std::string* text = readable_text(subject, *part);
    sealed = sealed || (text == nullptr && is_later_secret(event, *part));
    if (text == nullptr) continue;
    core::TemplateData& quote = data.add("QUOTE");
    quote
        .set_optional("QUOTE_LABEL",
                      field_label(subject.texts(), event.type, field, subject.reader))
        .set_optional("QUOTE_TEXT", *text)
        .show_if(text->find('\n') != std::string::npos, "QUOTE_LINES");
    add_story(quote, subject.record, part->id, subject.year());
  }
  data.show_if(sealed && subject.reader == Reader::reporter, "EVENT_SEALED");
}

// "督办科 李工"
std::string actor_in_words(const ViewedCase& subject, const cases::Actor& actor) {
  if (!actor.role) return {};
  const core::RoleName* role = subject.policy.role(*actor.role);
  const std::string name = subject.name_of ? subject.name_of(actor) : std::string();
  return role_and_person(role == nullptr ? std::string() : role->name, name);
}

std::string text_of(const ViewedCase& subject, const cases::Event& event) {
  std::string text =
      event_in_words(event, subject.site.site(), subject.policy, subject.texts(), subject.reader);
  if (event.type != cases::EventType::calendar_settled) return text;
  return settlement_words(event, subject.folded, subject.policy, subject.texts(), text,
                          subject.year());
}

// A deadline without a published hour is shown as a day. A breach that is void did not
// happen: it stands where it was recorded. The first date on a page has its year.
void add_moment(core::TemplateData& entry, const ViewedCase& subject, const cases::Event& event,
                bool voided, bool is_first) {
  const core::Instant noted = event.noted_at();
  const core::Instant moment = voided ? noted : happened_at(event);
  const bool is_deadline = moment != noted;
  const bool has_hour = !is_deadline || subject.time.hours.published;
  const int year = is_first ? kNoYear : subject.year();
  entry.set("EVENT_ISO", core::to_iso(moment))
      .set("EVENT_DATE", has_hour ? core::chinese_moment(moment, year)
                                  : core::chinese_date(core::day_of(moment), year));
  if (subject.reader != Reader::staff) return;
  if (noted - moment > kLateRecord)
    entry.set_optional("EVENT_RECORDED", core::chinese_moment(noted, subject.year()));
  if (event.corrected_at)
    entry.set_optional("EVENT_CLOCK_SAID", core::chinese_moment(event.recorded_at, subject.year()));
}

// In the order of seq, since a wrong clock may have recorded any time; only a breach stands where
// it happened, not where the timer recorded it.
std::vector<const cases::Event*> in_order_of_time(const std::vector<cases::Event>& events) {
  std::vector<const cases::Event*> ordered;
  ordered.reserve(events.size());
  for (const cases::Event& event : events) {
    auto place = ordered.end();
    if (event.type == cases::EventType::breached) {
      const core::Instant due = happened_at(event);
      while (place != ordered.begin() && happened_at(**std::prev(place)) > due) --place;
    }
    ordered.insert(place, &event);
  }
  return ordered;
}

// -- the window's answers

// What the window says to the reporter of the matter. Progress is of interest until something newer
// is said; what stands before a reopening or an undone step does not hold any more.
bool is_progress(cases::EventType type) {
  using Type = cases::EventType;
  return type == Type::progress_reported || type == Type::progress_released;
}

bool begins_anew(cases::EventType type) {
  return type == cases::EventType::reopened || type == cases::EventType::undone;
}

bool is_answer(cases::EventType type) {
  using Type = cases::EventType;
  static constexpr Type kAnswers[] = {
      Type::declined,        Type::withdrawn,   Type::fed_back,         Type::rectified,
      Type::transferred_out, Type::merged_told, Type::reopening_refused};
  return is_progress(type) || begins_anew(type) || core::contains(kAnswers, type);
}

bool has_readable_text(const ViewedCase& subject, const cases::Event& event) {
  return std::ranges::any_of(texts_of(subject, event), [&](const Written& one) {
    return readable_text(subject, *one.part) != nullptr;
  });
}

// Newest first.
std::vector<const cases::Event*> answers_of(const ViewedCase& subject) {
  std::vector<const cases::Event*> found;
  if (subject.reader != Reader::reporter) return found;
  const std::vector<cases::Event>& events = subject.record.events();
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const bool superseded = is_progress(event->type) && !found.empty();
    const bool told = is_answer(event->type) && !cases::is_kept_from_reporters(*event);
    if (told && !superseded && has_readable_text(subject, *event)) found.push_back(&*event);
    if (begins_anew(event->type)) break;
  }
  return found;
}

void add_answers(core::TemplateData& data, const ViewedCase& subject,
                 const std::vector<const cases::Event*>& answers) {
  data.show_if(!answers.empty(), "REPLIES");
  for (const cases::Event* event : answers) {
    core::TemplateData& reply = data.add("REPLY");
    reply.set("REPLY_DATE", core::chinese_moment(event->noted_at(), kNoYear))
        .set("REPLY_TEXT", text_of(subject, *event));
    add_quotes(reply, subject, *event);
  }
}

}  // namespace

void add_timeline(core::TemplateData& data, const ViewedCase& subject) {
  const std::vector<const cases::Event*> answers = answers_of(subject);
  add_answers(data, subject, answers);
  bool is_first = subject.reader == Reader::reporter;
  for (const cases::Event* one : in_order_of_time(subject.record.events())) {
    const cases::Event& event = *one;
    const std::string text = text_of(subject, event);
    const bool voided = core::contains(subject.folded.voided, event.seq);
    const bool to_staff = subject.reader == Reader::staff;
    if (text.empty() || (voided && !to_staff)) continue;
    core::TemplateData& entry = data.add("EVENT");
    add_moment(entry, subject, event, voided, is_first);
    is_first = false;
    entry.set("EVENT_TEXT", text).show_if(voided, "EVENT_VOIDED");
    if (to_staff) entry.set_optional("EVENT_ACTOR", actor_in_words(subject, event.actor));
    if (event.occurred_at) {
      entry.set_optional("EVENT_EARLIER", core::chinese_moment(*event.occurred_at, subject.year()));
    }
    if (core::contains(answers, one)) {
      entry.show("EVENT_ABOVE");
    } else {
      add_quotes(entry, subject, event);
    }
  }
}

}  // namespace handler::view
