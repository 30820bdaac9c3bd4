// Puts subject, field and values of a change into the sentences of the catalogue.
#include "handler/publishing/change_words.h"

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/reading/size_words.h"
#include "core/time/local_time.h"

namespace handler::publishing {
namespace {

using core::ChangeArea;
using core::SiteChange;
using Kind = core::SiteChange::Kind;

constexpr std::size_t kLongestValue = 60;
constexpr std::size_t kBytesOfSign = 3;       // of a Chinese character
constexpr const char* kBetweenValues = "、";  // as the comparison joins the values of a list

constexpr std::array<std::pair<ChangeArea, std::string_view>, 13> kAreas = {{
    {ChangeArea::bodies, "bodies"},
    {ChangeArea::windows, "windows"},
    {ChangeArea::units, "units"},
    {ChangeArea::duty, "duty"},
    {ChangeArea::notices, "notices"},
    {ChangeArea::news, "news"},
    {ChangeArea::stories, "stories"},
    {ChangeArea::faq, "faq"},
    {ChangeArea::measures, "measures"},
    {ChangeArea::documents, "documents"},
    {ChangeArea::figures, "figures"},
    {ChangeArea::files, "files"},
    {ChangeArea::rules, "rules"},
}};

// "picture", "pdf", "other": by its ending.
std::string kind_of_file(std::string_view name) {
  constexpr std::array<std::string_view, 5> kPictures = {".jpg", ".jpeg", ".png", ".webp", ".gif"};
  if (name.ends_with(".pdf")) return "pdf";
  for (const std::string_view ending : kPictures)
    if (name.ends_with(ending)) return "picture";
  return "other";
}

class Wording {
 public:
  Wording(const SiteChange& change, const core::Texts& texts, int year)
      : change_(change), texts_(texts), year_(year) {}

  std::string sentence() const {
    if (change_.area == ChangeArea::files) return sentence_of_file();
    return texts_.format("changes.sentence", {{"subject", subject()}, {"what", what()}});
  }

 private:
  std::string text(const std::string& key) const { return texts_.get("changes." + key); }
  std::string format(const std::string& key, core::Texts::Values values) const {
    return texts_.format("changes." + key, values);
  }

  std::string size(const std::string& bytes) const {
    return bytes.empty() ? "" : core::size_in_words(texts_, std::stoull(bytes));
  }

  // "新增图片 photo.jpg，120 KB".
  std::string sentence_of_file() const {
    const std::string key = change_.kind == Kind::added     ? "file_added"
                            : change_.kind == Kind::removed ? "file_removed"
                                                            : "file_replaced";
    return format(key, {{"kind", text("file_kind." + kind_of_file(change_.entry))},
                        {"name", change_.entry},
                        {"before", size(change_.before)},
                        {"after", size(change_.after)}});
  }

  bool is_of_file() const {
    return change_.entry.empty() && change_.item.empty() && change_.field.empty() &&
           change_.area != ChangeArea::figures;
  }

  std::string day(core::Day day) const { return core::chinese_date(day, year_); }

  // "12月7日至13日": the month is not said twice.
  std::string days(core::Day from, core::Day to) const {
    const std::chrono::year_month_day first(from);
    const std::chrono::year_month_day last(to);
    std::string end = core::chinese_date(to, core::year_of(from));
    if (first.year() == last.year() && first.month() == last.month()) {
      const std::string month = std::to_string(static_cast<unsigned>(first.month()));
      end = end.substr(month.size() + kBytesOfSign);
    }
    return format("days", {{"from", day(from)}, {"to", end}});
  }

  // "2026-12-07", "2026-12-07/2026-12-13", with or without words behind them; other texts as they
  // are.
  std::string dated(const std::string& value) const {
    const std::size_t blank = value.find(' ');
    const std::string head = value.substr(0, blank);
    const std::string tail = blank == std::string::npos ? "" : value.substr(blank + 1);
    const std::size_t slash = head.find('/');
    const std::optional<core::Day> from = core::day_from_iso(head.substr(0, slash));
    if (!from) return value;
    std::string words = day(*from);
    if (slash != std::string::npos) {
      const std::optional<core::Day> to = core::day_from_iso(head.substr(slash + 1));
      if (!to) return value;
      words = days(*from, *to);
    }
    return tail.empty() ? words : words + with_part(tail);
  }

  // "morning 柏树" -> "上午 柏树".
  std::string with_part(const std::string& tail) const {
    const std::string first = tail.substr(0, tail.find(' '));
    const std::string key = "changes.value.part." + first;
    return texts_.has(key) ? texts_.get(key) + tail.substr(first.size()) : " " + tail;
  }

  std::string value(const std::string& raw) const { return value(raw, change_.field); }

