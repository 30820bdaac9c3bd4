// A promised time limit, as files and pages write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core {

// In YAML: "on_the_spot", "at_once", "same_workday", "3 workdays", "1 workday", "0.5 workday",
// "0.25 workday", and "case_by_case": a role sets the last day of each case.
struct TimeLimit {
  enum class Kind { on_the_spot, at_once, same_workday, workdays, case_by_case };
  Kind kind = Kind::workdays;
  int hundredths = 0;  // of a workday, for Kind::workdays: 300 is three workdays, 50 half a workday

  // True if the due time is counted from the start.
  bool has_due_time() const { return kind == Kind::same_workday || kind == Kind::workdays; }
  bool is_whole_days() const { return hundredths % 100 == 0; }
  bool operator==(const TimeLimit&) const = default;
};

std::optional<TimeLimit> time_limit_from_text(std::string_view text);
// The YAML form, inverse of the above.
std::string to_text(const TimeLimit& limit);
// As pages print it: "当场", "立即", "当日", "3个工作日", "半个工作日", "四分之一个工作日",
// "逐件确定".
std::string chinese_limit(const TimeLimit& limit);

}  // namespace core
