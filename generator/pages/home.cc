// The home page, the scope page and the portal's list of sites.
#include "generator/pages/home.h"

#include "core/page/page_frame.h"
#include "core/policy/count_words.h"
#include "generator/pages/duty.h"
#include "generator/pages/triage.h"
#include "generator/pages/windows.h"

namespace generator {

using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

// A limit that a progress reply meets must not look like the day on which the matter is settled
// (PZ-26).
std::string glance_limit(const Site& site, const core::TimeLimit& limit, const core::Tier& tier,
                         const core::PolicyClock& clock, const Texts& texts) {
  std::string words = core::limit_in_words(site.policy, clock, limit, texts);
  const bool has_number = limit.kind != core::TimeLimit::Kind::case_by_case;
  if (!has_number || tier.means != core::TierMeans::progress ||
      clock.until != core::Milestone::replied) {
    return words;
  }
  return texts.format("home.progress_limit", {{"limit", words}});
}

// One clock of the summary "how long": a line per tier, or one line for all matters.
void add_glance(TemplateData& data, const Site& site, const Texts& texts,
                const core::PolicyClock& clock) {
  TemplateData& glance = data.add("GLANCE");
  glance.set("GLANCE_CLOCK", clock.name);
  if (!clock.by_tier) {
    glance.add("GLANCE_LINE")
        .set("GLANCE_NAME", texts.get("process.all_tiers"))
        .set("GLANCE_LIMIT", core::limit_in_words(site.policy, clock, clock.limit, texts));
    return;
  }
  for (const core::Tier& tier : site.policy.tiers) {
    const auto limit = site.policy.limit_of(clock, &tier);
    if (!limit) continue;
    glance.add("GLANCE_LINE")
        .set("GLANCE_NAME", tier_title(tier, texts))
        .set("GLANCE_LIMIT", glance_limit(site, *limit, tier, clock, texts));
  }
}

void add_kind(TemplateData& data, const Site& site, const core::Kind& kind) {
  TemplateData& shown = data.add("KIND");
  shown.set("KIND_ID", kind.id)
      .set("KIND_NAME", kind.name)
      .set_optional("KIND_TEXT", kind.description)
      .show_if(kind.restricted, "KIND_RESTRICTED");
  for (const core::ScopeItem& item : site.policy.scope) {
    if (item.kind == kind.id) shown.add("ITEM").set("ITEM_TEXT", item.text);
  }
  shown.show_if(shown.has_items("ITEM"), "HAS_ITEMS");
}

void add_exclusion(TemplateData& data, const Site& site, const core::Exclusion& exclusion) {
  TemplateData& shown = data.add("EXCLUSION");
  shown.set("EXCLUSION_ID", exclusion.id)
      .set("EXCLUSION_TEXT", exclusion.text)
      .set_optional("EXCLUSION_EXPLAIN", exclusion.explain);
  for (const std::string& id : exclusion.referral) {
    const core::Referral* referral = site.policy.referral(id);
    if (referral == nullptr) continue;
    shown.add("REFERRAL")
        .set("REFERRAL_NAME", referral->name)
        .set_optional("REFERRAL_PHONE", referral->phone)
        .set("REFERRAL_DIALLED", core::dialled(referral->phone))
        .set_optional("REFERRAL_NOTE", referral->note);
  }
}

}  // namespace

std::string tier_title(const core::Tier& tier, const Texts& texts) {
  if (tier.colour.empty()) return tier.name;
  const std::string colour = texts.get("colour." + tier.colour);
  if (tier.name.find(colour) != std::string::npos) return tier.name;
  return texts.format("process.tier_name", {{"tier", tier.name}, {"colour", colour}});
}

TemplateData home_data(const Site& site, const Texts& texts) {
  TemplateData data;
  data.set("PLEDGE", site.identity.pledge);
  for (const std::string& paragraph : site.identity.purpose) {
    data.add("PURPOSE").set("PURPOSE_TEXT", paragraph);
  }
  for (const core::PolicyClock& clock : site.policy.clocks) add_glance(data, site, texts, clock);
  set_call_hours(data, site, texts);
  data.show_if(!site.policy.clocks.empty(), "HAS_LIMITS")
      .set_optional("LIMITS_NOTE", site.policy.limits_note);
  return data.merge(front_data(site, texts));
}

TemplateData scope_data(const Site& site, const Texts& texts) {
  TemplateData data = triage_data(site, texts);
  for (const core::Kind& kind : site.policy.kinds) add_kind(data, site, kind);
  for (const core::Exclusion& exclusion : site.policy.exclusions) {
    add_exclusion(data, site, exclusion);
  }
  return data.show_if(!site.policy.exclusions.empty(), "HAS_EXCLUSIONS");
}

TemplateData portal_data(const std::vector<const Site*>& sites, const Texts& texts,
                         const std::string& portal_root, const PortalEdition& edition) {
  TemplateData data;
  data.set("PORTAL_ROOT", portal_root)
      .set("ASSET_ROOT", portal_root)
      .set("CSP", core::meta_content_security_policy(""))
      .show(edition.large ? "LARGE" : "STANDARD")
      .set_optional("OTHER_EDITION", edition.other);
  bool any_sample = false;
  for (const Site* site : sites) {
    const bool sample = site->identity.standing == core::Standing::sample;
    any_sample = any_sample || sample;
    const std::string phone = site->windows.empty() ? "" : site->windows.front().phone;
    const char* key = sample ? "portal_index.site_sample" : "portal_index.site_official";
    data.add("SITE")
        .set("SITE_HREF", portal_root + site->identity.id + (edition.large ? "/large/" : "/"))
        .set("SITE_TITLE", texts.format(key, {{"name", site->identity.name},
                                              {"window", site->identity.window_name}}))
        .set("SITE_OWNER", site->identity.owner)
        .set_optional("SITE_PHONE", phone)
        .set("SITE_PHONE_DIALLED", core::dialled(phone))
        .show_if(site->identity.to_try, "SITE_TO_TRY");
  }
  return data.show_if(any_sample, "ANY_SAMPLE").show_if(any_sample, "NO_INDEX");
}

}  // namespace generator
