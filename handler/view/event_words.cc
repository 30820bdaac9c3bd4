// Puts events into words, with names in place of the ids in their data.
#include "handler/view/event_words.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "handler/cases/fold/case.h"
#include "handler/cases/fold/event_table.h"
#include "handler/view/file_words.h"

namespace handler::view {
namespace {

using cases::Detail;

struct Names {
  const core::Json& data;  // of the event: its own names come first
  const core::Site& site;
  const core::Policy& policy;
  const core::Texts& texts;
};

std::string exclusion_text(const core::Policy& policy, const std::string& id) {
  const core::Exclusion* exclusion = policy.exclusion(id);
  return exclusion == nullptr ? id : exclusion->text;
}

// The title of the site's paper form, or of a sheet that is the program's own.
std::string form_title(const core::Site& site, const core::Texts& texts, const std::string& id) {
  const auto form = std::ranges::find(site.papers, id, &core::PaperForm::id);
  if (form != site.papers.end()) return form->title;
  const std::string own = "case.sheet." + id;
  return texts.has(own) ? texts.get(own) : id;
}

std::string own_or(const std::string& own, const std::string& other) {
  return own.empty() ? other : own;
}

std::string day_in_words(const std::string& iso) {
  const std::optional<core::Day> day = core::day_from_iso(iso);
  return day ? core::chinese_date(*day) : iso;
}

std::string name_of(Detail::Of of, const std::string& id, const Names& names) {
  const auto& [data, site, policy, texts] = names;
  using Of = Detail::Of;
  switch (of) {
    case Of::itself:
      return id;
    case Of::tier:
      return core::name_or(policy.tier(id), id);
    case Of::unit:
      return own_or(cases::name_in(data, "unit", id), core::unit_name(site, id));
    case Of::exclusion:
      return exclusion_text(policy, id);
    case Of::outcome:
      return texts.get("case.outcome." + id);
    case Of::channel:
      return texts.get("case.channel." + id);
    case Of::meeting:
      return texts.get("case.meeting." + id);
    case Of::agreement:
      return texts.get("case.agreement." + id);
    case Of::grade:
      return core::name_or(policy.grade(id), id);
    case Of::measure:
      return own_or(cases::name_in(data, "measure", id), core::measure_name(site, id));
    case Of::target:
      return own_or(cases::name_in(data, "body", id), core::target_name(site, policy, id));
    case Of::form:
      return form_title(site, texts, id);
    case Of::check:
      return texts.get("case.check." + id);
    case Of::clock:
      return clock_name(policy, texts, id);
    case Of::denial:
      return texts.get("case.denial." + id);
    case Of::day:
      return day_in_words(id);
    case Of::contact:
      return texts.get("case.contact." + id);
    case Of::kind:
      return core::name_or(policy.kind(id), id);
    case Of::kept:
      return texts.get("case.kept." + id);
    case Of::undo:
      return texts.get("case.undo." + id);
    case Of::files:
      return id;  // said as a list
  }
  return id;
}

// The value itself, or the names for the ids of a list; "" if the key is missing.
std::string value_of(const core::Json& data, const Detail& detail, const Names& names) {
  const auto value = data.find(detail.key);
  if (value == data.end()) return {};
  if (value->is_number_integer()) return std::to_string(value->get<std::int64_t>());
  if (!value->is_array()) {
    const std::string id = cases::text_in(data, detail.key);
    return id.empty() ? id : name_of(detail.of, id, names);
  }
  const std::vector<std::string> ids = cases::texts_in(data, detail.key);
  if (detail.of == Detail::Of::files) return files_in_words(names.texts, ids);
  std::vector<std::string> named;
  for (const std::string& id : ids) named.push_back(name_of(detail.of, id, names));
  return core::joined(named, names.texts.get("desk.list_comma"));
}

// The text key: "view.detail_list.<key>" for a list, "view.detail.<word>_<key>" for a second
// detail, otherwise "view.detail.<word>".
std::string text_key(const core::Json& data, std::string_view word, const Detail& detail,
                     const core::Texts& texts) {
  const std::string key(detail.key);
  if (data.at(key).is_array()) return "view.detail_list." + key;
  const std::string of_word = "view.detail." + std::string(word);
  return texts.has(of_word + "_" + key) ? of_word + "_" + key : of_word;
}

// Events of the reporter or the system may have another name than those of staff. The reporter is
// "您" to the reporter.
std::string name_of(const cases::Event& event, const core::Texts& texts, bool to_staff) {
  using Kind = cases::Actor::Kind;
  std::string word(cases::to_text(event.type));
  // A report that was set aside is turned away for no published reason.
  const bool turned_away =
      event.type == cases::EventType::declined && !event.data.contains("exclusion");
  if (turned_away) word = cases::kTurnedAway;
  const bool is_files_alone = event.type == cases::EventType::supplemented &&
                              event.data.contains(cases::kFiles) && !event.data.contains("words");
  if (is_files_alone) word += "_files";
  const bool is_look_at_file =
      event.type == cases::EventType::identity_viewed && event.data.contains(cases::kLookedFile);
  if (is_look_at_file) word += "_file";
  std::string own;
  if (event.actor.kind == Kind::reporter) own = "case.event_by_reporter." + word;
  if (event.actor.kind == Kind::system) own = "case.event_by_system." + word;
  const std::string reporter =
      texts.get(to_staff ? "case.reporter.to_staff" : "case.reporter.to_reporter");
  return texts.format(!own.empty() && texts.has(own) ? own : "case.event." + word,
                      {{"reporter", reporter}});
}

}  // namespace

std::string kept_name(const core::Texts& texts, core::Kept kept) {
  return texts.get("case.kept." + std::string(core::to_text(kept)));
}

std::string field_label(const core::Texts& texts, cases::EventType type, std::string_view field,
                        Reader reader) {
  const std::string own =
      "case.field_of." + std::string(cases::to_text(type)) + "." + std::string(field);
  const std::string yours = "case.field_to_reporter." + std::string(field);
  const std::string label =
      "case.field." + (cases::is_file(field) ? std::string(cases::kFiles) : std::string(field));
  if (texts.has(own)) return texts.get(own);
  if (reader == Reader::reporter && texts.has(yours)) return texts.get(yours);
  return texts.has(label) ? texts.get(label) : std::string();
}

std::string role_and_person(const std::string& role, const std::string& person) {
  if (role.empty() || person.empty() || role == person) return role.empty() ? person : role;
  return role + " " + person;
}

std::string clock_name(const core::Policy& policy, const core::Texts& texts,
                       const std::string& id) {
  if (!cases::is_limit_of_case(id)) return core::name_or(policy.clock(id), id);
  return texts.get("case.limit_of_case." + id.substr(id.find(':') + 1));
}

std::string cause_name(const core::Policy& policy, const core::Texts& texts,
                       const std::string& id) {
  const core::Cause* cause = policy.cause(id);
  return core::name_or(cause, texts.get("case.cause.other"));
}

std::string event_in_words(const cases::Event& event, const core::Site& site,
                           const core::Policy& policy, const core::Texts& texts, Reader reader) {
  const cases::EventRule& rule = cases::rule_of(event.type);
  const bool to_staff = reader == Reader::staff;
  const bool is_for_staff =
      rule.audience == cases::Audience::staff_alone || cases::is_kept_from_reporters(event);
  if (!to_staff && is_for_staff) return {};
  const Names names{event.data, site, policy, texts};
  std::string sentence = name_of(event, texts, to_staff);
  for (const Detail& detail : rule.details) {
    if (detail.for_staff_only && !to_staff) continue;
    const std::string value = value_of(event.data, detail, names);
    if (value.empty()) continue;
    sentence += texts.format(text_key(event.data, rule.word, detail, texts), {{"value", value}});
  }
  // For internal figures only: the reporter is told the result instead (CA-31).
  if (const std::string cause = cases::text_in(event.data, "cause"); to_staff && !cause.empty()) {
    sentence += texts.format("view.detail_cause", {{"value", cause_name(policy, texts, cause)}});
  }
  return sentence;
}

}  // namespace handler::view
