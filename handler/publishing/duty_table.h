// A pasted table as turns of duty.
#pragma once

#include <string_view>
#include <vector>

#include "core/directory/directory.h"
#include "handler/publishing/pasted_table.h"

namespace handler::publishing {

struct DutyTable {
  std::vector<core::DutyEntry> turns;  // without span, in the order of their days
  std::vector<TableMistake> mistakes;  // all of them; then the turns are of no use
};

// Understands a row of headings; without one a cell is what it looks like: days, a half of the day,
// a phone; the first other cell is the name, the next the post. Days without a year are near
// `month`. Post and phone that the table does not tell are those of `known`, the first of the name.
// Codes of mistakes: empty, no_days, days, part, no_name, name_long, post_long, phone, too_many,
// twice. Pure.
DutyTable read_duty_table(std::string_view pasted, core::Day month,
                          const std::vector<core::DutyEntry>& known);

}  // namespace handler::publishing
