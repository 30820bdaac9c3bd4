// Makes splices from the front, so that a text is copied once.
#include "core/editing/splices.h"

#include <algorithm>
#include <numeric>

#include "core/base/check.h"

namespace core {

std::string spliced(std::string_view text, std::vector<Splice> splices) {
  std::ranges::stable_sort(splices, {}, &Splice::begin);
  std::string result;
  std::size_t at = 0;
  for (const Splice& splice : splices) {
    BANCHENG_CHECK(at <= splice.begin && splice.begin <= splice.end && splice.end <= text.size());
    result += text.substr(at, splice.begin - at);
    result += splice.text;
    at = splice.end;
  }
  result += text.substr(at);
  return result;
}

std::vector<std::size_t> order_after_move(std::size_t size, std::size_t from, std::size_t to) {
  BANCHENG_CHECK(from < size && to < size);
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), from);
  return order;
}

std::size_t Lines::start(std::size_t at) const {
  if (at == 0) return 0;
  const std::size_t before = text_.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

std::size_t Lines::end(std::size_t at) const {
  const std::size_t end = std::min(text_.find('\n', at), text_.size());
  const bool has_return = end < text_.size() && end > 0 && text_[end - 1] == '\r';
  return has_return ? end - 1 : end;
}

std::size_t Lines::next(std::size_t at) const {
  const std::size_t end = text_.find('\n', at);
  return end == std::string_view::npos ? text_.size() : end + 1;
}

std::size_t Lines::first_mark(std::size_t at) const {
  const std::size_t first = text_.find_first_not_of(" \t", start(at));
  return std::min(first, end(start(at)));
}

bool Lines::is_blank(std::size_t at) const {
  return first_mark(at) == end(start(at));
}

bool Lines::is_comment(std::size_t at) const {
  return !is_blank(at) && text_[first_mark(at)] == '#';
}

std::size_t Lines::after_blanks(std::size_t at) const {
  while (at < text_.size() && is_blank(at)) at = next(at);
  return at;
}

std::size_t Lines::before_blanks(std::size_t at, std::size_t limit) const {
  while (at > limit && start(at - 1) >= limit && is_blank(at - 1)) at = start(at - 1);
  return at;
}

std::string_view Lines::habit() const {
  std::size_t all = 0, with_return = 0;
  for (std::size_t at = text_.find('\n'); at != std::string_view::npos;
       at = text_.find('\n', at + 1)) {
    ++all;
    if (at > 0 && text_[at - 1] == '\r') ++with_return;
  }
  return 2 * with_return > all ? "\r\n" : "\n";
}

}  // namespace core
