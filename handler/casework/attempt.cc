// Reads the fields of the action's rule and the hidden field `seen`.
#include "handler/casework/attempt.h"

#include <string>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"

namespace handler::view {
namespace {

constexpr std::size_t kMostDigits = 15;

std::string joined_values(const web::Fields& form, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : form.all(name)) values.emplace_back(value);
  return core::joined(values, ",");
}

std::int64_t seen_in(const web::Fields& form) {
  const std::string seen(form.get("seen"));
  const bool is_number = !seen.empty() && seen.size() <= kMostDigits &&
                         seen.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::stoll(seen) : -1;
}

}  // namespace

bool Attempt::saw(const store::CaseRecord& record) const {
  return core::contains(record.events(), seen, &cases::Event::seq);
}

Attempt read_attempt(const cases::ActionRule& rule, const web::Fields& form) {
  Attempt attempt{.rule = rule, .input = {}, .seen = seen_in(form)};
  for (const cases::ActionField& field : rule.fields) {
    if (form.has(field.id))
      attempt.input[std::string(field.id)] = core::cleaned(joined_values(form, field.id));
  }
  return attempt;
}

}  // namespace handler::view
