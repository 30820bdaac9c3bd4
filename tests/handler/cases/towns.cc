// The policies of the small towns.
#include "tests/handler/cases/towns.h"

#include <utility>

namespace handler::cases::testing {

core::Tier tier(const std::string& id, const std::map<std::string, std::string>& limits,
                core::TierMeans means) {
  core::Tier made;
  made.id = id;
  made.name = id;
  made.means = means;
  for (const auto& [clock, limit] : limits) {
    made.limits[clock] = core::time_limit_from_text(limit).value();
  }
  return made;
}

core::PolicyClock clock(const std::string& id, core::Milestone from, core::Milestone until,
                        const std::string& limit) {
  core::PolicyClock made;
  made.id = id;
  made.name = id;
  made.from = from;
  made.until = until;
  made.by_tier = limit == "by_tier";
  if (!made.by_tier) made.limit = core::time_limit_from_text(limit).value();
  return made;
}

core::Site town(const std::string& id, const std::vector<core::Tier>& tiers,
                const std::vector<core::PolicyClock>& clocks) {
  static const core::Calendar calendar = test::shipped_calendar();
  core::Site site;
  site.identity.id = id;
  site.identity.serial_prefix = "TT";
  site.policy_version = "version-1";
  core::Policy& policy = site.policy;
  policy.tiers = tiers;
  policy.clocks = clocks;
  policy.hours = core::assumed_office_hours();
  std::vector<std::string> ids;
  for (const core::Tier& each : tiers) ids.push_back(each.id);
  policy.kinds = {{.id = "matter", .tiers = ids},
                  {.id = "conduct", .tiers = ids, .restricted = true},
                  {.id = "suggestion"}};
  policy.exclusions = {{.id = "legal_bar", .referral = {"hotline"}}};
  policy.referrals = {{.id = "hotline"}, {.id = "court"}};
  site.windows = std::vector<core::Window>{{.id = "main"}, {.id = "branch", .parent = "main"}};
  site.units = {{.id = "civil", .name = "民政局"}, {.id = "tax", .name = "税务局"}};
  site.calendar = calendar;
  return site;
}

core::Site py() {
  core::PolicyClock handle = clock("handle", Milestone::dispatched, Milestone::replied);
  handle.extend = core::Extension{.workdays = 7,
                                  .times = 1,
                                  .asked_by = core::Role::unit,
                                  .approved_by = core::Role::leader_on_duty};
  core::Tier complex =
      tier("complex", {{"handle", "3 workdays"}}, core::TierMeans::resolve_or_reply);
  complex.requires_documents = {"问题处理说明"};
  return town(
      "py",
      {tier("immediate", {{"handle", "on_the_spot"}}), tier("general", {{"handle", "1 workday"}}),
       complex},
      {clock("dispatch", Milestone::accepted, Milestone::dispatched, "same_workday"), handle});
}

core::Site pz() {
  return town("pz",
              {tier("general", {{"handle", "2 workdays"}}),
               tier("complex", {{"handle", "5 workdays"}}, core::TierMeans::progress)},
              {clock("handle", Milestone::accepted, Milestone::replied)});
}

core::Site bg() {
  core::Site site =
      town("bg",
           {tier("blue", {{"handle", "3 workdays"}}), tier("yellow", {{"handle", "5 workdays"}}),
            tier("red", {{"handle", "10 workdays"}})},
           {clock("handle", Milestone::accepted, Milestone::replied)});
  site.policy.written_answers = true;
  return site;
}

core::Site bg_with_reopening() {
  core::Site site = bg();
  site.policy.grades = {{.id = "good", .name = "满意"},
                        {.id = "bad", .name = "不满意", .unhappy = true}};
  site.policy.reopening = true;
  return site;
}

core::Site sg() {
  return town(
      "sg",
      {tier("general", {{"handle", "2 workdays"}}), tier("complex", {{"handle", "5 workdays"}})},
      {clock("handle", Milestone::dispatched, Milestone::replied),
       clock("feed_back", Milestone::replied, Milestone::fed_back, "0.5 workday")});
}

}  // namespace handler::cases::testing
