// Counts what the site's content holds, as the person's draft makes it.
#include "handler/desk/publishing/front_page.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/left_drafts.h"
#include "handler/desk/publishing/publication_words.h"
#include "handler/publishing/ageing.h"
#include "handler/publishing/change_words.h"
#include "handler/publishing/night_builds.h"
#include "handler/publishing/refusal.h"

namespace handler::desk {
namespace {

using core::ChangeArea;
using core::Site;

constexpr int kShownPublications = 3;

// What a subject holds now.
struct Holding {
  std::size_t count = 0;
  std::optional<core::Day> newest;
};

std::size_t windows_in(const Site& site, const core::EditScope& scope) {
  return static_cast<std::size_t>(std::ranges::count_if(
      site.windows, [&](const core::Window& window) { return scope.holds(window.id); }));
}

Holding of_bodies(const Site& site, const core::EditScope& scope) {
  Holding held;
  for (const core::Body& body : site.bodies) {
    if (!scope.whole_site && (body.window.empty() || !scope.holds(body.window))) continue;
    ++held.count;
    if (body.as_of) held.newest = std::max(held.newest.value_or(*body.as_of), *body.as_of);
  }
  return held;
}

Holding of_articles(const std::vector<core::Article>& articles) {
  if (articles.empty()) return {};
  return {articles.size(), articles.front().date};
}

Holding of_duty(const Site& site) {
  Holding held{site.duty.entries.size(), std::nullopt};
  for (const core::DutyEntry& entry : site.duty.entries)
    held.newest = std::max(held.newest.value_or(entry.to), entry.to);
  return held;
}

Holding of_figures(const Site& site) {
  const auto& figures = site.publications.statistics;
  return figures ? Holding{1, figures->as_of} : Holding{};
}

struct Subject {
  ChangeArea area = ChangeArea::rules;
  Holding (*held)(const Site&, const core::EditScope&) = nullptr;
  bool of_windows = false;  // an editor of some windows has something in it
};
constexpr std::array<Subject, 12> kSubjects = {{
    {ChangeArea::bodies, of_bodies, true},
    {ChangeArea::windows,
     [](const Site& site, const core::EditScope& scope) {
       return Holding{windows_in(site, scope), std::nullopt};
     },
     true},
    {ChangeArea::units,
     [](const Site& site, const core::EditScope&) {
       return Holding{site.units.size(), std::nullopt};
     }},
    {ChangeArea::duty, [](const Site& site, const core::EditScope&) { return of_duty(site); }},
    {ChangeArea::notices,
     [](const Site& site, const core::EditScope&) {
       return Holding{site.identity.notices.size(), std::nullopt};
     },
     true},
    {ChangeArea::news,
     [](const Site& site, const core::EditScope&) { return of_articles(site.publications.news); }},
    {ChangeArea::stories,
     [](const Site& site, const core::EditScope&) {
       return of_articles(site.publications.stories);
     }},
    {ChangeArea::faq,
     [](const Site& site, const core::EditScope&) {
       return Holding{site.publications.faq.entries.size(), std::nullopt};
     }},
    {ChangeArea::measures,
     [](const Site& site, const core::EditScope&) {
       return Holding{site.measures.size(), std::nullopt};
     }},
    {ChangeArea::documents,
     [](const Site& site, const core::EditScope&) {
       return Holding{site.documents.size(), std::nullopt};
     }},
    {ChangeArea::files,
     [](const Site& site, const core::EditScope&) {
       return Holding{site.publications.files.size(), std::nullopt};
     }},
    {ChangeArea::figures,
     [](const Site& site, const core::EditScope&) { return of_figures(site); }},
}};

void add_subjects(core::TemplateData& data, const Editing& editing) {
  const Visit& visit = editing.visit;
  for (const Subject& subject : kSubjects) {
    if (!editing.scope.whole_site && !subject.of_windows) continue;
    const Holding held = subject.held(editing.site(), editing.scope);
    const std::string id(publishing::id_of(subject.area));
    core::TemplateData& row = data.add("SUBJECT");
    row.set("SUBJECT_ID", id)
        .set("SUBJECT_NAME", publishing::area_in_words(subject.area, visit.texts()))
        .set("SUBJECT_HOLDS", visit.texts().format("desk.publishing.holds." + id,
                                                   {{"count", std::to_string(held.count)}}));
    if (held.newest) {
      row.set_optional(
          "SUBJECT_NEWEST",
          visit.texts().format("desk.publishing.newest." + id,
                               {{"day", core::chinese_date(*held.newest, visit.year())}}));
    }
  }
}

std::string closures_in_words(const core::Policy& policy, const core::Texts& texts) {
  std::vector<std::string> all;
  for (const core::LocalDay& one : policy.closures) {
    const std::string from = core::chinese_date(one.from);
    const std::string days =
        one.to == one.from
            ? from
            : texts.format("changes.days", {{"from", from}, {"to", core::chinese_date(one.to)}});
    all.push_back(
        texts.format(one.works ? "desk.publishing.rules.works" : "desk.publishing.rules.off",
                     {{"name", one.name}, {"days", days}}));
  }
  return core::joined(all, texts.get("desk.list_comma"));
}

// What no editor changes: what limits are counted by, and the document that says so.
void add_rules(core::TemplateData& data, const Editing& editing) {
  const core::Policy& policy = editing.site().policy;
  const auto& documents = editing.site().documents;
  const auto basis = std::ranges::find(documents, policy.basis, &core::Document::id);
  data.set("RULES_HOURS", core::to_text(policy.hours))
      .set_optional("RULES_CLOSURES", closures_in_words(policy, editing.visit.texts()))
      .set_optional("RULES_BASIS", basis == documents.end() ? "" : basis->title);
}

bool concerns(const core::EditScope& scope, const publishing::Ageing& one) {
  return scope.whole_site || (!one.window.empty() && scope.holds(one.window));
}

void add_ageing(core::TemplateData& data, const Editing& editing) {
  const Visit& visit = editing.visit;
  for (const publishing::Ageing& one : publishing::grown_old(editing.site(), visit.today())) {
    if (!concerns(editing.scope, one)) continue;
    const std::string what(core::name_in(publishing::kAgeings, one.what));
    const std::string day = one.day ? core::chinese_date(*one.day) : std::string();
    data.show("HAS_AGEING");
    data.add("AGEING")
        .set("AGEING_AREA", std::string(publishing::id_of(one.area)))
        .set("AGEING_TEXT",
             visit.texts().format("desk.publishing.ageing." + what,
                                  {{"name", one.name},
                                   {"day", day},
                                   {"area", publishing::area_in_words(one.area, visit.texts())}}));
  }
}

void add_draft(core::TemplateData& data, const Editing& editing) {
  const publishing::WorkingCopy& copy = editing.copy;
  const std::size_t count = core::changes_between(copy.standing, copy.edited).size();
  if (copy.draft.files.empty()) return;
  data.set_optional(
      "DRAFT_TEXT",
      editing.visit.texts().format(
          "desk.publishing.draft.held",
          {{"count", std::to_string(count)},
           {"when", core::chinese_moment(copy.draft.changed, editing.visit.year())}}));
  data.show_if(!copy.stale.empty(), "DRAFT_STALE");
}

// The last ones, and before them those that wait; false if the store cannot be read.
bool add_publications(core::TemplateData& data, const Visit& visit) {
  const auto last = visit.services.store.publications(visit.site.id(), kShownPublications);
  const auto open = visit.services.store.open_publications(visit.site.id());
  if (!last || !open) return false;
  StaffNames names(visit.services.store);
  for (const store::Publication& publication : *open) {
    if (publication.state() != store::PublicationState::waits) continue;
    data.show("HAS_WAITING");
    add_publication_row(data, "WAITING", visit, publication, names);
  }
  data.show(last->empty() ? "NO_PUBLICATIONS" : "HAS_PUBLICATIONS");
  for (const store::Publication& publication : *last)
    add_publication_row(data, "PUBLICATION", visit, publication, names);
  return true;
}

// Why the pages are not those of today; what cannot be read is shown by the doctor.
void add_night_builds(core::TemplateData& data, const Visit& visit) {
  const auto builds = publishing::night_builds(visit.services.store);
  if (!builds) return;
  const auto left = builds->left.find(visit.site.id());
  if (left != builds->left.end())
    data.set_optional("NIGHT_LEFT", publishing::sentence_of(visit.texts(), left->second));
}

}  // namespace

web::Response show_publishing(const Visit& visit) {
  if (!visit.may("see_publications")) return web::forbidden();
  core::TemplateData data;
  if (!add_publications(data, visit)) return web::unavailable();
  add_night_builds(data, visit);
  add_left_notice(data, visit);
  if (visit.may("publish")) {
    const OpenedEditing opened = open_editing(visit);
    if (!opened.editing) return opened.refusal;
    data.show("MAY_EDIT");
    add_kept_notice(data, *opened.editing);
    add_subjects(data, *opened.editing);
    add_rules(data, *opened.editing);
    add_ageing(data, *opened.editing);
    add_draft(data, *opened.editing);
  }
  return desk_page(visit, 200, "desk/publishing", visit.texts().get("desk.publishing.title"), data);
}

}  // namespace handler::desk
