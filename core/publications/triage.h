// "Is this for us?": a few plain questions that end at the form or at a referral.
#pragma once

#include <string>
#include <vector>

#include "core/policy/policy.h"

namespace core {

// An answer leads to exactly one of the four targets.
struct TriageAnswer {
  std::string text;
  std::string next;       // id of a question
  std::string kind;       // the form is right; id of the kind to choose
  std::string exclusion;  // not accepted; its referrals say where to go
  std::string referral;   // another office is responsible, without an exclusion
};

struct TriageQuestion {
  std::string id;
  std::string text;
  std::string note;  // help for answering, may be empty
  std::vector<TriageAnswer> answers;
  Span span;
};

// Reads triage.yaml. The first question is the start. Checked against the policy: every target
// exists, no question leads back to itself, every question can be reached and has at least two
// answers (triage.unknown-*, triage.loop, triage.unreachable, triage.answers, triage.end).
std::vector<TriageQuestion> read_triage(const YamlNode& root, const Policy& policy,
                                        Diagnostics& diagnostics);

}  // namespace core
