// Cuts at the sign that the lines share; a quoted cell may hold that sign and line ends.
#include "handler/publishing/pasted_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/publishing/table_words.h"

namespace handler::publishing {
namespace {

constexpr std::string_view kTab = "\t";
constexpr std::string_view kCommas[] = {",", "\xEF\xBC\x8C"};  // and the full-width one
constexpr std::string_view kWideBlank = "\xE3\x80\x80";
constexpr std::string_view kFixedBlank = "\xC2\xA0";

using Signs = std::span<const std::string_view>;

// The bytes of the sign at the start of `rest`; 0 if there is none of them.
std::size_t sign_at(std::string_view rest, Signs signs) {
  for (const std::string_view sign : signs) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

bool holds_any(std::string_view line, Signs signs) {
  return std::ranges::any_of(signs,
                             [&](std::string_view sign) { return line.find(sign) != line.npos; });
}

std::size_t blank_at(std::string_view rest) {
  constexpr std::array<std::string_view, 4> kBlanks = {" ", "\t", kWideBlank, kFixedBlank};
  return sign_at(rest, kBlanks);
}

std::string cell_of(std::string_view text) {
  std::string cell = core::trimmed(core::cleaned(text));
  std::ranges::replace(cell, '\n', ' ');
  std::ranges::replace(cell, '\t', ' ');
  return cell;
}

// A quoted cell at the start of `rest`: its text and the bytes that it takes. Nothing if the quote
// is not closed right before a sign or a line end: then it belongs to the words.
struct Quoted {
  std::string text;
  std::size_t size = 0;
};
std::optional<Quoted> quoted_at(std::string_view rest, Signs signs) {
  if (!rest.starts_with('"')) return std::nullopt;
  Quoted cell;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] != '"') {
      cell.text += rest[at];
    } else if (rest.substr(at).starts_with("\"\"")) {
      cell.text += '"';
      ++at;
    } else {
      cell.size = at + 1;
      const std::string_view behind = rest.substr(cell.size);
      const bool ends = behind.empty() || behind.starts_with('\n') || sign_at(behind, signs) > 0;
      return ends ? std::optional(cell) : std::nullopt;
    }
  }
  return std::nullopt;
}

void add_row(PastedTable& table, PastedRow row) {
  while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
  if (!row.cells.empty()) table.rows.push_back(std::move(row));
}

PastedTable cut_at(std::string_view text, Signs signs) {
  PastedTable table;
  PastedRow row{.line = 1};
  std::string cell;
  std::size_t line = 1;
  const auto end_cell = [&] {
    row.cells.push_back(cell_of(cell));
    cell.clear();
  };
  bool at_start = true;  // of a cell
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const std::optional<Quoted> quoted = at_start ? quoted_at(rest, signs) : std::nullopt;
    at_start = false;
    if (quoted) {
      cell = quoted->text;
      line += static_cast<std::size_t>(std::ranges::count(rest.substr(0, quoted->size), '\n'));
      at += quoted->size;
    } else if (const std::size_t sign = sign_at(rest, signs); sign > 0) {
      end_cell();
      at_start = true;
      at += sign;
    } else if (text[at] == '\n') {
      end_cell();
      add_row(table, std::move(row));
      row = {.line = ++line};
      at_start = true;
      ++at;
    } else {
      cell += text[at++];
    }
  }
  end_cell();
  add_row(table, std::move(row));
  return table;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  while (!line.empty()) {
    if (const std::size_t blank = blank_at(line); blank > 0) {
      in_word = false;
      line.remove_prefix(blank);
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    words.back() += line.front();
    line.remove_prefix(1);
  }
  return words;
}

bool is_one_character(const std::string& word) {
  return core::character_count(word) == 1 && core::is_chinese(core::decode_character(word).value);
}

// "王", "明" is one padded name; "1日", "至", "7日" one span of days.
std::vector<std::string> rejoined(const std::vector<std::string>& words) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool spans = i > 0 && i + 1 < words.size() && is_span_sign(words[i]);
    if (spans) {
      cells.back() += words[i] + words[i + 1];
      ++i;
    } else if (i + 1 < words.size() && is_one_character(words[i]) &&
               is_one_character(words[i + 1])) {
      cells.push_back(words[i] + words[i + 1]);
      ++i;
    } else {
      cells.push_back(words[i]);
    }
  }
  return cells;
}

bool are_padding(const std::vector<std::string>& words) {
  return words.size() == 1 || std::ranges::all_of(words, is_one_character);
}

// A colon also ends the first cell: "组　长：王　明　副县长".
std::vector<std::string> cells_at_blanks(const std::string& line) {
  const auto cut = cut_at_colon(line);
  const std::vector<std::string> before = cut ? words_of(cut->first) : std::vector<std::string>();
  if (before.empty() || !are_padding(before)) return rejoined(words_of(line));
  std::vector<std::string> cells = {core::joined(before, "")};
  for (std::string& cell : rejoined(words_of(cut->second))) cells.push_back(std::move(cell));
  return cells;
}

PastedTable cut_at_blanks(const std::vector<std::string>& lines) {
  PastedTable table{.by_blanks = true};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    add_row(table, {i + 1, cells_at_blanks(core::cleaned(lines[i]))});
  }
  return table;
}

}  // namespace

const std::string& PastedRow::cell(std::size_t at) const {
  static const std::string none;
  return at < cells.size() ? cells[at] : none;
}

PastedTable read_pasted(std::string_view pasted) {
  std::string text;
  for (std::size_t at = 0; at < pasted.size(); ++at) {
    if (pasted[at] == '\r' && pasted.substr(at + 1).starts_with('\n')) continue;
    text += pasted[at] == '\r' ? '\n' : pasted[at];
  }
  const std::vector<std::string> lines = core::split(text, '\n');
  if (text.find('\t') != std::string::npos) return cut_at(text, std::span(&kTab, 1));
  const bool commas = std::ranges::all_of(lines, [](const std::string& line) {
    return core::trimmed(line).empty() || holds_any(line, kCommas);
  });
  if (commas) return cut_at(text, kCommas);
  return cut_at_blanks(lines);
}

}  // namespace handler::publishing
