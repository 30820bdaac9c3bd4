// The one place of the desk that words the times of retention.
#include "handler/desk/people/destruction_times.h"

#include <optional>

#include "handler/cases/jobs/marks.h"

namespace handler::desk {
namespace {

// Cases know no hold where the program cannot set one.
template <class Folded>
bool holds(const Folded& folded) {
  if constexpr (requires { folded.on_hold; })
    return folded.on_hold;
  else
    return false;
}

}  // namespace

bool is_on_hold(const cases::Case& folded) {
  return holds(folded);
}

std::string when_destroyed(const Visit& visit, const cases::Case& folded) {
  if (is_on_hold(folded)) return visit.texts().get("desk.request.until.hold");
  if (!cases::has_ended(folded.state)) return visit.texts().get("desk.request.until.open");
  return visit.texts().get("desk.request.until.unset");
}

std::string where_copies_are(const Visit& visit) {
  const core::Result<std::optional<std::string>> last =
      visit.services.store.fact(store::facts::kLastBackup);
  const std::optional<core::Instant> made =
      last && *last ? core::from_iso(**last) : std::optional<core::Instant>();
  if (!made) return visit.texts().get("desk.request.copies.none");
  return visit.texts().format("desk.request.copies.last",
                              {{"when", core::chinese_moment(*made, visit.year())}});
}

}  // namespace handler::desk
