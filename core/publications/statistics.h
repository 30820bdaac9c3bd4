// The figures that a window publishes about its work: rates with their exact denominators (CA-05)
// and counts by tier, unit and cause (SG-21). A program writes them as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"
#include "core/time/local_time.h"

namespace core {

// A rate. The id decides what is counted, and pages say so:
//   responded  reports that got a response, of all reports received
//   completed  matters that are done, of those accepted that can be done
//   satisfied  evaluations that say satisfied, of all evaluations; a matter that is handled again
//              keeps the evaluations of its earlier rounds
//   on_time    matters done in time, of those done
//   revisited  matters followed up after they were done, of those done
struct Kpi {
  std::string id;
  int numerator = 0;
  int denominator = 0;
  std::optional<int> target;  // percent
};

struct CountOf {
  std::string name;  // of a tier, unit or cause, as printed
  int count = 0;
};

struct Statistics {
  Day as_of{};
  Day from{};
  Day to{};
  std::vector<Kpi> kpis;
  std::vector<CountOf> by_tier;
  std::vector<CountOf> by_unit;
  std::vector<CountOf> by_cause;
  // The head of the site's chain of events when the figures were counted: "demo:1095:HASH". No page
  // shows it. "": written by hand, or by an older program.
  std::string chain_head;
  Span as_of_span;
};

// Reads statistics.json strictly: RFC 8259, no unknown or duplicate keys, no numerator above its
// denominator (codes json.syntax, statistics.*). Nothing if there is any mistake.
std::optional<Statistics> read_statistics(const std::string& shown, const std::string& text,
                                          Diagnostics& diagnostics);

// The JSON that read_statistics() reads, in UTF-8, with line breaks.
std::string statistics_as_json(const Statistics& statistics);

// Smaller numbers are not published where they could identify people.
inline constexpr int kFewestShown = 5;

// Removes small numbers from a table: counts below kFewestShown are added up under `others`. If
// their sum is still smaller, the next larger counts are added too, so that no small number can be
// found by subtraction. If the total of a table is smaller, the result is empty. Sorted by size,
// `others` last.
std::vector<CountOf> without_small_numbers(std::vector<CountOf> counts, std::string_view others);

}  // namespace core
