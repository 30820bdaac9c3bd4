// Sentences, and places as the readers count them.
#include "core/editing/refusals.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/input/source_text.h"

namespace core {

std::string why_unwritable(std::string_view text) {
  if (find_invalid_utf8(text) != std::string_view::npos) return "the new text is not UTF-8";
  if (find_unprintable(text) != std::string_view::npos)
    return "the new text holds a control character, which no text may hold; remove it";
  return {};
}

Failure unreadable(const Diagnostics& diagnostics) {
  const Diagnostic first = diagnostics.sorted().front();
  std::string words = fmt::format("{}:{}:{}: {}", first.span.file, std::max(first.span.line, 1),
                                  std::max(first.span.column, 1), first.message.english());
  if (!first.hint.empty()) words += "; " + first.hint.english();
  return {FailureCode::invalid, std::move(words)};
}

Failure failure_at(const std::string& file, std::string_view text, std::size_t at,
                   const std::string& message, FailureCode code) {
  const Span span = SourceText(file, text).span(at, at + 1);
  return {code, fmt::format("{}:{}:{}: {}", span.file, span.line, span.column, message)};
}

}  // namespace core
