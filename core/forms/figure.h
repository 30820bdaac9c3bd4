// Reads the figure out of a rough count as people type it.
#pragma once

#include <optional>
#include <string_view>

namespace core {

// 3 for "3", "３", "03", "3次", "三趟" and "两回", 12 for "十二". Nothing where no single figure is
// meant or it is above 99: "十几", "三四趟", "10+", "好几趟", "第三次". Pure.
std::optional<int> figure_in(std::string_view typed);

}  // namespace core
