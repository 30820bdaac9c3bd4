// Tables of words. Texts are compared in half width and without blanks.
#include "handler/publishing/table_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/text.h"

namespace handler::publishing {
namespace {

using Heading = std::pair<std::string_view, Column>;
constexpr Heading kHeadings[] = {
    {"序号", Column::number},
    {"编号", Column::number},
    {"组内职务", Column::role},
    {"小组职务", Column::role},
    {"职务分工", Column::role},
    {"角色", Column::role},
    {"分工", Column::role},
    {"岗位", Column::role},
    {"身份", Column::role},
    {"领导小组职务", Column::role},
    {"职务", Column::role_or_post},
    {"姓名", Column::name},
    {"名字", Column::name},
    {"人员", Column::name},
    {"成员姓名", Column::name},
    {"带班领导", Column::name},
    {"值班领导", Column::name},
    {"带班人", Column::name},
    {"值班人", Column::name},
    {"值班人员", Column::name},
    {"带班人员", Column::name},
    {"单位和职务", Column::post},
    {"单位及职务", Column::post},
    {"单位职务", Column::post},
    {"行政职务", Column::post},
    {"现任职务", Column::post},
    {"工作单位及职务", Column::post},
    {"所在单位及职务", Column::post},
    {"单位、职务", Column::post},
    {"单位", Column::unit},
    {"所在单位", Column::unit},
    {"工作单位", Column::unit},
    {"成员单位", Column::unit},
    {"日期", Column::days},
    {"时间", Column::days},
    {"值班日期", Column::days},
    {"带班日期", Column::days},
    {"值班时间", Column::days},
    {"带班时间", Column::days},
    {"开始", Column::from},
    {"开始日期", Column::from},
    {"从", Column::from},
    {"结束", Column::to},
    {"结束日期", Column::to},
    {"到", Column::to},
    {"时段", Column::part},
    {"班次", Column::part},
    {"上下午", Column::part},
    {"电话", Column::phone},
    {"联系电话", Column::phone},
    {"手机", Column::phone},
    {"值班电话", Column::phone},
    {"联系方式", Column::phone},
    {"办公电话", Column::phone},
};

using PartWord = std::pair<std::string_view, std::optional<core::HalfDay>>;
constexpr PartWord kParts[] = {{"上午", core::HalfDay::morning},
                               {"下午", core::HalfDay::afternoon},
                               {"全天", std::nullopt},
                               {"整天", std::nullopt},
                               {"白天", std::nullopt}};

constexpr std::string_view kSpanSigns[] = {"至", "到", "-", "~", "—", "–", "--", "——"};
constexpr std::string_view kConcurrent[] = {"(兼)", "(兼任)"};

// In half width, without blanks.
std::string plain(std::string_view text) {
  std::string narrow = core::half_width(text);
  std::erase(narrow, ' ');
  return narrow;
}

void take_off(std::string& text, std::size_t characters) {
  std::vector<std::string> all = core::characters(text);
  all.resize(all.size() - std::min(all.size(), characters));
  text = core::trimmed(core::joined(all, ""));
}

bool ends_with_any(const std::string& text, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

}  // namespace

std::optional<Column> column_of(std::string_view heading) {
  std::string word = plain(heading);
  if (const std::size_t bracket = word.find('('); bracket != std::string::npos && bracket > 0)
    word.resize(bracket);
  const auto* found = std::ranges::find(kHeadings, word, &Heading::first);
  if (found == std::end(kHeadings)) return std::nullopt;
  return found->second;
}

std::optional<std::vector<std::optional<Column>>> columns_of(
    const std::vector<std::string>& cells) {
  std::vector<std::optional<Column>> columns;
  for (const std::string& cell : cells) columns.push_back(column_of(cell));
  const auto known =
      std::ranges::count_if(columns, [](const auto& one) { return one.has_value(); });
  if (known < 2) return std::nullopt;
  return columns;
}

std::optional<PartOfDay> part_of_day(std::string_view text) {
  const auto* found = std::ranges::find(kParts, plain(text), &PartWord::first);
  if (found == std::end(kParts)) return std::nullopt;
  return PartOfDay{found->second};
}

std::optional<PartOfDay> take_part_of_day(std::string& text) {
  std::string shown = text;
  if (ends_with_any(shown, {")", "）"})) take_off(shown, 1);
  for (const PartWord& part : kParts) {
    if (!shown.ends_with(part.first)) continue;
    shown.resize(shown.size() - part.first.size());
    while (ends_with_any(shown, {"(", "（", "，", ",", "每天", " "})) {
      take_off(shown, shown.ends_with("每天") ? 2 : 1);
    }
    text = core::trimmed(shown);
    return PartOfDay{part.second};
  }
  return std::nullopt;
}

bool is_span_sign(std::string_view text) {
  return core::contains(kSpanSigns, plain(text));
}

bool take_concurrent(std::string& post) {
  const std::string narrow = plain(post);
  for (const std::string_view word : kConcurrent) {
    if (!narrow.ends_with(word)) continue;
    take_off(post, core::character_count(word));
    return true;
  }
  return false;
}

std::optional<std::pair<std::string, std::string>> cut_at_colon(std::string_view line) {
  for (const std::string_view colon : {std::string_view("："), std::string_view(":")}) {
    const std::size_t at = line.find(colon);
    if (at == std::string_view::npos) continue;
    const std::string_view behind = line.substr(at + colon.size());
    if (colon == ":" && !behind.empty() && core::is_digit(behind.front())) continue;
    return std::pair(std::string(line.substr(0, at)), std::string(behind));
  }
  return std::nullopt;
}

}  // namespace handler::publishing
