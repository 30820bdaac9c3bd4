// Rewrites a record that was read; what the store keeps is never changed.
#include "handler/casework/corrections.h"

#include <algorithm>
#include <set>
#include <utility>

#include "handler/cases/actions/sent_files.h"
#include "handler/cases/fold/event_table.h"

namespace handler::view {
namespace {

// The part that a value of an event refers to, or nullptr.
store::Part* part_in(store::CaseRecord& record, const core::Json& data, std::string_view key) {
  const auto value = data.find(key);
  if (value == data.end() || !value->is_object() || !value->contains("part")) return nullptr;
  const auto part = record.parts.find(value->at("part").get<std::int64_t>());
  return part == record.parts.end() ? nullptr : &part->second;
}

// The part that a `corrected` or `withheld` event is about.
store::Part* subject_of(store::CaseRecord& record, const cases::Event& change) {
  const std::int64_t of = change.data.value("of", std::int64_t{0});
  for (const cases::Event& event : record.events()) {
    if (event.seq == of) return part_in(record, event.data, cases::text_in(change.data, "field"));
  }
  return nullptr;
}

std::string reason_of(store::CaseRecord& record, const cases::Event& change) {
  const store::Part* reason = part_in(record, change.data, "reason");
  return reason == nullptr || reason->destroyed ? std::string() : reason->body;
}

void correct(store::CaseRecord& record, const cases::Event& event) {
  store::Part* part = subject_of(record, event);
  const store::Part* correction = part_in(record, event.data, "correction");
  if (part == nullptr || correction == nullptr || part->destroyed) return;
  store::TextStory& story = record.stories[part->id];
  story.old.push_back({part->body, event.noted_at(), reason_of(record, event), story.withheld});
  story.withheld = false;
  part->body = correction->body;
}

void withhold(store::CaseRecord& record, const cases::Event& event) {
  const store::Part* part = subject_of(record, event);
  if (part == nullptr) return;
  store::TextStory& story = record.stories[part->id];
  for (store::OldText& old : story.old) old.withheld = true;
  story.withheld = true;
  story.withheld_at = event.noted_at();
  story.withheld_why = reason_of(record, event);
}

// True if the event tells of a text or a file that is kept from the shielded units.
bool is_about_restricted_time(const cases::Case& folded, const cases::Event& event) {
  if (const std::string looked = cases::text_in(event.data, cases::kLookedFile); !looked.empty()) {
    return std::ranges::any_of(folded.files, [&](const cases::CaseFile& file) {
      return cases::name_of(file) == looked &&
             cases::is_from_restricted_time(folded, file.seq, file.field);
    });
  }
  return cases::tells_of_earlier(event.type) &&
         cases::is_from_restricted_time(folded, event.data.value("of", std::int64_t{0}),
                                        cases::text_in(event.data, "field"));
}

void erase_texts(core::Json& data) {
  for (const char* field : {"correction", "reason"}) data.erase(field);
}

}  // namespace

void apply_corrections(store::CaseRecord& record) {
  for (const cases::Event& event : record.events()) {
    if (event.type == cases::EventType::corrected) correct(record, event);
    if (event.type == cases::EventType::withheld) withhold(record, event);
  }
}

void keep_back_withheld(store::CaseRecord& record) {
  for (auto& [id, story] : record.stories) {
    for (store::OldText& old : story.old) {
      if (old.withheld) old.text.clear();
    }
    const auto part = record.parts.find(id);
    if (story.withheld && part != record.parts.end()) part->second.body.clear();
  }
}

void hide_restricted_time(store::CaseRecord& record, const cases::Case& folded) {
  std::vector<cases::Event> events;
  std::set<std::int64_t> shown;
  for (const cases::Event& event : record.events()) {
    const bool is_report = event.type == cases::EventType::submitted;
    if (!is_report && event.seq < folded.restricted_until) continue;
    const bool tells_of_earlier = is_about_restricted_time(folded, event);
    // The newest event stays without its texts: actions name it as the one that they are based on.
    // They are not based on looks.
    const bool is_look = cases::rule_of(event.type).kind == cases::EventRule::Kind::look;
    if (tells_of_earlier && (is_look || event.seq != folded.last_seq)) continue;
    cases::Event kept = event;
    if (tells_of_earlier) erase_texts(kept.data);
    if (is_report) {
      kept.data = {{"kind", folded.kind}, {"window", folded.window}, {"channel", folded.channel}};
    } else if (event.seq == folded.restricted_until) {
      kept.data.erase("reason");
      kept.data.erase("concerned");
    }
    for (const auto& [field, value] : kept.data.items()) {
      if (value.is_object() && value.contains("part"))
        shown.insert(value.at("part").get<std::int64_t>());
    }
    events.push_back(std::move(kept));
  }
  std::erase_if(record.parts, [&](const auto& part) { return !shown.contains(part.first); });
  record.history = std::make_shared<const std::vector<cases::Event>>(std::move(events));
}

}  // namespace handler::view
