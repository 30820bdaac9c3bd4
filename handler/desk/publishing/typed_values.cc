// Cleans, trims, reads.
#include "handler/desk/publishing/typed_values.h"

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/publishing/typed_days.h"

namespace handler::desk {

std::string typed_text(const Visit& visit, const std::string& name) {
  return core::cleaned(visit.form.get(name));
}

TypedDay typed_day_in(const Visit& visit, const std::string& name) {
  const std::string line = typed_line(visit, name);
  const std::optional<core::Day> day = publishing::typed_day(line);
  return {day, !line.empty() && !day};
}

std::optional<std::size_t> typed_number(const Visit& visit, const std::string& name) {
  const std::optional<int> number = core::number_from_digits(typed_line(visit, name));
  if (!number) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

}  // namespace handler::desk
