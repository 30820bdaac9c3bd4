// Lookups in a policy.
#include "core/policy/policy.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/reading/find_by_id.h"

namespace core {

BANCHENG_DEFINE_COPYING(Policy);

std::vector<Channel> usual_channels() {
  return {{.id = "online"},
          {.id = "in_person", .written = false},
          {.id = "phone", .written = false},
          {.id = "letter", .is_public = false},
          {.id = "superior", .is_public = false}};
}

const Kind* Policy::kind(std::string_view id) const {
  return find_by_id(kinds, id);
}

const Tier* Policy::tier(std::string_view id) const {
  return find_by_id(tiers, id);
}

const PolicyClock* Policy::clock(std::string_view id) const {
  return find_by_id(clocks, id);
}

const Exclusion* Policy::exclusion(std::string_view id) const {
  return find_by_id(exclusions, id);
}

const Referral* Policy::referral(std::string_view id) const {
  return find_by_id(referrals, id);
}

const EvaluationGrade* Policy::grade(std::string_view id) const {
  return find_by_id(grades, id);
}

const Cause* Policy::cause(std::string_view id) const {
  return find_by_id(causes, id);
}

std::vector<const Cause*> Policy::causes_of(std::string_view kind) const {
  std::vector<const Cause*> fitting;
  for (const Cause& cause : causes) {
    const bool fits = cause.kinds.empty() || contains(cause.kinds, kind);
    if (fits) fitting.push_back(&cause);
  }
  return fitting;
}

const RoleName* Policy::role(Role role) const {
  const auto found = std::ranges::find(roles, role, &RoleName::role);
  return found == roles.end() ? nullptr : &*found;
}

const Channel* Policy::channel(std::string_view id) const {
  return find_by_id(channels, id);
}

bool Policy::is_written(std::string_view channel) const {
  if (const Channel* own = find_by_id(channels, channel)) return own->written;
  const std::vector<Channel> usual = usual_channels();
  const Channel* known = find_by_id(usual, channel);
  return known == nullptr || known->written;
}

std::optional<Role> Policy::consent_before(Denial denial) const {
  const auto found = std::ranges::find(consents, denial, &Consent::before);
  return found == consents.end() ? std::nullopt : std::optional(found->by);
}

std::optional<CalendarSpan> Retention::time_of(Kept kept) const {
  const auto found = times.find(kept);
  return found == times.end() ? std::nullopt : std::optional(found->second);
}

std::string Retention::text() const {
  std::string all;
  for (const auto& [kept, time] : times)
    all += (all.empty() ? "" : ", ") + std::string(to_text(kept)) + " " + to_text(time);
  return all;
}

const Step* Policy::step_of(CaseState state) const {
  for (const Step& step : steps) {
    if (contains(step.covers, state)) return &step;
  }
  return nullptr;
}

std::optional<TimeLimit> Policy::limit_of(const PolicyClock& clock, const Tier* tier) const {
  if (!clock.by_tier) return clock.limit;
  if (tier == nullptr) return std::nullopt;
  const auto found = tier->limits.find(clock.id);
  return found == tier->limits.end() ? std::nullopt : std::optional(found->second);
}

std::vector<TimeLimit> Policy::limits_of(const PolicyClock& clock) const {
  if (!clock.by_tier) return {clock.limit};
  std::vector<TimeLimit> limits;
  for (const Tier& tier : tiers) {
    if (const auto limit = limit_of(clock, &tier)) limits.push_back(*limit);
  }
  return limits;
}

bool Policy::uses(Milestone milestone) const {
  return std::ranges::any_of(clocks, [milestone](const PolicyClock& clock) {
    return clock.from == milestone || clock.until == milestone;
  });
}

}  // namespace core
