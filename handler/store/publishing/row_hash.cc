// Writes each value with a sign of its type, so that a changed type changes the hash too.
#include "handler/store/publishing/row_hash.h"

#include <string_view>
#include <variant>

#include "core/base/crypto.h"

namespace handler::store {
namespace {

constexpr std::string_view kFilesFolder = "files/";

std::string with_type(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return "#" + std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text;
  if (const auto* blob = std::get_if<Blob>(&value)) return "x" + blob->bytes;
  return {};
}

}  // namespace

std::string row_hash(const std::vector<Value>& columns) {
  std::vector<std::string> parts;
  parts.reserve(columns.size());
  for (const Value& column : columns) parts.push_back(with_type(column));
  return core::to_hex(core::hash_parts(parts.data(), parts.size()));
}

bool has_own_hash(const Row& row) {
  std::vector<Value> columns;
  for (std::size_t i = 0; i + 1 < row.size(); ++i) columns.push_back(row.at(i));
  return row.at(row.size() - 1) == Value(row_hash(columns));
}

Value value_of(const std::string& path, const std::optional<std::string>& content) {
  if (!content) return {};
  return path.starts_with(kFilesFolder) ? Value(Blob{*content}) : Value(*content);
}

Value only_text(const Value& value) {
  return std::holds_alternative<std::string>(value) ? value : Value();
}

Value only_bytes(const Value& value) {
  return std::holds_alternative<Blob>(value) ? value : Value();
}

const Value& content_in(const Row& row, std::size_t column) {
  return row.at(row.is_null(column) ? column + 1 : column);
}

std::optional<std::string> optional_content(const Row& row, std::size_t column) {
  const std::size_t found = row.is_null(column) ? column + 1 : column;
  if (row.is_null(found)) return std::nullopt;
  return row.text(found);
}

}  // namespace handler::store