  // Words of the files become those of the catalogue.
  std::string value(const std::string& raw, const std::string& field) const {
    std::vector<std::string> parts;
    std::string rest = raw;
    for (std::size_t at = rest.find(kBetweenValues); at != std::string::npos;
         at = rest.find(kBetweenValues)) {
      parts.push_back(rest.substr(0, at));
      rest = rest.substr(at + std::string_view(kBetweenValues).size());
    }
    parts.push_back(rest);
    for (std::string& part : parts) {
      const std::string key = "changes.value." + field + "." + part;
      if (!field.empty() && texts_.has(key)) part = texts_.get(key);
    }
    return core::shortened(dated(core::joined(parts, kBetweenValues)), kLongestValue);
  }

  // "" if people have no word for it.
  std::string word_for(const std::string& field) const {
    const std::string own = "changes.field_of." + std::string(id_of(change_.area)) + "." + field;
    if (texts_.has(own)) return texts_.get(own);
    const std::string common = "changes.field." + field;
    return texts_.has(common) ? texts_.get(common) : "";
  }

  std::string field() const {
    const std::string word = word_for(change_.field);
    return word.empty() ? change_.field : word;
  }

  // "（工作职务 副县长，电话 0999-5550002）"; "" if there are none.
  std::string facts() const {
    std::vector<std::string> said;
    for (const SiteChange::Fact& fact : change_.facts) {
      const std::string word = word_for(fact.field);
      if (word.empty() || fact.field == "body" || fact.field == "id") continue;
      said.push_back(format("fact", {{"field", word}, {"value", value(fact.value, fact.field)}}));
    }
    if (said.empty()) return "";
    return format("facts", {{"facts", core::joined(said, text("between_facts"))}});
  }

  // A file has the name that the operator knows; duty and notices are called by their days or
  // words.
  std::string subject() const {
    if (is_of_file()) return format("file", {{"file", change_.file}});
    const std::string area = area_in_words(change_.area, texts_);
    if (!change_.entry.empty()) return core::shortened(change_.entry, kLongestValue);
    const bool is_notice_itself = change_.area == ChangeArea::notices && change_.field.empty();
    if (change_.item.empty() || is_notice_itself) return area;
    return format(change_.area == ChangeArea::notices ? "notice" : "of_days",
                  {{"area", area}, {"item", core::shortened(dated(change_.item), kLongestValue)}});
  }

  // What stands before the values: the member of a roster.
  std::string item() const {
    return change_.entry.empty() || change_.item.empty() ? "" : change_.item + " ";
  }

  std::string what() const {
    switch (change_.kind) {
      case Kind::added:
        return came_or_went("added", change_.after);
      case Kind::removed:
        return came_or_went("removed", change_.before);
      case Kind::moved:
        return change_.after.empty()
                   ? format("moved_first", {{"what", item() + value(change_.before)}})
                   : format("moved", {{"what", item() + value(change_.before)},
                                      {"above", value(change_.after)}});
      case Kind::changed:
        break;
    }
    return changed();
  }

  // The entry's own name stands before it already.
  std::string came_or_went(const std::string& key, const std::string& name) const {
    const bool is_named = is_of_file() || (!change_.entry.empty() && change_.item.empty());
    if (is_named) return text(key) + facts();
    return format(key + "_item", {{"what", item() + value(name)}}) + facts();
  }

  std::string changed() const {
    if (is_of_file() || change_.field == "body" || change_.before == change_.after)
      return text(change_.field == "body" ? "body" : "changed");
    const std::string before = value(change_.before);
    const std::string after = value(change_.after);
    if (change_.field.empty())
      return item() + format("arrow", {{"before", before}, {"after", after}});
    const std::string name = item() + field();
    if (change_.before.empty()) return format("filled", {{"field", name}, {"after", after}});
    if (change_.after.empty()) return format("emptied", {{"field", name}, {"before", before}});
    return name + " " + format("arrow", {{"before", before}, {"after", after}});
  }

  const SiteChange& change_;
  const core::Texts& texts_;
  int year_;
};

}  // namespace

std::string_view id_of(ChangeArea area) {
  for (const auto& [one, id] : kAreas) {
    if (one == area) return id;
  }
  return "rules";
}

std::string area_in_words(ChangeArea area, const core::Texts& texts) {
  return texts.get("changes.area." + std::string(id_of(area)));
}

std::string in_words(const SiteChange& change, const core::Texts& texts, int year) {
  return Wording(change, texts, year).sentence();
}

std::vector<std::string> in_words(const std::vector<SiteChange>& changes, const core::Texts& texts,
                                  int year) {
  std::vector<std::string> lines;
  for (const SiteChange& change : changes) lines.push_back(in_words(change, texts, year));
  return lines;
}

}  // namespace handler::publishing
