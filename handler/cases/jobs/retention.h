// Until when what a case holds is kept. The times are those of the policy that the case was
// accepted or declined under, which it promised; the policy that is published now may only lengthen
// them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// Pure, like all functions here.

// The class of a part by its field: the identity of the report, files, and words, which is the
// rest.
core::Kept class_of(std::string_view field);

// The ids of the parts of that class that were not destroyed yet, each once.
std::vector<std::int64_t> standing_parts(const Case& subject, core::Kept kept);

// The longer of both times; the one that is there if the other policy says nothing of the class.
// `ended` is a day that is compared on: a month has no fixed length.
std::optional<core::Day> last_day_of(const core::Retention& own, const core::Retention& present,
                                     core::Kept kept, core::Day ended);

// Why nothing of the case is destroyed, whatever its time; for reports and messages too.
enum class Spared {
  no,
  open,     // not over, or it waits for something: another round, a rectification, telling others
  merged,   // its main case decides
  on_hold,  // a role has put destruction off
};
Spared spared(const Case& subject);

// The last day on which a class is kept.
struct KeptUntil {
  core::Kept kept = core::Kept::identity;
  core::Day last{};
};

// Of an ended case: the classes of which something is left (or of cases merged into it), and whose
// time is known. Also while the case is spared. Empty for an open case. Of a merged one only what
// was written after its main case's time was over: that is over too.
std::vector<KeptUntil> kept_until(const core::Retention& own, const core::Retention& present,
                                  const Case& subject);

// The classes whose last day is over on `today`; none if the case is open or on hold.
std::vector<core::Kept> due_classes(const core::Retention& own, const core::Retention& present,
                                    const Case& subject, core::Day today);

// The midnight at which the next class is due; nullopt if the case is open or on hold, or nothing
// is left that has a time.
std::optional<core::Instant> destruction_due(const core::Retention& own,
                                             const core::Retention& present, const Case& subject);

// What destruction_due() took from the present policy, as one word for the row of an ended case:
// the row is old if the site's word is another. Never empty.
std::string retention_word(const core::Retention& present);
// The times that such a word stands for; nullopt if it is none.
std::optional<core::Retention> retention_of_word(std::string_view word);

// True if the row of the case depends on the times of the present policy.
bool depends_on_retention(const Case& subject);

}  // namespace handler::cases
