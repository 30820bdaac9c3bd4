// Checks between files: references to documents, bodies and staff of another file.
#include "core/site/site_checks.h"

#include <algorithm>

#include "core/reading/ids.h"
#include "core/reading/texts.h"
#include "core/site/roster_checks.h"
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
                    say("no role and no body is called '{target}'", {{"target", target}}),
                    hint_among(target, term("roles and bodies"), possible_targets(site)));
}

void check_targets(const Site& site, Diagnostics& diagnostics) {
  for (const PolicyClock& clock : site.policy.clocks) {
    for (const BreachAction& action : clock.on_breach)
      check_target(site, action.target, action.span, diagnostics);
  }
  for (const Trigger& trigger : site.policy.triggers)
    check_target(site, trigger.escalate, trigger.span, diagnostics);
}

// A target is a role or a body: one id for both would offer one choice twice, and name the role.
void check_bodies(const Site& site, Diagnostics& diagnostics) {
  for (const Body& body : site.bodies) {
    if (!word_in(kRoles, body.id)) continue;
    diagnostics.warning(body.span, "directory.body-is-role",
                        say("the body '{id}' has the id of a role", {{"id", body.id}}),
                        say("call it '{id}_body', or the like", {{"id", body.id}}));
  }
}

void check_windows_of_bodies(const Site& site, Diagnostics& diagnostics) {
  for (const Body& body : site.bodies) {
    if (body.window.empty() || site.window(body.window) != nullptr) continue;
    std::vector<std::string> names;
    for (const Window& window : site.windows) names.push_back(window.id);
    diagnostics.error(
        body.window_span, "directory.unknown-window",
        say("no {what} is called '{id}'", {{"what", term("window")}, {"id", body.window}}),
        hint_among(body.window, term("windows"), names));
  }
}

// BG-08: a policy that requires two specialists must list at least two.
void check_staff(const Site& site, Diagnostics& diagnostics) {
  std::size_t listed = 0;
  for (const Body& body : site.bodies) listed += body.type == "staff" ? body.roster.size() : 0;
  for (const RoleName& role : site.policy.roles) {
    if (listed >= static_cast<std::size_t>(role.least)) continue;
    diagnostics.error(
        role.span, "policy.too-few-staff",
        say("the policy asks for {least} people, but bodies of type 'staff' list {listed}",
            {{"least", role.least}, {"listed", listed}}),
        say("add them to the roster in bodies.yaml"));
  }
}

bool has_boxes(const PaperForm& form, PaperBoxes boxes) {
  const auto asks = [boxes](const PaperCell& cell) { return cell.boxes == boxes; };
  return std::ranges::any_of(form.head, asks) || std::ranges::any_of(form.foot, asks) ||
         std::ranges::any_of(
             form.rows, [&](const PaperRow& row) { return std::ranges::any_of(row.cells, asks); });
}

void check_legend(const PaperForm& form, const Policy& policy, Diagnostics& diagnostics) {
  if (form.legend.empty()) return;
  const PolicyClock* clock = policy.clock(form.legend);
  if (clock != nullptr && clock->by_tier) return;
  std::vector<std::string> names;
  for (const PolicyClock& one : policy.clocks) {
    if (one.by_tier) names.push_back(one.id);
  }
  diagnostics.error(
      form.legend_place, "paper.unknown-clock",
      say("no clock with limits by tier is called '{legend}'", {{"legend", form.legend}}),
      hint_among(form.legend, term("clocks by tier"), names));
}

void check_paper_tiers(const PaperForm& form, const Policy& policy, Diagnostics& diagnostics) {
  const bool any_colour =
      std::ranges::any_of(policy.tiers, [](const Tier& tier) { return !tier.colour.empty(); });
  // A colour that could not be read has been reported already.
  if (form.coloured && !any_colour && !diagnostics.has_errors()) {
    diagnostics.error(form.coloured_place, "paper.no-colours", say("no tier has a colour"),
                      say("give a tier of policy.yaml a 'colour', or leave 'coloured' out"));
  }
  const bool asks =
      has_boxes(form, PaperBoxes::tiers) || has_boxes(form, PaperBoxes::tiers_hardest_first);
  if (asks && policy.tiers.empty()) {
    diagnostics.error(form.place, "paper.no-tiers", say("the policy has no tiers to tick"),
                      say("leave the boxes of tiers out"));
  }
}

// Checks references to other files: documents, clocks, tiers and kinds.
void check_paper_forms(const Site& site, Diagnostics& diagnostics) {
  const Ids documents = ids_of("document", site.documents);
  for (const PaperForm& form : site.papers) {
    documents.expect("paper", form.source, form.source_place, diagnostics);
    check_legend(form, site.policy, diagnostics);
    check_paper_tiers(form, site.policy, diagnostics);
  }
}

// Every kind must be asked for words: a report without any says nothing.
void check_words_of_kinds(const Site& site, Diagnostics& diagnostics) {
  static constexpr std::string_view kWords[] = {"problem", "request", "suggestion"};
  for (const Kind& kind : site.policy.kinds) {
    const auto demanded = [&](std::string_view field) {
      return demands(site.form_switches, field, kind.id);
    };
    if (std::ranges::any_of(kWords, demanded)) continue;
    diagnostics.error(
        site.form_switches.span, "form.no-words",
        say("a report of the kind '{kind}' may come without words", {{"kind", kind.id}}),
        say("let 'problem', 'request' or 'suggestion' be required for it"));
  }
}

void check_asked_kinds(const Site& site, Diagnostics& diagnostics) {
  const Ids kinds = ids_of("kind", site.policy.kinds);
  for (const auto& [field, asked] : site.form_switches.by_kind) {
    for (const std::string& id : asked.required)
      kinds.expect("form", id, asked.required_span, diagnostics);
    for (const std::string& id : asked.optional)
      kinds.expect("form", id, asked.optional_span, diagnostics);
  }
  // What could not be read, or is no kind, has been reported already.
  if (!diagnostics.has_errors()) check_words_of_kinds(site, diagnostics);
}

// Names to choose from are listed only where there are few.
constexpr std::size_t kMostWindowsInHint = 1000;

void check_notice_windows(const Site& site, Diagnostics& diagnostics) {
  for (const Notice& notice : site.identity.notices) {
    if (notice.window.empty() || site.window(notice.window) != nullptr) continue;
    std::vector<std::string> ids;
    for (const Window& window : site.windows) {
      if (ids.size() < kMostWindowsInHint) ids.push_back(window.id);
    }
    diagnostics.error(
        notice.window_span, "site.unknown-window",
        say("no {what} is called '{id}'", {{"what", term("window")}, {"id", notice.window}}),
        hint_among(notice.window, term("windows"), ids));
  }
}

}  // namespace

void check_site(const Site& site, Diagnostics& diagnostics) {
  check_documents(site, diagnostics);
  check_targets(site, diagnostics);
  check_bodies(site, diagnostics);
  check_windows_of_bodies(site, diagnostics);
  check_staff(site, diagnostics);
  check_rosters(site, diagnostics);
  check_paper_forms(site, diagnostics);
  check_asked_kinds(site, diagnostics);
  check_notice_windows(site, diagnostics);
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
