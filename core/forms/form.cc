// Looking things up in a form.
#include "core/forms/form.h"

#include "core/reading/find_by_id.h"

namespace core {

bool is_grouped(const FormField& field) {
  return !field.options.empty() && !field.options.back().group.empty();
}

const FormField* ReportForm::field(std::string_view id) const {
  return find_by_id(fields, id);
}

}  // namespace core
