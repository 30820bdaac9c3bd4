// Searches by the keyed phone index. The new number is issued on the case's page, where it is
// recorded.
#include "handler/desk/intake/find_ticket.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "handler/desk/access.h"
#include "handler/desk/casework/relations.h"
#include "handler/desk/casework/similar.h"
#include "handler/desk/page.h"

namespace handler::desk {
namespace {

constexpr std::size_t kLongest = 60;

bool may_give_numbers(const Visit& visit) {
  return std::ranges::any_of(visit.staff.grants, [](const cases::Grant& grant) {
    const cases::ActionRule* rule = cases::find_action("reissue_number");
    return core::contains(rule->roles, grant.role);
  });
}

web::Response page(const Visit& visit, int status, core::TemplateData data) {
  return desk_page(visit, status, "desk/lost", visit.texts().get("desk.lost.title"), data);
}

void add_found(core::TemplateData& data, const Visit& visit, const store::CaseRow& row) {
  const int year = visit.year();
  data.add("FOUND")
      .set("OTHER_ID", std::to_string(row.id))
      .set("OTHER_NAME", case_name(visit, row.values.serial, row.id))
      .set("OTHER_STATE", visit.texts().get("case.state." + row.values.state))
      .set("OTHER_KIND", core::name_or(visit.model().policy.kind(row.values.kind), row.values.kind))
      .set("OTHER_WHEN", core::chinese_moment(row.submitted_at, year));
}

// By phone, only cases whose identity the user may see.
core::Result<std::vector<store::CaseRow>> by_phone(const Visit& visit, const std::string& typed) {
  core::Result<std::vector<store::CaseRow>> rows = cases_with_phone(visit, typed);
  if (!rows) return rows;
  std::erase_if(*rows, [&](const store::CaseRow& row) {
    return !cases::allowed(visit.staff, "see_identity", object_of(visit.model(), row));
  });
  return rows;
}

core::Result<std::vector<store::CaseRow>> look_for(const Visit& visit, const std::string& typed) {
  if (const std::optional<OpenCase> named = case_named(visit, typed))
    return std::vector<store::CaseRow>{named->record.row};
  return by_phone(visit, typed);
}

}  // namespace

web::Response show_find_ticket(const Visit& visit) {
  return may_give_numbers(visit) ? page(visit, 200, {}) : web::forbidden();
}

web::Response find_ticket(const Visit& visit) {
  if (!may_give_numbers(visit)) return web::forbidden();
  const std::string typed =
      core::shortened(core::trimmed(core::cleaned(visit.form.get("sought"))), kLongest);
  core::TemplateData data;
  data.set("TYPED", typed);
  if (typed.empty()) return page(visit, 422, data.show("NOTHING_TYPED"));
  const core::Result<std::vector<store::CaseRow>> rows = look_for(visit, typed);
  if (!rows) return web::unavailable();
  for (const store::CaseRow& row : *rows) add_found(data, visit, row);
  return page(visit, 200, data.show(rows->empty() ? "NOTHING_FOUND" : "HAS_FOUND"));
}

}  // namespace handler::desk
