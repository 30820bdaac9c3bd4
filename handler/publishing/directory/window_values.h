// What people type about a window, in the words of windows.yaml. The readers' own functions judge
// it, so that a form and a table refuse the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/directory/window_words.h"

namespace handler::publishing {

struct TypedValue {
  std::string value;    // as WindowValues have it
  std::string mistake;  // "phone", "hours", "date", "word", "long"; "": none
};

// One line of any column: several phones with a comma between, hours in full-width signs, a day or
// a word for `set_up`, Chinese or English words for `lacks`. Pure.
TypedValue typed_value(core::WindowColumn column, std::string_view typed);

// The phones of a unit or a measure, as the reader of published phones takes them.
TypedValue typed_phone(std::string_view typed);
// Any other line: without what no person types, line ends and blanks at its ends.
TypedValue typed_line(std::string_view typed);

}  // namespace handler::publishing
