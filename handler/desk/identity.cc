// Uses the desk's secret key; nothing opened here is ever stored or logged.
#include "handler/desk/identity.h"

#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"

namespace handler::desk {
namespace {

const store::Part* sealed_part(const store::CaseRecord& record, std::string_view field) {
  for (const auto& [id, part] : record.parts) {
    if (part.field == field && part.sealed && !part.destroyed) return &part;
  }
  return nullptr;
}

core::Result<core::FormValues> open_part(const Visit& visit, const store::CaseRecord& record,
                                         std::string_view field) {
  const store::Part* part = sealed_part(record, field);
  if (part == nullptr) return core::FormValues{};
  const core::Result<std::string> plain = core::open_seal(part->body, visit.keys().seal);
  if (!plain) return plain.failure();
  const core::Json json = core::Json::parse(*plain, nullptr, /*allow_exceptions=*/false);
  core::FormValues values;
  if (!json.is_object()) return values;
  for (const auto& [name, value] : json.items()) {
    if (value.is_string()) values[name] = value.get<std::string>();
  }
  return values;
}

}  // namespace

core::Result<core::FormValues> open_words(const Visit& visit, const store::CaseRecord& record) {
  return open_part(visit, record, "words");
}

core::Result<core::FormValues> open_identity(const Visit& visit, const store::CaseRecord& record) {
  return open_part(visit, record, "identity");
}

void keep_phone_index(const Visit& visit, const store::CaseRecord& record,
                      const core::FormValues& identity) {
  const auto phone = identity.find("phone");
  if (phone == identity.end() || phone->second.empty()) return;
  const std::string parts[] = {visit.site.id(), phone->second};
  const std::string index = core::to_hex(core::hash_parts(parts, 2, visit.keys().index));
  store::Store& store = visit.services.store;
  const core::Result<std::vector<store::CaseRow>> found =
      store.cases_by_phone_index(visit.site.id(), index);
  if (!found) return;
  for (const store::CaseRow& row : *found) {
    if (row.id == record.row.id) return;
  }
  // Without it the case is only harder to find by phone; the next opening writes it.
  (void)store.set_phone_index(visit.site.id(), record.row.id, index);
}

core::FormValues masked(const core::FormValues& identity) {
  core::FormValues shown;
  for (const auto& [field, value] : identity) {
    if (field == "name") shown[field] = core::masked_name(value);
    if (field == "phone") shown[field] = core::masked_phone(value);
  }
  return shown;
}

}  // namespace handler::desk
