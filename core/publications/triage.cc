// Reads the triage questions and follows every path through them.
#include "core/publications/triage.h"

#include <algorithm>

#include "core/reading/read_list.h"

namespace core {
namespace {

struct Target {
  std::string_view key;
  std::string TriageAnswer::*member;
};
constexpr Target kTargets[] = {{"next", &TriageAnswer::next},
                               {"kind", &TriageAnswer::kind},
                               {"exclusion", &TriageAnswer::exclusion},
                               {"referral", &TriageAnswer::referral}};

class TriageReader {
 public:
  TriageReader(const Policy& policy, Diagnostics& diagnostics)
      : diagnostics_(diagnostics),
        known_{Ids("question"), ids_of("kind", policy.kinds),
               ids_of("exclusion", policy.exclusions), ids_of("referral", policy.referrals)} {}

  std::vector<TriageQuestion> read(const YamlNode& root);

 private:
  struct Mention {
    std::size_t target = 0;
    std::string id;
    Span span;
  };

  TriageAnswer read_answer(const YamlNode& node);
  void read_question(MapReader& reader, TriageQuestion& question);
  void check_ways(const std::vector<TriageQuestion>& questions);
  bool leads_back(const std::vector<TriageQuestion>& questions, std::size_t from);

  Diagnostics& diagnostics_;
  Ids known_[4];  // in the order of kTargets
  std::vector<Mention> mentions_;
  std::vector<int> state_;  // of each question: 0 not visited, 1 on the current path, 2 done
};

TriageAnswer TriageReader::read_answer(const YamlNode& node) {
  MapReader reader(node, "answer", diagnostics_);
  TriageAnswer answer;
  answer.text = required_prose(reader, "text", diagnostics_);
  int ends = 0;
  for (std::size_t i = 0; i < std::size(kTargets); ++i) {
    std::string& id = answer.*kTargets[i].member;
    id = reader.optional_text(kTargets[i].key);
    if (id.empty()) continue;
    ++ends;
    mentions_.push_back({i, id, reader.span_of(kTargets[i].key)});
  }
  if (node.kind == YamlNode::Kind::map && ends != 1) {
    diagnostics_.error(
        node.span, "triage.end",
        ends == 0 ? say("this answer leads nowhere") : say("this answer leads to two places"),
        say("give it one of 'next', 'kind', 'exclusion', 'referral'"));
  }
  reader.finish();
  return answer;
}

void TriageReader::read_question(MapReader& reader, TriageQuestion& question) {
  question.text = required_prose(reader, "text", diagnostics_);
  question.note = optional_prose(reader, "note", diagnostics_);
  for (const YamlNode* answer : required_list(reader, "answers")) {
    question.answers.push_back(read_answer(*answer));
  }
  if (question.answers.size() == 1) {
    reader.error("answers", "triage.answers", say("there is nothing to choose"),
                 say("a question has two answers at least"));
  }
}

bool TriageReader::leads_back(const std::vector<TriageQuestion>& questions, std::size_t from) {
  state_[from] = 1;
  bool loop = false;
  for (const TriageAnswer& answer : questions[from].answers) {
    const auto next = std::ranges::find(questions, answer.next, &TriageQuestion::id);
    if (answer.next.empty() || next == questions.end()) continue;
    const auto to = static_cast<std::size_t>(next - questions.begin());
    loop = loop || state_[to] == 1 || (state_[to] == 0 && leads_back(questions, to));
  }
  state_[from] = 2;
  return loop;
}

void TriageReader::check_ways(const std::vector<TriageQuestion>& questions) {
  if (questions.empty()) return;
  state_.assign(questions.size(), 0);
  if (leads_back(questions, 0)) {
    diagnostics_.error(questions.front().span, "triage.loop",
                       say("the questions go round in a circle"),
                       say("an answer may only lead to a question that does not lead back"));
    return;
  }
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (state_[i] != 0) continue;
    diagnostics_.error(
        questions[i].span, "triage.unreachable",
        say("no answer leads to the question '{id}'", {{"id", questions[i].id}}),
        say("the first question begins; lead to this one with 'next', or remove it"));
  }
}

std::vector<TriageQuestion> TriageReader::read(const YamlNode& root) {
  MapReader reader(root, "triage", diagnostics_);
  read_schema(reader);
  auto questions = read_list<TriageQuestion>(
      required_list(reader, "questions"), known_[0], diagnostics_,
      [&](MapReader& item, TriageQuestion& question) { read_question(item, question); });
  reader.finish();
  bool all_known = true;
  for (const Mention& mention : mentions_) {
    all_known = all_known && known_[mention.target].has(mention.id);
    known_[mention.target].expect("triage", mention.id, mention.span, diagnostics_);
  }
  if (all_known) check_ways(questions);
  return questions;
}

}  // namespace

std::vector<TriageQuestion> read_triage(const YamlNode& root, const Policy& policy,
                                        Diagnostics& diagnostics) {
  return TriageReader(policy, diagnostics).read(root);
}

}  // namespace core
