// "Is this for us?": questions on one page. Answers are links to the form, with its kind chosen, or
// to a referral, so they work in any browser.
#include "generator/pages/triage.h"

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/page/page_frame.h"
#include "core/reading/find_by_id.h"

namespace generator {

using core::Site;
using core::TemplateData;
using core::Texts;
using core::TriageAnswer;
using core::TriageQuestion;

namespace {

// U+3002, the full stop.
constexpr std::string_view kStop = "\u3002";

std::string without_stop(std::string text) {
  if (text.ends_with(kStop)) text.resize(text.size() - kStop.size());
  return text;
}

std::string kind_in_words(const core::Kind& kind, const Texts& texts) {
  if (kind.description.empty()) return kind.name;
  return texts.format("triage.derived.answer",
                      {{"name", kind.name}, {"description", without_stop(kind.description)}});
}

std::string question_number(const std::vector<TriageQuestion>& questions, const std::string& id) {
  const auto found = std::ranges::find(questions, id, &TriageQuestion::id);
  return std::to_string(found - questions.begin() + 1);
}

void add_answer(TemplateData& question, const Site& site, const Texts& texts,
                const std::vector<TriageQuestion>& questions, const TriageAnswer& answer) {
  TemplateData& shown = question.add("ANSWER").set("ANSWER_TEXT", answer.text);
  if (!answer.next.empty()) {
    const std::string number = question_number(questions, answer.next);
    shown.add("ANSWER_ON_PAGE")
        .set("ANSWER_PLACE", "question-" + answer.next)
        .set("ANSWER_END", texts.format("triage.next", {{"number", number}}));
  } else if (!answer.exclusion.empty()) {
    shown.add("ANSWER_ON_PAGE")
        .set("ANSWER_PLACE", "not-" + answer.exclusion)
        .set("ANSWER_END", texts.get("triage.elsewhere"));
  } else if (const core::Referral* referral = site.policy.referral(answer.referral)) {
    shown.add("ANSWER_ON_PAGE")
        .set("ANSWER_PLACE", "referral-" + referral->id)
        .set("ANSWER_END", texts.format("triage.referral", {{"name", referral->name}}));
  } else {
    const std::string kind = core::name_or(site.policy.kind(answer.kind), answer.kind);
    shown.add("ANSWER_IN_FORM")
        .set("ANSWER_KIND", answer.kind)
        .set("ANSWER_END", texts.format("triage.here", {{"kind", kind}}));
  }
}

// Adds the referrals that answers lead to directly, as a list of their own.
void add_referrals(TemplateData& data, const Site& site,
                   const std::vector<TriageQuestion>& questions) {
  std::set<std::string> used;
  for (const TriageQuestion& question : questions) {
    for (const TriageAnswer& answer : question.answers) used.insert(answer.referral);
  }
  for (const core::Referral& referral : site.policy.referrals) {
    if (!used.contains(referral.id)) continue;
    data.add("PLACE")
        .set("PLACE_ID", referral.id)
        .set("PLACE_NAME", referral.name)
        .set_optional("PLACE_PHONE", referral.phone)
        .set("PLACE_DIALLED", core::dialled(referral.phone))
        .set_optional("PLACE_NOTE", referral.note);
  }
  data.show_if(data.has_items("PLACE"), "HAS_PLACES");
}

}  // namespace

std::vector<TriageQuestion> derived_triage(const core::Policy& policy, const Texts& texts) {
  std::vector<TriageQuestion> questions;
  const auto id_after = [&](std::size_t i) {
    return i + 1 < policy.exclusions.size() ? policy.exclusions[i + 1].id : std::string("kind");
  };
  for (std::size_t i = 0; i < policy.exclusions.size(); ++i) {
    const core::Exclusion& exclusion = policy.exclusions[i];
    TriageQuestion question{.id = exclusion.id};
    question.text =
        texts.format("triage.derived.exclusion", {{"text", without_stop(exclusion.text)}});
    question.answers.push_back(
        {.text = texts.get("triage.derived.yes"), .exclusion = exclusion.id});
    question.answers.push_back({.text = texts.get("triage.derived.no"), .next = id_after(i)});
    questions.push_back(std::move(question));
  }
  TriageQuestion last{.id = "kind", .text = texts.get("triage.derived.kind")};
  for (const core::Kind& kind : policy.kinds) {
    last.answers.push_back({.text = kind_in_words(kind, texts), .kind = kind.id});
  }
  questions.push_back(std::move(last));
  return questions;
}

TemplateData triage_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const std::vector<TriageQuestion> questions = site.publications.triage.empty()
                                                    ? derived_triage(site.policy, texts)
                                                    : site.publications.triage;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    TemplateData& shown = data.add("QUESTION");
    shown.set("QUESTION_ID", questions[i].id)
        .set("QUESTION_TEXT", questions[i].text)
        .set("QUESTION_NUMBER", texts.format("triage.number", {{"number", std::to_string(i + 1)}}))
        .set_optional("QUESTION_NOTE", questions[i].note);
    for (const TriageAnswer& answer : questions[i].answers) {
      add_answer(shown, site, texts, questions, answer);
    }
  }
  add_referrals(data, site, questions);
  return data;
}

}  // namespace generator
