// What is not wrong but should not stay so: placeholder texts, rosters and notices that are out of
// date, dates in the future, titles used twice. All of it warnings, with their places.
#pragma once

#include <map>
#include <string>

#include "core/site/site.h"

namespace core {

// content.placeholder: TODO, XX, Lorem ipsum, 待定, or a value that is nothing but 测试, in any of
// the files (by the name that messages show; comments of YAML files are not looked at).
void find_placeholders(const std::map<std::string, std::string>& files, Diagnostics& diagnostics);

// Of the site's own files:
//   content.future-date  a document or roster dated after `today`
//   content.stale-duty   a duty roster whose last day is over
//   content.stale-roster an official site's roster that is older than two years
//   content.duplicate-title  two documents of one title
void find_stale(const Site& site, Day today, Diagnostics& diagnostics);

// Of articles as read, before those not shown on `today` are left out: content.future-date,
// content.expired, content.duplicate-title.
void find_stale_articles(const std::vector<Article>& articles, Day today, Diagnostics& diagnostics);

}  // namespace core
