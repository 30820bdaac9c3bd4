// The one place of the desk that words the times of retention.
#include "handler/desk/people/destruction_times.h"

#include <optional>

#include "handler/cases/jobs/marks.h"
#include "handler/cases/jobs/retention.h"
#include "handler/view/event_words.h"

namespace handler::desk {
std::string when_destroyed(const Visit& visit, const OpenCase& open) {
  const core::Texts& texts = visit.texts();
  if (open.folded.on_hold) return texts.get("desk.request.until.hold");
  if (!cases::has_ended(open.folded.state)) return texts.get("desk.request.until.open");
  std::string days;
  for (const cases::KeptUntil& each : cases::kept_until(
           open.rules.version->policy.retention, visit.site.rules->policy.retention, open.folded)) {
    days += texts.format("desk.request.until.day", {{"what", view::kept_name(texts, each.kept)},
                                                    {"last", core::chinese_date(each.last)}});
  }
  return days.empty() ? texts.get("desk.request.until.unset") : days;
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
