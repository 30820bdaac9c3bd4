// Folds the marked cases again, a few hundred at a time.
#include "handler/casework/relisting.h"

#include <utility>

#include "core/base/check.h"

namespace handler::view {
namespace {

constexpr int kAtOnce = 500;

core::Status relist(Services& services, const store::CaseRow& row) {
  const auto site = services.sites.get(row.site);
  if (!site) return core::success();
  core::Result<OwnedRules> rules = services.rules.for_case(**site, row);
  if (!rules) return core::success();
  try {
    return services.store.refold_case(row.site, row.id,
                                      refold_with(std::move(*rules), services.clock.now()));
  } catch (const core::Bug&) {
    // One damaged case must not stop the others or the start of the server.
    return core::success();
  }
}

}  // namespace

core::Status relist_cases(Services& services) {
  cases::CaseId after = 0;
  while (true) {
    const core::Result<std::vector<store::CaseRow>> rows =
        services.store.unlisted_cases(after, kAtOnce);
    if (!rows) return rows.failure();
    if (rows->empty()) return core::success();
    for (const store::CaseRow& row : *rows) {
      if (const core::Status done = relist(services, row); !done) return done;
      after = row.id;
    }
  }
}

}  // namespace handler::view
