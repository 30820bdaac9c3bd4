// Opens sealed parts with the desk's secret key; the results are never stored or logged.
#include "handler/desk/casework/identity.h"

#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/reading/phone.h"
#include "core/reading/typed_phones.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {
namespace {

struct SealedPart {
  const cases::Event& event;
  std::string field;
  const store::Part& part;
};

// The sealed texts that are not destroyed, in the order of their events.
std::vector<SealedPart> sealed_parts(const store::CaseRecord& record) {
  std::vector<SealedPart> found;
  for (const cases::Event& event : record.events()) {
    for (const auto& [field, value] : event.data.items()) {
      if (!value.is_object() || !value.contains("part") || cases::is_file(field)) continue;
      const auto part = record.parts.find(value.at("part").get<std::int64_t>());
      if (part == record.parts.end() || !part->second.sealed || part->second.destroyed) continue;
      found.push_back({event, field, part->second});
    }
  }
  return found;
}

// A part of the report itself holds several fields.
bool is_of_report(const SealedPart& sealed) {
  return sealed.event.type == cases::EventType::submitted;
}

core::FormValues values_in(const std::string& plain) {
  const core::Json json = core::Json::parse(plain, nullptr, /*allow_exceptions=*/false);
  core::FormValues values;
  if (!json.is_object()) return values;
  for (const auto& [name, value] : json.items()) {
    if (value.is_string()) values[name] = value.get<std::string>();
  }
  return values;
}

core::Result<core::FormValues> open_report_part(const Visit& visit, const store::CaseRecord& record,
                                                std::string_view field) {
  for (const SealedPart& sealed : sealed_parts(record)) {
    if (!is_of_report(sealed) || sealed.field != field) continue;
    const core::Result<std::string> plain = core::open_seal(sealed.part.body, visit.keys().seal);
    if (!plain) return plain.failure();
    return values_in(*plain);
  }
  return core::FormValues{};
}

// Only the numbers: the words beside them may name a person.
std::string masked_numbers(const std::string& phone) {
  std::vector<std::string> numbers = core::read_phones(phone).numbers();
  if (numbers.empty()) return core::masked_phone(phone);
  for (std::string& number : numbers) number = core::masked_phone(number);
  return core::joined(numbers, core::kBetweenPhones);
}

}  // namespace

core::Result<core::FormValues> open_words(const Visit& visit, const store::CaseRecord& record) {
  return open_report_part(visit, record, "words");
}

core::Result<core::FormValues> open_identity(const Visit& visit, const store::CaseRecord& record) {
  return open_report_part(visit, record, "identity");
}

core::Result<view::OpenedTexts> open_later_words(const Visit& visit,
                                                 const store::CaseRecord& record) {
  view::OpenedTexts opened;
  for (const SealedPart& sealed : sealed_parts(record)) {
    if (is_of_report(sealed)) continue;
    core::Result<std::string> plain = core::open_seal(sealed.part.body, visit.keys().seal);
    if (!plain) return plain.failure();
    opened.emplace(sealed.part.id, std::move(*plain));
  }
  return opened;
}

std::string phone_index(const Visit& visit, const std::string& phone) {
  const std::string parts[] = {visit.site.id(), phone};
  return core::to_hex(core::hash_parts(parts, 2, visit.keys().index));
}

core::FormValues masked(const core::FormValues& identity) {
  core::FormValues shown;
  for (const auto& [field, value] : identity) {
    if (field == "name") shown[field] = core::masked_name(value);
    if (field == "phone") shown[field] = masked_numbers(value);
  }
  return shown;
}

core::Status record_look(const Visit& visit, OpenCase& open, const std::string& form,
                         const std::string& asker) {
  const std::optional<cases::Grant> grant =
      cases::allowed(visit.staff, "see_identity", open.object);
  if (!grant) return core::Failure{core::FailureCode::refused, "no right to see the identity"};
  cases::PlannedEvent looked{.type = cases::EventType::identity_viewed};
  if (!form.empty()) looked.data["form"] = form;
  if (!asker.empty()) looked.texts.push_back({"asker", asker});
  core::Result<store::CaseRecord> after =
      view::record(visit.services, visit.site, open, {visit.acting(*grant)}, {looked});
  if (!after) return after.failure();
  // Opened as before: what this user must not see stays hidden.
  core::Result<OpenCase> again = open_record(visit, std::move(*after));
  if (!again) return again.failure();
  open = std::move(*again);
  return core::success();
}

}  // namespace handler::desk
