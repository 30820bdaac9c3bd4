// Pages and counts of cases: by mark with the earliest deadline first, all cases newest first, and
// by search words. Each query has an index that covers its filters.
#include "handler/store/cases/case_lists.h"

#include <utility>

#include "core/base/check.h"
#include "core/base/text.h"
#include "handler/store/cases/case_rows.h"
#include "handler/store/cases/search_words.h"
#include "handler/store/database/connections.h"
#include "handler/store/database/dialect.h"

namespace handler::store {
namespace {

// Builds a WHERE clause and its values together; the text contains only placeholders.
class Conditions {
 public:
  void add(const std::string& condition) { text_ += " AND " + condition; }
  void add_equal(const std::string& column, const std::string& value) {
    if (!value.empty()) add(column + " = " + placeholder(value));
  }
  void add_in(const std::string& column, const std::vector<std::string>& values) {
    if (!values.empty()) add(in(column, values));
  }
  std::string in(const std::string& column, const std::vector<std::string>& values) {
    const std::string list = dialect::rows_of_list(placeholder(json_list(values)));
    return column + " IN (SELECT value FROM " + list + ")";
  }
  std::string placeholder(Value value) {
    values_.push_back(std::move(value));
    return "$" + std::to_string(values_.size());
  }
  const std::string& text() const { return text_; }
  const std::vector<Value>& values() const { return values_; }

