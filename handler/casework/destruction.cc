// Checks that a case may lose its texts, and plans the event that says so.
#include "handler/casework/destruction.h"

#include <algorithm>
#include <utility>

#include "handler/cases/jobs/retention.h"
#include "handler/casework/recording.h"

namespace handler::view {
namespace {

using cases::Spared;
using core::Kept;

core::Failure refused(const DestructionOrder& order, const std::string& why) {
  return {core::FailureCode::refused,
          "nothing of case " + std::to_string(order.id) + " is destroyed: " + why};
}

core::Status check_spared(const Services& services, const LiveSite& site, const FoldedCase& open,
                          const DestructionOrder& order) {
  const Spared why = spared_with_main(services, site, open.folded);
  if (why == Spared::no) return core::success();
  if (why == Spared::on_hold) return refused(order, "it is on hold, or its main case is");
  return refused(order, "it is not over, or its main case is not");
}

core::Result<std::vector<Kept>> classes_of(const DestructionOrder& order) {
  std::vector<Kept> classes;
  for (const std::string& word : order.classes) {
    const std::optional<Kept> kept = core::word_in(core::kKept, word);
    if (!kept) {
      return core::Failure{core::FailureCode::invalid,
                           "'" + word + "' is no class of what is kept: identity, words or files"};
    }
    classes.push_back(*kept);
  }
  return classes;
}

std::vector<std::int64_t> parts_of(const cases::Case& subject, const std::vector<Kept>& classes) {
  std::vector<std::int64_t> parts;
  for (const Kept kept : classes) {
    for (const std::int64_t part : cases::standing_parts(subject, kept)) parts.push_back(part);
  }
  std::ranges::sort(parts);
  return parts;
}

cases::PlannedEvent event_of(const DestructionOrder& order,
                             const std::vector<std::int64_t>& parts) {
  cases::PlannedEvent event;
  const bool asked = order.cause == DestructionCause::request;
  event.type = cases::EventType::parts_destroyed;
  event.data = {{"cause", asked ? cases::kOnRequest : cases::kByRetention},
                {"classes", order.classes},
                {"parts", parts}};
  event.by_system = order.user_id == 0;
  if (!order.reason.empty()) event.texts.push_back({"reason", order.reason, false});
  return event;
}

Sender sender_of(const DestructionOrder& order) {
  if (order.user_id == 0) return {};
  return {{cases::Actor::Kind::staff, order.user_id, order.role, ""}};
}

// True if the event must be recorded although the case has nothing left: it ends the time of the
// cases that were merged into this one.
bool ends_time_of_others(const cases::Case& subject, const DestructionOrder& order) {
  return order.cause == DestructionCause::retention && !subject.absorbed.empty();
}

}  // namespace

Spared spared_with_main(const Services& services, const LiveSite& site,
                        const cases::Case& subject) {
  const Spared own = cases::spared(subject);
  if (own != Spared::merged) return own;
  const std::optional<FoldedCase> main = main_of(services, site, subject);
  return main ? cases::spared(main->folded) : Spared::open;
}

core::Status destroy_texts(Services& services, const DestructionOrder& order) {
  const auto site = services.sites.get(order.site);
  if (!site) return site.failure();
  const core::Result<std::vector<Kept>> classes = classes_of(order);
  if (!classes) return classes.failure();
  const core::Result<FoldedCase> open = fold_case(services, **site, order.id);
  if (!open) return open.failure();
  if (core::Status may = check_spared(services, **site, *open, order); !may) return may;
  std::vector<std::int64_t> parts = parts_of(open->folded, *classes);
  const bool with_traces =
      std::ranges::any_of(*classes, [](Kept kept) { return kept != Kept::files; });
  if (parts.empty() && !ends_time_of_others(open->folded, order)) return core::success();
  store::Addition added =
      addition_to(services, **site, *open, sender_of(order), {event_of(order, parts)});
  return services.store.destroy_parts(
      order.site, {added.id, added.seen_seq, std::move(added.events.front()), std::move(parts),
                   std::move(added.refold), with_traces});
}

core::Status destroy_of_case(Services& services, const DestructionOrder& order) {
  core::Status destroyed = destroy_texts(services, order);
  // The texts are gone, so this is no failure of the order: what is left in the files goes with the
  // next tick, which tells the operator if it cannot.
  if (destroyed) (void)services.store.forget_destroyed(store::Erasing::only_if_none_waits);
  return destroyed;
}

}  // namespace handler::view
