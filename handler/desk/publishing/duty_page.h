// The page of one month of the duty roster, as the draft has it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time/period.h"
#include "handler/desk/publishing/editing.h"
#include "handler/publishing/pasted_table.h"

namespace handler::desk {

// Leads to the month of today.
web::Response show_duty(const Visit& visit);
// The month {month} ("2026-12") with the forms that change it; ?day=2026-12-03 fills in the form
// for that day. 404 for any other word, 403 for people who may not change what concerns the whole
// site.
web::Response show_duty_month(const Visit& visit);

// The month in the path; nothing if it is none.
std::optional<core::Period> asked_month(const Visit& visit);

// What the page says about a form that was sent and not kept; its fields come from the form.
struct DutyAnswer {
  int status = 200;
  std::string act = {};  // the form: "set", "swap", "forward", "paste", "remove"
  std::vector<std::string> sentences = {};
  std::string field = {};  // of the mistake; "": the whole form
  std::vector<publishing::TableMistake> in_table = {};
};
web::Response duty_page(const Editing& editing, const core::Period& month,
                        const DutyAnswer& answer);

// A few signs that tell what the entries of a month say: a page sends them back.
std::string mark_of_month(const std::vector<core::DutyEntry>& entries, const core::Period& month);

// The leaders that are known from the duty roster, the latest first, and from the bodies, each name
// once; without days.
std::vector<core::DutyEntry> known_leaders(const core::Site& site);

}  // namespace handler::desk