 private:
  std::string text_;
  std::vector<Value> values_;
};

std::string within(Conditions& where, const std::string& table, const std::string& site,
                   const Reach& reach) {
  std::string all;
  const auto both = [&all](const std::string& condition) {
    all += (all.empty() ? "" : " AND ") + condition;
  };
  if (!reach.windows.empty()) both(where.in(table + "window_id", reach.windows));
  if (!reach.unit.empty()) {
    const std::string unit = where.placeholder(reach.unit);
    std::string holds = table + "unit = " + unit;
    if (!reach.held) {
      holds += " OR " + table + "case_id IN (SELECT case_id FROM assisting_units WHERE site = " +
               where.placeholder(site) + " AND unit = " + unit + ")";
    }
    both("(" + holds + ")");
    both("NOT (" + table + "restricted = 1 AND " + table + "concerned_unit = " + unit + ")");
  }
  return all.empty() ? "1 = 1" : "(" + all + ")";
}

// Scope and filters; not the mark, the search and the page.
void add_filter(Conditions& where, const std::string& table, const CaseFilter& filter) {
  std::string any;
  for (const Reach& reach : filter.reach)
    any += (any.empty() ? "" : " OR ") + within(where, table, filter.site, reach);
  if (!any.empty()) where.add("(" + any + ")");
  where.add_in(table + "state", filter.states);
  where.add_equal(table + "kind", filter.kind);
  where.add_equal(table + "tier", filter.tier);
  where.add_equal(table + "unit", filter.unit);
  where.add_in(table + "window_id", filter.windows);
  if (filter.restricted) where.add(table + "restricted = 1");
  if (filter.from)
    where.add(table + "submitted_at >= " + where.placeholder(core::to_iso(*filter.from)));
  if (filter.before)
    where.add(table + "submitted_at < " + where.placeholder(core::to_iso(*filter.before)));
}

// "due_key|case_id" of the last row shown, or only its case_id in lists ordered by age.
struct Position {
  std::string due;
  std::int64_t id = 0;
};

std::optional<Position> position_in(const std::optional<std::string>& after) {
  if (!after) return std::nullopt;
  const std::size_t bar = after->rfind('|');
  Position position{bar == std::string::npos ? "" : after->substr(0, bar), 0};
  const std::string number = bar == std::string::npos ? *after : after->substr(bar + 1);
  if (number.empty() || number.size() > 15) return std::nullopt;
  for (const char c : number) {
    if (c < '0' || c > '9') return std::nullopt;
    position.id = position.id * 10 + (c - '0');
  }
  return position;
}

std::string late_in(Conditions& where, const std::string& table, core::Instant now) {
  return "(" + table + "due_key < " + where.placeholder(core::to_iso(now)) + " OR " + table +
         "breached = 1)";
}

struct Query {
  std::string sql;
  std::vector<Value> values;
};

Query by_mark(const CaseFilter& filter) {
  Conditions where;
  const std::string site = where.placeholder(filter.site);
  const std::string mark = where.placeholder(filter.mark);
  add_filter(where, "m.", filter);
  if (filter.late_at) where.add(late_in(where, "m.", *filter.late_at));
  const std::optional<Position> after = position_in(filter.after);
  if (after && !after->due.empty()) {
    const std::string due = where.placeholder(after->due);
    where.add("(m.due_key, m.case_id) > (" + due + ", " + where.placeholder(after->id) + ")");
  }
  const std::string limit = where.placeholder(std::int64_t{filter.limit + 1});
  return {"SELECT " + row_columns("c") + " FROM case_marks AS m" + std::string(dialect::kThenJoin) +
              "cases AS c ON c.case_id = m.case_id WHERE m.site = " + site + " AND m.mark = " +
              mark + where.text() + " ORDER BY m.due_key, m.case_id LIMIT " + limit,
          where.values()};
}

// The tables that newest() searches.
struct Source {
  std::string tables;  // one of them is cases AS n
  std::string id;      // the case id, in the table that is scanned
  std::string first;   // condition
};

Query newest(Conditions where, const Source& source, const CaseFilter& filter) {
  add_filter(where, "n.", filter);
  if (const std::optional<Position> after = position_in(filter.after); after && after->due.empty())
    where.add(source.id + " < " + where.placeholder(after->id));
  const std::string limit = where.placeholder(std::int64_t{filter.limit + 1});
  return {"SELECT " + row_columns("c") +
              " FROM cases AS c WHERE c.case_id IN (SELECT n.case_id FROM " + source.tables +
              " WHERE " + source.first + where.text() + " ORDER BY " + source.id + " DESC LIMIT " +
              limit + ") ORDER BY c.case_id DESC",
          where.values()};
}

Query by_age(const CaseFilter& filter) {
  Conditions where;
  std::string first = "n.site = " + where.placeholder(filter.site);
  if (filter.states.empty()) first += " AND n.state NOT IN ('set_aside', 'turned_away')";
  return newest(std::move(where), {"cases AS n", "n.case_id", first}, filter);
}

Query by_serial(const CaseFilter& filter) {
  Conditions where;
  const std::string site = where.placeholder(filter.site);
  const std::string serials = where.placeholder(json_list(filter.serials));
  const Source source = {dialect::rows_of_list(serials) + " AS s" +
                             std::string(dialect::kThenJoin) + "cases AS n ON n.serial = s.value",
                         "n.case_id", "n.site = " + site};
  return newest(std::move(where), source, filter);
}

// Each term costs an index look-up; with more windows than this, the filter on rows is fast enough.
constexpr std::size_t kMostTerms = 40;

// The part of the scope that the word index can check itself.
std::string scope_match(const CaseFilter& filter) {
  std::string match = " AND \"" + scope_term("s", filter.site) + "\"";
  std::vector<std::string> terms;
  for (const Reach& reach : filter.reach) {
    if (!reach.unit.empty()) {
      terms.push_back(scope_term("u", reach.unit));
      continue;
    }
    for (const std::string& window : reach.windows) terms.push_back(scope_term("w", window));
  }
  return terms.empty() || terms.size() > kMostTerms ? match : match + " AND " + match_any(terms);
}

Query by_words(const CaseFilter& filter, const std::string& match) {
  Conditions where;
  const std::string site = where.placeholder(filter.site);
  const std::string wanted = where.placeholder(match + scope_match(filter));
  const std::string id(dialect::kCaseOfWords);
  const Source source = {
      "case_words AS w" + std::string(dialect::kThenJoin) + "cases AS n ON n.case_id = " + id, id,
      dialect::holds_words(wanted) + " AND n.site = " + site};
  return newest(std::move(where), source, filter);
}

std::string position_of(const CaseFilter& filter, const CaseRow& row) {
  std::string id = std::to_string(row.id);
  if (filter.mark.empty() || !filter.words.empty()) return id;
  return (row.values.next_due ? core::to_iso(*row.values.next_due) : std::string("~")) + "|" + id;
}

std::optional<Query> query_for(const CaseFilter& filter) {
  if (!filter.words.empty()) {
    const std::string match = match_for(filter.words);
    if (match.empty()) return std::nullopt;
    return by_words(filter, match);
  }
  if (!filter.serials.empty()) return by_serial(filter);
  return filter.mark.empty() ? by_age(filter) : by_mark(filter);
}

CasePage read_page(Database& database, const CaseFilter& filter) {
  CasePage page;
  const std::optional<Query> query = query_for(filter);
  if (!query) return page;
  page.rows = each(run(database, query->sql, query->values), row_of);
  if (page.rows.size() > static_cast<std::size_t>(filter.limit)) {
    page.rows.pop_back();
    page.next = position_of(filter, page.rows.back());
  }
  return page;
}

}  // namespace

core::Result<CasePage> CaseLists::list_cases(const CaseFilter& filter) {
  BANCHENG_CHECK(filter.limit > 0);
  return connections_.read([&](Database& database) { return read_page(database, filter); });
}

core::Result<std::vector<MarkCount>> CaseLists::count_marks(const CaseFilter& filter,
                                                            core::Instant now, CountBy by) {
  Conditions where;
  const std::string site = where.placeholder(filter.site);
  const std::string late = late_in(where, "m.", now);
  add_filter(where, "m.", filter);
  const std::string groups = by == CountBy::mark ? "m.mark, '', ''" : "m.mark, m.unit, m.tier";
  const std::string sql = "SELECT COUNT(*), SUM(CASE WHEN " + late + " THEN 1 ELSE 0 END), " +
                          groups + " FROM case_marks AS m WHERE m.site = " + site + where.text() +
                          " GROUP BY " + (by == CountBy::mark ? "m.mark" : groups);
  return connections_.read([&](Database& database) {
    return each(run(database, sql, where.values()), [](const Row& row) {
      return MarkCount{row.text(2), row.text(3), row.text(4), static_cast<int>(row.number(0)),
                       static_cast<int>(row.number(1))};
    });
  });
}

core::Result<std::vector<HolderCount>> CaseLists::count_holders(const std::string& site) {
  static const std::string kHolders =
      "SELECT c.unit, c.window_id, c.assisting, COUNT(*) FROM case_marks AS m" +
      std::string(dialect::kThenJoin) +
      "cases AS c ON c.case_id = m.case_id WHERE m.site = $1 AND m.mark = 'open' "
      "GROUP BY c.unit, c.window_id, c.assisting";
  return connections_.list(kHolders, {site}, [](const Row& row) {
    HolderCount one{row.text(0), row.text(1), core::split(row.text(2), ','),
                    static_cast<int>(row.number(3))};
    std::erase(one.assisting, "");
    return one;
  });
}

core::Result<std::vector<BouncedSlip>> CaseLists::bounced_slips(const std::string& site,
                                                                const std::string& unit, int most) {
  static const std::string kBounced =
      "SELECT e.case_id, c.serial, e.recorded_at FROM events AS e" +
      std::string(dialect::kByBounced) + std::string(dialect::kThenJoin) +
      "cases AS c ON c.case_id = e.case_id WHERE e.site = $1 AND e.actor_unit = $2 AND "
      "e.type = 'returned' AND NOT (c.restricted = 1 AND c.concerned_unit = $2) "
      "ORDER BY e.seq DESC LIMIT $3";
  return connections_.read([&](Database& database) {
    return each(run(database, kBounced, {site, unit, std::int64_t{most}}), [](const Row& row) {
      return BouncedSlip{row.number(0), row.text(1),
                         core::from_iso(row.text(2)).value_or(core::Instant{})};
    });
  });
}

}  // namespace handler::store
