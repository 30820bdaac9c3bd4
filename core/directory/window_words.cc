// One table per kind of word. Words are compared in half width and without blanks at the ends.
#include "core/directory/window_words.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/input/diagnostic.h"
#include "core/input/typos.h"

namespace core {
namespace {

struct Word {
  std::string_view written;
  std::string_view meant;
};

using Header = std::pair<std::string_view, WindowColumn>;
constexpr Header kHeaders[] = {
    {"id", WindowColumn::id},
    {"编号", WindowColumn::id},
    {"代码", WindowColumn::id},
    {"area", WindowColumn::area},
    {"地名", WindowColumn::area},
    {"镇村名称", WindowColumn::area},
    {"name", WindowColumn::name},
    {"名称", WindowColumn::name},
    {"窗口名称", WindowColumn::name},
    {"level", WindowColumn::level},
    {"级别", WindowColumn::level},
    {"窗口级别", WindowColumn::level},
    {"层级", WindowColumn::level},
    {"parent", WindowColumn::parent},
    {"上级", WindowColumn::parent},
    {"上级窗口", WindowColumn::parent},
    {"所属镇", WindowColumn::parent},
    {"hall", WindowColumn::hall},
    {"大厅", WindowColumn::hall},
    {"场所", WindowColumn::hall},
    {"place", WindowColumn::place},
    {"位置", WindowColumn::place},
    {"具体位置", WindowColumn::place},
    {"address", WindowColumn::address},
    {"地址", WindowColumn::address},
    {"phone", WindowColumn::phone},
    {"电话", WindowColumn::phone},
    {"联系电话", WindowColumn::phone},
    {"hours", WindowColumn::hours},
    {"时间", WindowColumn::hours},
    {"接待时间", WindowColumn::hours},
    {"sign", WindowColumn::sign},
    {"标识牌", WindowColumn::sign},
    {"指引牌", WindowColumn::sign},
    {"set_up", WindowColumn::set_up},
    {"已设立", WindowColumn::set_up},
    {"设立日期", WindowColumn::set_up},
    {"lacks", WindowColumn::lacks},
    {"尚缺", WindowColumn::lacks},
    {"缺项", WindowColumn::lacks},
    {"序号", WindowColumn::passed_over},
    {"备注", WindowColumn::passed_over},
};

// How remarks and sums below a table begin.
constexpr std::string_view kRemarks[] = {"注：", "注:",  "备注", "说明", "填表",    "填报",
                                         "制表", "审核", "合计", "总计", "联系人："};

constexpr Word kLevelWords[] = {
    {"city", "city"},    {"市", "city"},         {"市级", "city"},     {"district", "district"},
    {"区", "district"},  {"区级", "district"},   {"county", "county"}, {"县", "county"},
    {"县级", "county"},  {"town", "town"},       {"镇", "town"},       {"镇级", "town"},
    {"乡", "town"},      {"乡级", "town"},       {"乡镇", "town"},     {"街道", "town"},
    {"镇街", "town"},    {"village", "village"}, {"村", "village"},    {"村级", "village"},
    {"社区", "village"},
};

constexpr Word kSignWords[] = {
    {"entrance", "entrance"}, {"大型指引牌", "entrance"}, {"指引牌", "entrance"}, {"desk", "desk"},
    {"桌面立牌", "desk"},     {"立牌", "desk"},           {"none", "none"},       {"无", "none"},
    {"不设", "none"},
};

constexpr Word kLackWords[] = {
    {"leading_group", "leading_group"},
    {"领导小组", "leading_group"},
    {"工作领导小组", "leading_group"},
    {"office", "office"},
    {"办公室", "office"},
    {"办公室成员", "office"},
    {"sign", "sign"},
    {"标识牌", "sign"},
    {"指引牌", "sign"},
    {"立牌", "sign"},
};

constexpr Word kAnswers[] = {
    {"true", "yes"}, {"yes", "yes"},   {"是", "yes"},  {"已设", "yes"}, {"已设立", "yes"},
    {"false", "no"}, {"no", "no"},     {"否", "no"},   {"未设", "no"},  {"未设立", "no"},
    {"筹建", "no"},  {"筹建中", "no"}, {"计划", "no"},
};

// Characters that people type in hours, and the character that is meant.
constexpr Word kHourMarks[] = {
    {"—", "-"},  {"–", "-"}, {"～", "-"}, {"~", "-"}, {"至", "-"}, {"到", "-"}, {"、", ","},
    {"；", ","}, {";", ","}, {"。", ""},  {" ", ""},  {"和", ","}, {"，", ","},
};

std::span<const Word> table_of(WindowWords words) {
  if (words == WindowWords::levels) return kLevelWords;
  return words == WindowWords::signs ? std::span<const Word>(kSignWords) : kLackWords;
}

std::string plain(std::string_view cell) {
  return ascii_lower(trimmed(half_width(cell)));
}

// "电　话（座机）" -> "电话".
std::string plain_header(std::string_view header) {
  std::string name;
  for (const std::string& character : characters(half_width(header))) {
    const bool is_blank = odd_blanks_at(character) > 0 || character == " " || character == "\t" ||
                          character == "\n" || character == "\r";
    if (!is_blank) name += character;
  }
  const std::size_t bracket = name.find('(');
  if (bracket != std::string::npos && bracket > 0 && name.ends_with(')')) name.resize(bracket);
  return ascii_lower(name);
}

std::string_view meant_by(std::span<const Word> words, std::string_view cell) {
  const auto exact = std::ranges::find(words, cell, &Word::written);
  if (exact != words.end()) return exact->meant;
  const auto found = std::ranges::find(words, plain(cell), &Word::written);
  return found == words.end() ? std::string_view() : found->meant;
}

bool is_chinese(std::string_view word) {
  return static_cast<unsigned char>(word.front()) >= 0x80;
}

// The first Chinese word for it; itself if there is none.
std::string written_in_chinese(std::span<const Word> words, const std::string& meant) {
  const auto found = std::ranges::find_if(
      words, [&](const Word& word) { return word.meant == meant && is_chinese(word.written); });
  return found == words.end() ? meant : std::string(found->written);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// "9:00" -> "09:00": spreadsheets drop the leading zero.
std::string with_two_digits(std::string text) {
  for (std::size_t colon = text.find(':'); colon != std::string::npos;
       colon = text.find(':', colon + 1)) {
    const bool first = colon >= 1 && (colon == 1 || text[colon - 2] < '0' || text[colon - 2] > '9');
    if (!first) continue;
    text.insert(colon - 1, "0");
    ++colon;
  }
  return text;
}

bool is_plain_hours(std::string_view cell) {
  return cell.find_first_not_of("0123456789:-, ") == std::string_view::npos;
}

}  // namespace

std::optional<WindowColumn> window_column(std::string_view header) {
  const std::string name = plain_header(header);
  const auto* found = std::ranges::find(kHeaders, name, &Header::first);
  if (found == std::end(kHeaders)) return std::nullopt;
  return found->second;
}

std::vector<std::string> window_column_names() {
  std::vector<std::string> names;
  for (const Header& header : kHeaders) names.emplace_back(header.first);
  return names;
}

std::string_view window_key(WindowColumn column) {
  return window_header(column, /*chinese=*/false);
}

std::string_view window_header(WindowColumn column, bool chinese) {
  const auto* found = std::ranges::find_if(kHeaders, [&](const Header& header) {
    return header.second == column && is_chinese(header.first) == chinese;
  });
  return found == std::end(kHeaders) ? std::string_view() : found->first;
}

std::string window_cell(WindowColumn column, const std::string& value, bool chinese) {
  if (!chinese || value.empty()) return value;
  if (column == WindowColumn::level) return written_in_chinese(kLevelWords, value);
  if (column == WindowColumn::sign) return written_in_chinese(kSignWords, value);
  if (column == WindowColumn::set_up && value == "false") return written_in_chinese(kAnswers, "no");
  if (column == WindowColumn::set_up && value == "true") return written_in_chinese(kAnswers, "yes");
  if (column != WindowColumn::lacks) return value;
  std::vector<std::string> words;
  for (const std::string& word : parts_of(value))
    words.push_back(written_in_chinese(kLackWords, word));
  return joined(words, "、");
}

std::string_view window_word(WindowWords words, std::string_view cell) {
  return meant_by(table_of(words), cell);
}

Sentence window_word_hint(WindowWords words, std::string_view cell) {
  std::vector<std::string> written;
  for (const Word& word : table_of(words)) written.emplace_back(word.written);
  const Sentence nearest = cell.size() < 4 ? Sentence() : did_you_mean(cell, written);
  if (!nearest.empty()) return nearest;
  return say("write one of: {words}", {{"words", joined(written, ", ")}});
}

std::optional<bool> yes_or_no(std::string_view cell) {
  const std::string_view answer = meant_by(kAnswers, cell);
  if (answer.empty()) return std::nullopt;
  return answer == "yes";
}

bool begins_remark(std::string_view cell) {
  return std::ranges::any_of(kRemarks,
                             [&](std::string_view remark) { return cell.starts_with(remark); });
}

std::string plain_hours(std::string_view cell) {
  std::string text(cell);
  if (!is_plain_hours(cell)) {
    for (const Word& mark : kHourMarks) replace_all(text, mark.written, mark.meant);
    text = half_width(text);
  }
  return with_two_digits(std::move(text));
}

std::vector<std::string> parts_of(std::string_view cell) {
  std::string text(cell);
  for (const std::string_view mark : {"、", "，", "；", ";", " ", "\n"})
    replace_all(text, mark, ",");
  std::vector<std::string> parts = split(text, ',');
  std::erase(parts, "");
  return parts;
}

}  // namespace core
