// "Is this for us?" as a few plain questions that end in the form, or in where to go instead.
#pragma once

#include <string>
#include <vector>

#include "core/policy/policy.h"

namespace core {

// Leads to exactly one of the four.
struct TriageAnswer {
  std::string text;
  std::string next;       // id of a question
  std::string kind;       // the form is the place; what sort of thing it is
  std::string exclusion;  // not for us; its referrals say where to go
  std::string referral;   // somebody else's, without being excluded
};

struct TriageQuestion {
  std::string id;
  std::string text;
  std::string note;  // helps to answer, may be empty
  std::vector<TriageAnswer> answers;
  Span span;
};

// Reads triage.yaml. The first question begins. Checked against the policy: every end exists, no
// question leads back to itself, none is out of reach, each has two answers at least
// (triage.unknown-*, triage.loop, triage.unreachable, triage.answers, triage.end).
std::vector<TriageQuestion> read_triage(const YamlNode& root, const Policy& policy,
                                        Diagnostics& diagnostics);

}  // namespace core
