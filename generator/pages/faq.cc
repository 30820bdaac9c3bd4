// Questions and answers: those derived from the policy, so that no number is typed twice, and the
// site's own, which may replace them.
#include "generator/pages/faq.h"

#include <algorithm>
#include <map>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/policy/count_words.h"
#include "core/site/report_form.h"
#include "generator/pages/home.h"

namespace generator {

using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

struct Answer {
  std::vector<std::string> paragraphs;
  std::vector<std::string> lines;
  std::string page;  // a page of the site with its link text; or empty
  std::string link;
};

struct Maker {
  const Site& site;
  const Texts& texts;

  std::string text(const std::string& key) const {
    return texts.format("faq." + key, {{"window_name", site.identity.window_name},
                                       {"hotline", site.identity.hotline}});
  }
  Answer plain(const std::string& id, const std::string& page = {}) const {
    return {{text(id + ".answer")}, {}, page, page.empty() ? "" : text(id + ".link")};
  }
};

Answer what(const Maker& make) {
  Answer answer = make.plain("what", "scope/");
  for (const core::ScopeItem& item : make.site.policy.scope) answer.lines.push_back(item.text);
  return answer;
}

Answer not_taken(const Maker& make) {
  Answer answer = make.plain("not_taken", "scope/#not-taken");
  for (const core::Exclusion& exclusion : make.site.policy.exclusions) {
    answer.lines.push_back(exclusion.text);
  }
  return answer;
}

std::string limit_line(const Maker& make, const core::PolicyClock& clock, const core::Tier* tier,
                       const core::TimeLimit& limit) {
  std::string words = core::limit_in_words(make.site.policy, clock, limit, make.texts);
  const bool has_number = limit.kind != core::TimeLimit::Kind::case_by_case;
  if (tier == nullptr) {
    return make.texts.format("faq.how_long.line", {{"clock", clock.name}, {"limit", words}});
  }
  if (has_number && tier->means == core::TierMeans::progress &&
      clock.until == core::Milestone::replied) {
    words = make.texts.format("home.progress_limit", {{"limit", words}});
  }
  return make.texts.format(
      "faq.how_long.tier_line",
      {{"clock", clock.name}, {"tier", tier_title(*tier, make.texts)}, {"limit", words}});
}

Answer how_long(const Maker& make) {
  Answer answer = make.plain("how_long", "process/#limits");
  for (const core::PolicyClock& clock : make.site.policy.clocks) {
    if (!clock.by_tier) answer.lines.push_back(limit_line(make, clock, nullptr, clock.limit));
    for (const core::Tier& tier : make.site.policy.tiers) {
      const auto limit = clock.by_tier ? make.site.policy.limit_of(clock, &tier) : std::nullopt;
      if (limit) answer.lines.push_back(limit_line(make, clock, &tier, *limit));
    }
  }
  if (answer.lines.empty()) answer.paragraphs = {make.text("how_long.no_numbers")};
  return answer;
}

// Whether a role or a body steps in when a clock has run out, or when something happened too often.
bool others_step_in(const core::Policy& policy) {
  const auto has_action = [](const core::PolicyClock& clock) { return !clock.on_breach.empty(); };
  return !policy.triggers.empty() || std::ranges::any_of(policy.clocks, has_action);
}

Answer too_late(const Maker& make) {
  Answer answer = make.plain("too_late", "process/");
  if (!others_step_in(make.site.policy)) answer.paragraphs = {make.text("too_late.none")};
  return answer;
}

bool has_overseers(const Site& site) {
  return core::contains(site.bodies, std::string_view("supervision"), &core::Body::type) ||
         core::contains(site.bodies, std::string_view("leading_group"), &core::Body::type);
}

Answer not_satisfied(const Maker& make) {
  Answer answer = make.plain("not_satisfied", "supervision/");
  const core::Policy& policy = make.site.policy;
  if (policy.reopening)
    answer.paragraphs.insert(answer.paragraphs.begin(), make.text("not_satisfied.reopening"));
  if (!policy.grades.empty())
    answer.paragraphs.insert(answer.paragraphs.begin(), make.text("not_satisfied.evaluation"));
  if (has_overseers(make.site)) answer.paragraphs.push_back(make.text("not_satisfied.overseers"));
  return answer;
}

Answer anonymous(const Maker& make) {
  Answer answer;
  const core::ReportForm form = core::make_report_form(make.site, make.texts);
  std::vector<std::string> asked;
  for (const std::string id : {"name", "phone"}) {
    const core::FormField* field = form.field(id);
    if (field != nullptr && field->required) asked.push_back(make.texts.get("privacy.field." + id));
  }
  const std::string fields = core::joined(asked, make.texts.get("faq.anonymous.and"));
  answer.paragraphs = {asked.empty()
                           ? make.text("anonymous.optional")
                           : make.texts.format("faq.anonymous.answer", {{"fields", fields}})};
  if (form.field("confidential") != nullptr) {
    answer.paragraphs.push_back(make.text("anonymous.confidential"));
  }
  return answer;
}

// By the same sentence as on the other pages.
Answer calls(const Maker& make) {
  Answer answer = make.plain("calls");
  const std::string phone =
      make.site.windows.empty() ? std::string() : make.site.windows.front().phone;
  answer.paragraphs.push_back(
      phone.empty() ? make.texts.get("contact.calls")
                    : make.texts.format("contact.calls_from", {{"call_phone", phone}}));
  return answer;
}

// The key of the sentence about what can be added to a report.
const char* how_to_add(const core::FileRule& rule) {
  if (!rule.taken) return "progress.adds";
  return rule.before_acceptance == 0 ? "progress.adds_files_later" : "progress.adds_files";
}

Answer progress(const Maker& make) {
  Answer answer = make.plain("progress", "ticket/");
  answer.paragraphs.push_back(
      make.text(make.site.policy.reopening ? "progress.acts_reopening" : "progress.acts"));
  answer.paragraphs.push_back(make.text(how_to_add(make.site.policy.file_rule())));
  if (make.site.policy.written_answers) answer.paragraphs.push_back(make.text("progress.written"));
  return answer;
}

bool asks_on_behalf(const Site& site, const Texts& texts) {
  return core::make_report_form(site, texts).field("on_behalf") != nullptr;
}

// Whether the policy sends people to the hotline.
bool refers_to_hotline(const Site& site) {
  return core::contains(site.policy.referrals, site.identity.hotline, &core::Referral::phone);
}

// Whether the site's rules give the question an answer.
bool applies(const std::string& id, const Maker& make) {
  const core::Policy& policy = make.site.policy;
  if (id == "not_taken") return !policy.exclusions.empty();
  if (id == "how_long") return policy.says_limits();
  if (id == "too_late") return !policy.clocks.empty();
  if (id == "hotline") return refers_to_hotline(make.site);
  return id != "on_behalf" || asks_on_behalf(make.site, make.texts);
}

// The answer derived from the policy; nothing if the question does not apply to this site.
std::optional<Answer> derived(const std::string& id, const Maker& make) {
  if (!applies(id, make)) return std::nullopt;
  static const std::map<std::string, Answer (*)(const Maker&), std::less<>> kMade = {
      {"what", what},           {"not_taken", not_taken},
      {"how_long", how_long},   {"too_late", too_late},
      {"calls", calls},         {"progress", progress},
      {"anonymous", anonymous}, {"not_satisfied", not_satisfied}};
  if (const auto made = kMade.find(id); made != kMade.end()) return made->second(make);
  static const std::map<std::string, std::string, std::less<>> kPages = {{"privacy", "privacy/"},
                                                                         {"hotline", "scope/"}};
  const auto page = kPages.find(id);
  return make.plain(id, page == kPages.end() ? "" : page->second);
}

void add_entry(TemplateData& data, const std::string& id, const std::string& question,
               const Answer& answer) {
  TemplateData& shown = data.add("FAQ");
  shown.set("FAQ_ID", id).set("FAQ_QUESTION", question);
  for (const std::string& text : answer.paragraphs) {
    shown.add("FAQ_PARAGRAPH").set("FAQ_TEXT", text);
  }
  for (const std::string& line : answer.lines) shown.add("FAQ_LINE").set("FAQ_LINE_TEXT", line);
  shown.show_if(!answer.lines.empty(), "HAS_FAQ_LINES")
      .set_optional("FAQ_PAGE", answer.page)
      .set("FAQ_LINK", answer.link);
}

}  // namespace

TemplateData faq_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const Maker make{site, texts};
  const core::FaqChanges& own = site.publications.faq;
  const std::vector<std::string>& ids = core::derived_questions();
  for (const std::string& id : ids) {
    if (core::contains(own.hide, id)) continue;
    const auto written = std::ranges::find(own.entries, id, &core::FaqEntry::id);
    if (written != own.entries.end()) {
      add_entry(data, id, written->question, {.paragraphs = written->answer});
    } else if (const auto answer = derived(id, make)) {
      add_entry(data, id, make.text(id + ".question"), *answer);
    }
  }
  for (const core::FaqEntry& entry : own.entries) {
    if (core::contains(ids, entry.id)) continue;
    add_entry(data, entry.id, entry.question, {.paragraphs = entry.answer});
  }
  return data;
}

}  // namespace generator
