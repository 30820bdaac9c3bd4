// What a site publishes besides its rules: news, stories, measures, statistics, questions, files
// for download. Only the generator reads these. They are not part of a published version, so a news
// item does not make a new version of the rules.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/publications/article.h"
#include "core/publications/faq.h"
#include "core/publications/search_words.h"
#include "core/publications/statistics.h"
#include "core/publications/triage.h"

namespace core {

struct Publications {
  Day today{};  // the day of the build; decides which parts of rosters and news are shown
  std::vector<Article> news;                           // newest first, only those shown on that day
  std::vector<Article> stories;                        // the same for stories
  std::map<std::string, std::string> document_bodies;  // Markdown, by the document's id
  std::optional<Statistics> statistics;
  std::vector<TriageQuestion> triage;  // empty: derived from the policy's exclusions
  FaqChanges faq;
  SearchWords search;
  std::map<std::string, std::string> files;  // bytes by name; published at ID/files/NAME
};

}  // namespace core
