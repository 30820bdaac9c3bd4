// The hashed bytes of an event, and how each event is chained to the previous one.
#include "handler/cases/fold/event.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/crypto.h"
#include "handler/cases/fold/event_table.h"

namespace handler::cases {
namespace {

core::Json json_of(const Actor& actor) {
  core::Json json = {{"kind", core::name_in(kActorKinds, actor.kind)}, {"user", actor.user}};
  if (actor.role) json["role"] = core::to_text(*actor.role);
  if (!actor.unit.empty()) json["unit"] = actor.unit;
  return json;
}

std::string json_text(std::string_view text) {
  return core::Json(text).dump();
}

}  // namespace

bool holds_float(const core::Json& value) {
  if (value.is_number_float()) return true;
  return value.is_structured() && std::ranges::any_of(value, holds_float);
}

const Event* last_event(const std::vector<Event>& events, EventType type) {
  const auto found = std::find_if(events.rbegin(), events.rend(),
                                  [type](const Event& event) { return event.type == type; });
  return found == events.rend() ? nullptr : &*found;
}

// The keys are in order, as in a Json of all, into which the data would have to be copied.
std::string canonical(const Event& event) {
  BANCHENG_CHECK(event.data.is_object() && !holds_float(event.data));
  std::string text = R"({"actor":)" + json_of(event.actor).dump();
  text += R"(,"case":)" + std::to_string(event.case_id);
  text += R"(,"data":)" + event.data.dump();
  if (event.occurred_at) text += R"(,"occurred_at":)" + json_text(core::to_iso(*event.occurred_at));
  text += R"(,"policy":)" + json_text(event.policy);
  text += R"(,"prev":)" + json_text(event.prev);
  text += R"(,"recorded_at":)" + json_text(core::to_iso(event.recorded_at));
  text += R"(,"round":)" + std::to_string(event.round);
  text += R"(,"seq":)" + std::to_string(event.seq);
  text += R"(,"site":)" + json_text(event.site);
  text += R"(,"type":)" + json_text(to_text(event.type));
  return text + R"(,"type_version":)" + std::to_string(event.type_version) + "}";
}

void chain(Event& event, std::string_view previous_hash) {
  event.prev = std::string(previous_hash);
  event.hash = core::to_hex(core::hash(canonical(event)));
}

std::string text_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  if (found == data.end() || !found->is_array()) return {};
  return found->get<std::vector<std::string>>();
}

std::string name_in(const core::Json& data, std::string_view kind, const std::string& id) {
  const auto names = data.find(kNames);
  if (names == data.end() || !names->is_object()) return {};
  const auto of_kind = names->find(kind);
  if (of_kind == names->end() || !of_kind->is_object()) return {};
  return text_in(*of_kind, id);
}

int number_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  BANCHENG_CHECK(found != data.end() && found->is_number_integer());
  return found->get<int>();
}

bool switch_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  if (found == data.end()) return false;
  if (found->is_boolean()) return found->get<bool>();
  if (found->is_number_integer()) return found->get<int>() != 0;
  return found->is_string() && *found == "yes";
}

std::optional<core::Day> day_in(const core::Json& data, std::string_view key) {
  return core::day_from_iso(text_in(data, key));
}

core::Instant instant_in(const core::Json& data, std::string_view key) {
  const std::optional<core::Instant> instant = core::from_iso(text_in(data, key));
  BANCHENG_CHECK(instant.has_value());
  return *instant;
}

}  // namespace handler::cases
