// What a site publishes besides its promises: news, stories, measures, statistics, questions, files
// to download. Only pages are made from it, so it is no part of a published version: the handler
// never reads it, and a news item does not make a new version of the rules.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/publications/article.h"
#include "core/publications/faq.h"
#include "core/publications/statistics.h"
#include "core/publications/triage.h"

namespace core {

struct Publications {
  Day today{};  // the day of the build: what is shown of rosters and news depends on it
  std::vector<Article> news;                           // newest first, those shown on that day
  std::vector<Article> stories;                        // the same
  std::map<std::string, std::string> document_bodies;  // Markdown, by the document's id
  std::optional<Statistics> statistics;
  std::vector<TriageQuestion> triage;  // empty: derived from the policy's exclusions
  FaqChanges faq;
  std::map<std::string, std::string> files;  // bytes, by name; at ID/files/NAME
};

}  // namespace core
