// Warnings about content that is not wrong but needs attention: placeholder texts, outdated rosters
// and notices, a time that an official site does not name, dates in the future, titles used twice.
// Each has its position.
#pragma once

#include <map>
#include <string>

#include "core/site/site.h"

namespace core {

// content.placeholder: TODO, XX, Lorem ipsum, 待定, or a value that is nothing but 测试, in any of
// the files. `files` maps names as messages show them to texts; comments of YAML files are ignored.
void find_placeholders(const std::map<std::string, std::string>& files, Diagnostics& diagnostics);

// Of the site's own files:
//   content.future-date      a document or roster dated after `today`
//   content.ended-post       a roster entry whose 'to' has passed
//   content.stale-duty       a duty roster whose last day has passed
//   content.duty-gap         a workday ahead that the duty roster leaves out (roster_checks.h)
//   content.stale-roster     a roster of an official site that is older than two years
//   content.hours-differ    the main window prints other hours than the counted ones
//   content.no-retention     an official site whose policy does not say how long reports are kept
//   content.duplicate-title  two documents with the same title
void find_stale(const Site& site, Day today, Diagnostics& diagnostics);

// For all articles, including those not shown on `today`: content.future-date, content.expired,
// content.duplicate-title.
void find_stale_articles(const std::vector<Article>& articles, Day today, Diagnostics& diagnostics);

}  // namespace core
