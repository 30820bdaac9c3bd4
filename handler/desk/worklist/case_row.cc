// Shows a row of current values in words instead of ids.
#include "handler/desk/worklist/case_row.h"

#include <array>

#include "core/base/contains.h"
#include "core/policy/count_words.h"
#include "core/reading/find_by_id.h"
#include "handler/desk/page.h"

namespace handler::desk {
namespace {

// Marks shown as badges, those that need a decision first; the state shows the rest.
struct Flag {
  std::string_view mark;
  std::string_view look;  // CSS class of the badge; its text alone is sufficient
};
constexpr std::array kFlags = {
    Flag{"extension", "badge-decide"}, Flag{"reopening", "badge-decide"},
    Flag{"consent", "badge-decide"},   Flag{"escalated", "badge-decide"},
    Flag{"sent_back", "badge-bad"},    Flag{"returned", "badge-bad"},
    Flag{"to_rectify", "badge-bad"},   Flag{"urged", "badge-urge"},
    Flag{"materials", "badge-news"},   Flag{"supplement", "badge-news"},
    Flag{"reopened", "badge-urge"},    Flag{"to_set_limit", "badge-decide"},
    Flag{"progress", "badge-news"},    Flag{"reclassification", "badge-decide"},
    Flag{"to_contact", "badge-urge"},
};

bool has_mark(const store::CaseRow& row, std::string_view mark) {
  const auto& marks = row.values.marks;
  return core::contains(marks, mark);
}

// Must agree with the store's condition for late cases.
bool is_late(const store::CaseRow& row, core::Instant now) {
  return (row.values.next_due && *row.values.next_due < now) || has_mark(row, "breached");
}

void add_due(core::TemplateData& entry, const Visit& visit, const store::CaseRow& row,
             core::Instant now) {
  const bool late = is_late(row, now);
  const std::optional<core::Instant>& due = row.values.next_due;
  entry.show_if(late, "CASE_OVERDUE").show_if(!due, "CASE_NO_DUE");
  if (!due) return;
  const int year = core::year_of(core::day_of(now));
  entry.set_optional("CASE_DUE",
                     core::due_in_words(*due, visit.model().policy.hours, visit.texts(), year));
  entry.show_if(!late && core::day_of(*due) == core::day_of(now), "CASE_DUE_TODAY");
}

void add_flags(core::TemplateData& entry, const Visit& visit, const store::CaseRow& row) {
  for (const Flag& flag : kFlags) {
    if (!has_mark(row, flag.mark)) continue;
    entry.add("FLAG")
        .set("FLAG_LOOK", std::string(flag.look))
        .set("FLAG_TEXT", visit.texts().get("desk.flag." + std::string(flag.mark)));
  }
}

// The rules of the case; the site's present ones if its own cannot be read.
view::OwnedRules rules_of(const Visit& visit, const store::CaseRow& row) {
  const auto own = visit.services.rules.for_case(visit.site, row);
  return own ? *own : visit.services.rules.present(visit.site);
}

}  // namespace

core::TemplateData& add_row(core::TemplateData& data, const Visit& visit, const store::CaseRow& row,
                            core::Instant now) {
  const core::Policy& policy = visit.model().policy;
  const core::Tier* tier = policy.tier(row.values.tier);
  core::TemplateData& entry = data.add("ROW");
  entry.set("CASE_ID", std::to_string(row.id))
      .set("CASE_NAME",
           row.values.serial.empty()
               ? visit.texts().format("desk.unregistered", {{"number", std::to_string(row.id)}})
               : row.values.serial)
      .set_optional("CASE_MATTER", row.matter)
      .set("CASE_STATE", visit.texts().get("case.state." + row.values.state))
      .set("CASE_KIND", core::name_or(policy.kind(row.values.kind), row.values.kind))
      .set_optional("CASE_TIER", core::name_or(tier, row.values.tier))
      .set("CASE_TIER_COLOUR", tier == nullptr || tier->colour.empty() ? "none" : tier->colour)
      .set_optional("CASE_UNIT", core::unit_name(visit.model(), row.values.unit))
      .show_if(row.values.unit.empty(), "CASE_NO_UNIT")
      .set("CASE_CHANNEL",
           channel_name(visit, rules_of(visit, row).version->policy, row.values.channel))
      .set_optional("CASE_ASSIGNED_DUE", row.values.assigned_due
                                             ? core::chinese_date(*row.values.assigned_due,
                                                                  core::year_of(core::day_of(now)))
                                             : std::string())
      .set("CASE_SUBMITTED",
           core::chinese_moment(row.submitted_at, core::year_of(core::day_of(now))))
      .show_if(row.values.restricted, "CASE_RESTRICTED")
      .show_if(row.values.visit_by.has_value(), "CASE_TO_VISIT")
      .show_if(row.values.confidential, "CASE_CONFIDENTIAL");
  add_due(entry, visit, row, now);
  add_flags(entry, visit, row);
  return entry;
}

}  // namespace handler::desk
