// Collects the sheet's sections from the record, the store and the site's texts.
#include "handler/desk/people/held_sheet.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "handler/casework/corrections.h"
#include "handler/desk/casework/identity.h"
#include "handler/desk/casework/report_values.h"
#include "handler/desk/casework/shown_files.h"
#include "handler/desk/casework/staff_names.h"
#include "handler/desk/page.h"
#include "handler/desk/people/destruction_times.h"
#include "handler/view/event_words.h"
#include "handler/view/file_words.h"

namespace handler::desk {
namespace {

void add_report(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                const HeldTexts& texts) {
  data.show(texts.identity.empty() ? "NO_IDENTITY" : "HAS_IDENTITY")
      .show_if(texts.words.empty(), "NO_WORDS");
  add_values(data, "IDENTITY", visit, texts.identity);
  add_values(data, "WORDS", visit, texts.words);
  add_facts(data, visit, open);
}

void add_events(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                const HeldTexts& texts, const view::NameOf& name_of) {
  const core::PolicyVersion& rules = *open.rules.version;
  view::add_timeline(data, {visit.site, rules.policy, rules.time, open.record, open.folded,
                            visit.now(), view::Reader::staff, texts.later, name_of});
}

std::string held_part_name(const Visit& visit, const cases::Event& event,
                           const std::string& field) {
  const std::string own = "desk.request.part." + field;
  if (event.type == cases::EventType::submitted && visit.texts().has(own))
    return visit.texts().get(own);
  const std::string label = view::field_label(visit.texts(), event.type, field);
  return label.empty() ? field : label;
}

// "照片（1.2 MB）：身份证.jpg"; the files of staff without their names.
std::string held_file_name(const Visit& visit, const OpenCase& open, std::int64_t part) {
  const auto file = std::ranges::find(open.folded.files, part, &cases::CaseFile::part);
  if (file == open.folded.files.end()) return {};
  const std::string what = view::file_in_words(visit.texts(), *file);
  const bool is_own = file->of == cases::FileOf::reporter;
  const std::string name = is_own ? name_of_file(visit, open, *file) : std::string();
  return name.empty() ? what : what + visit.texts().get("desk.colon") + name;
}

const char* part_state(const store::Part& part) {
  if (part.destroyed) return "desk.request.part_state.destroyed";
  return part.sealed ? "desk.request.part_state.sealed" : "desk.request.part_state.open";
}

void add_held_parts(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  data.show_if(!open.record.parts.empty(), "HAS_PARTS");
  for (const cases::Event& event : open.record.events()) {
    for (const auto& [field, value] : event.data.items()) {
      if (!value.is_object() || !value.contains("part")) continue;
      const auto part = open.record.parts.find(value.at("part").get<std::int64_t>());
      if (part == open.record.parts.end()) continue;
      const std::string of_file =
          cases::is_file(field) ? held_file_name(visit, open, part->first) : std::string();
      data.add("HELD_PART")
          .set("PART_WHAT", of_file.empty() ? held_part_name(visit, event, field) : of_file)
          .set("PART_WHEN", core::chinese_moment(event.noted_at(), visit.year()))
          .set("PART_HOW", visit.texts().get(part_state(part->second)));
    }
  }
}

bool has_open_part(const store::CaseRecord& record) {
  for (const auto& [id, part] : record.parts) {
    if (!part.sealed && !part.destroyed && !cases::is_file(part.field)) return true;
  }
  return false;
}

// What the store keeps beside events and parts, in words: hashes and indexes say nothing to people.
core::Status add_traces(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const core::Result<std::vector<std::string>> traces =
      visit.services.store.traces_of(visit.site.id(), open.folded.id);
  if (!traces) return traces.failure();
  const auto add = [&](const char* key) {
    data.add("TRACE").set("TRACE_TEXT", visit.texts().get(key));
  };
  add("desk.request.trace.number");
  for (const std::string& trace : *traces)
    add(trace.starts_with("phone:") ? "desk.request.trace.phone" : "desk.request.trace.matter");
  if (has_open_part(open.record)) add("desk.request.trace.search");
  return core::success();
}

void add_looks(core::TemplateData& data, const Visit& visit, const OpenCase& open,
               StaffNames& names) {
  const core::Policy& policy = open.rules.version->policy;
  for (const cases::Event& event : open.record.events()) {
    if (event.type != cases::EventType::identity_viewed) continue;
    const core::RoleName* role = event.actor.role ? policy.role(*event.actor.role) : nullptr;
    data.add("LOOK")
        .set("LOOK_WHEN", core::chinese_moment(event.noted_at(), visit.year()))
        .set("LOOK_WHO",
             view::role_and_person(role == nullptr ? "" : role->name, names.of(event.actor)))
        .set("LOOK_WHAT", view::event_in_words(event, visit.model(), policy, visit.texts(),
                                               view::Reader::staff));
  }
}

}  // namespace

core::Result<HeldTexts> open_held(const Visit& visit, const store::CaseRecord& record) {
  core::Result<core::FormValues> identity = open_identity(visit, record);
  if (!identity) return identity.failure();
  core::Result<core::FormValues> words = open_words(visit, record);
  if (!words) return words.failure();
  core::Result<view::OpenedTexts> later = open_later_words(visit, record);
  if (!later) return later.failure();
  return HeldTexts{std::move(*identity), std::move(*words), std::move(*later)};
}

core::Result<core::TemplateData> held_sheet(const Visit& visit, const OpenCase& open,
                                            const HeldTexts& texts) {
  OpenCase handed_out = open;
  view::keep_back_withheld(handed_out.record);
  StaffNames names(visit.services.store);
  core::TemplateData data;
  data.set("CASE_ID", std::to_string(open.folded.id))
      .set("CASE_NAME", case_name(visit, open.folded))
      .set("HELD_ON", core::chinese_moment(visit.now(), visit.year()))
      .set("HELD_UNTIL", when_destroyed(visit, open))
      .set("HELD_COPIES", where_copies_are(visit))
      .show("PAPER_PORTRAIT");
  add_report(data, visit, handed_out, texts);
  add_events(data, visit, handed_out, texts,
             [&names](const cases::Actor& actor) { return names.of(actor); });
  add_held_parts(data, visit, handed_out);
  if (const core::Status traced = add_traces(data, visit, handed_out); !traced)
    return traced.failure();
  add_looks(data, visit, handed_out, names);
  return data;
}

}  // namespace handler::desk
