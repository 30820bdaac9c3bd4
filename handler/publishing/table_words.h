// The words by which pasted tables are understood: headings of columns, halves of days, and signs
// between the first and the last day. They are language, like dates.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/directory/directory.h"

namespace handler::publishing {

enum class Column { number, role, role_or_post, name, post, unit, days, from, to, part, phone };

// What a heading means; nothing for any other text. Blanks and brackets in it do not count.
std::optional<Column> column_of(std::string_view heading);

// The columns of a row of headings; nothing if it is none: at least two cells must be headings that
// are known. Another heading beside them is a column without a meaning.
std::optional<std::vector<std::optional<Column>>> columns_of(const std::vector<std::string>& cells);

// A half of the day, or the whole day (`half` is nothing). Nothing at all for any other text.
struct PartOfDay {
  std::optional<core::HalfDay> half;
};
std::optional<PartOfDay> part_of_day(std::string_view text);
// Takes such a word off the end of `text`, with the bracket or comma around it.
std::optional<PartOfDay> take_part_of_day(std::string& text);

// "至", "到", "-" and the like, alone.
bool is_span_sign(std::string_view text);

// Takes "（兼）" or "（兼任）" off the end of a post.
bool take_concurrent(std::string& post);

// What stands before and behind the first colon: "组长：王明". Nothing if there is none, or if it
// is one of a time ("08:30").
std::optional<std::pair<std::string, std::string>> cut_at_colon(std::string_view line);

}  // namespace handler::publishing
