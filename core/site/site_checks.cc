// Checks between files: references to documents, bodies and staff of another file.
#include "core/site/site_checks.h"

#include <fmt/format.h>

#include "core/reading/ids.h"
#include "core/reading/text_overrides.h"
#include "core/reading/texts.h"
#include "core/site/paper_checks.h"
#include "core/site/site_loader.h"

namespace core {
namespace {

void check_documents(const Site& site, Diagnostics& diagnostics) {
  const Ids documents = ids_of("document", site.documents);
  documents.expect("policy", site.policy.basis, site.policy.basis_span, diagnostics);
  for (const Body& body : site.bodies) {
    documents.expect("directory", body.source, body.source_span, diagnostics);
  }
  for (const Measure& measure : site.measures) {
    documents.expect("measures", measure.basis, measure.basis_span, diagnostics);
  }
}

std::vector<std::string> possible_targets(const Site& site) {
  std::vector<std::string> names;
  for (const RoleName& role : site.policy.roles) names.emplace_back(to_text(role.role));
  for (const Body& body : site.bodies) names.push_back(body.id);
  return names;
}

void check_target(const Site& site, const std::string& target, const Span& span,
                  Diagnostics& diagnostics) {
  const bool is_role = word_in(kRoles, target).has_value();
  if (target.empty() || is_role || site.body(target) != nullptr) return;
  diagnostics.error(span, "policy.unknown-target",
                    fmt::format("no role and no body is called '{}'", target),
                    hint_among(target, "roles and bodies", possible_targets(site)));
}

void check_targets(const Site& site, Diagnostics& diagnostics) {
  for (const PolicyClock& clock : site.policy.clocks) {
    for (const BreachAction& action : clock.on_breach)
      check_target(site, action.target, action.span, diagnostics);
  }
  for (const Trigger& trigger : site.policy.triggers)
    check_target(site, trigger.escalate, trigger.span, diagnostics);
}

// BG-08: a policy that requires two specialists must list at least two.
void check_staff(const Site& site, Diagnostics& diagnostics) {
  std::size_t listed = 0;
  for (const Body& body : site.bodies) listed += body.type == "staff" ? body.roster.size() : 0;
  for (const RoleName& role : site.policy.roles) {
    if (listed >= static_cast<std::size_t>(role.least)) continue;
    diagnostics.error(
        role.span, "policy.too-few-staff",
        fmt::format("the policy asks for {} people, but bodies of type 'staff' list {}", role.least,
                    listed),
        "add them to the roster in bodies.yaml");
  }
}

}  // namespace

void check_site(const Site& site, Diagnostics& diagnostics) {
  check_documents(site, diagnostics);
  check_targets(site, diagnostics);
  check_staff(site, diagnostics);
  check_paper_forms(site, diagnostics);
}

void check_text_overrides(const LoadedSite& loaded, const Texts& catalogue,
                          Diagnostics& diagnostics) {
  const auto found = loaded.files.find("texts.yaml");
  if (found == loaded.files.end()) return;
  const std::string file = loaded.shown_folder + "/texts.yaml";
  if (const auto root = read_yaml(file, found->second, diagnostics)) {
    read_text_overrides(*root, catalogue, diagnostics);
  }
}

}  // namespace core
