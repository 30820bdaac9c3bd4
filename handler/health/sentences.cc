// Puts the values of a finding into its sentences.
#include "handler/health/sentences.h"

#include <algorithm>
#include <span>

#include "core/base/check.h"
#include "handler/health/job_sentences.h"
#include "handler/health/sentence_table.h"
#include "handler/health/server_sentences.h"

namespace handler::health {
namespace {

constexpr std::span<const FindingWords> kTables[] = {kFindingWords, kJobFindingWords,
                                                     kServerFindingWords};

std::string filled(std::string text, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string mark = "{" + std::to_string(i) + "}";
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + values[i].size()))
      text.replace(at, mark.size(), values[i]);
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace

Finding finding(Level level, const std::string& id, const std::vector<std::string>& values) {
  const FindingWords* found = nullptr;
  for (const std::span<const FindingWords> table : kTables) {
    const auto there = std::ranges::find(table, id, &FindingWords::id);
    if (there != table.end()) found = &*there;
  }
  BANCHENG_CHECK(found != nullptr);
  return {level,
          id,
          filled(found->zh, values),
          filled(found->en, values),
          filled(found->remedy_zh, values),
          filled(found->remedy_en, values)};
}

std::string level_word(Level level, bool chinese) {
  switch (level) {
    case Level::ok:
      return chinese ? "正常" : "ok";
    case Level::note:
      return chinese ? "说明" : "note";
    case Level::warning:
      return chinese ? "警告" : "warning";
    case Level::red:
      return chinese ? "严重" : "red";
  }
  return {};
}

std::vector<std::string> finding_ids() {
  std::vector<std::string> ids;
  for (const std::span<const FindingWords> table : kTables) {
    for (const FindingWords& one : table) ids.emplace_back(one.id);
  }
  return ids;
}

Level worst(const Findings& findings) {
  Level level = Level::ok;
  for (const Finding& one : findings) level = std::max(level, one.level);
  return level;
}

}  // namespace handler::health
