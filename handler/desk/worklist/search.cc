// Searches for each possible meaning of the text.
#include "handler/desk/worklist/search.h"

#include <algorithm>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/plain_spelling.h"
#include "core/base/text.h"
#include "handler/cases/ticket_number.h"
#include "handler/cases/typed_ticket_number.h"
#include "handler/desk/access.h"
#include "handler/desk/casework/relations.h"
#include "handler/desk/casework/similar.h"

namespace handler::desk {
namespace {

using Found = core::Result<std::vector<store::CaseRow>>;

// Staff type "42" or "2026-0042" for PY-2026-0042.
constexpr int kYearsBack = 10;

bool are_digits(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::string four_digits(const std::string& number) {
  const std::size_t start = std::min(number.find_first_not_of('0'), number.size() - 1);
  const std::string bare = number.substr(start);
  return bare.size() < 4 ? std::string(4 - bare.size(), '0') + bare : bare;
}

std::vector<std::string> serials_meant(const Visit& visit, const std::string& typed) {
  const std::string text = core::ascii_upper(core::trimmed(core::plain_spelling(typed)));
  const std::string& prefix = visit.model().identity.serial_prefix;
  std::vector<std::string> serials = {text};
  const std::vector<std::string> parts = core::split(text, '-');
  if (parts.size() == 2 && are_digits(parts[0]) && are_digits(parts[1]))
    serials.push_back(prefix + "-" + parts[0] + "-" + four_digits(parts[1]));
  if (!are_digits(text) || text.size() > 6) return serials;
  const int year = visit.year();
  for (int back = 0; back < kYearsBack; ++back)
    serials.push_back(prefix + "-" + std::to_string(year - back) + "-" + four_digits(text));
  return serials;
}

Found by_serial(const Visit& visit, const std::string& typed) {
  const std::optional<store::CaseFilter> scope = scope_of(visit);
  if (!scope) return std::vector<store::CaseRow>{};
  store::CaseFilter filter = *scope;
  filter.serials = serials_meant(visit, typed);
  core::Result<store::CasePage> page = visit.services.store.list_cases(filter);
  if (!page) return page.failure();
  return std::move(page->rows);
}

Found by_ticket(const Visit& visit, const std::string& typed) {
  std::vector<store::CaseRow> found;
  const cases::ParsedNumber parsed = cases::parse_ticket_number(typed);
  if (parsed.check != cases::NumberCheck::good) return found;
  const core::Result<store::CaseRecord> record = visit.services.store.case_by_ticket(
      visit.site.id(), cases::ticket_hash(parsed.number, visit.services.portal_keys.ticket));
  if (record) found.push_back(record->row);
  if (!record && record.failure().code != core::FailureCode::not_found) return record.failure();
  return found;
}

struct Meaning {
  Found (*find)(const Visit& visit, const std::string& typed);
  std::string_view right;  // the right that the user needs on the case
  bool compares = false;   // finds by what the report holds
};

bool may_be_found(const Visit& visit, const Meaning& meaning, const store::CaseRow& row) {
  return cases::allowed(visit.staff, meaning.right, object_of(visit.model(), row)) &&
         (!meaning.compares || may_compare(visit, row.id));
}

constexpr Meaning kMeanings[] = {
    {by_serial, "see"}, {by_ticket, "see"}, {cases_with_phone, "see_identity", true}};

}  // namespace

Found find_by_number(const Visit& visit, const std::string& typed) {
  std::vector<store::CaseRow> all;
  for (const Meaning& meaning : kMeanings) {
    Found found = meaning.find(visit, typed);
    if (!found) return found;
    for (store::CaseRow& row : *found) {
      const bool is_there = core::contains(all, row.id, &store::CaseRow::id);
      if (!is_there && may_be_found(visit, meaning, row)) all.push_back(std::move(row));
    }
  }
  return all;
}

}  // namespace handler::desk
