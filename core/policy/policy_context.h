// What the policy readers collect for the checks that need the whole policy.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/input/map_reader.h"
#include "core/policy/policy.h"
#include "core/reading/ids.h"

namespace core {

// A reference to something that is defined elsewhere in the file.
struct Reference {
  Ids* among = nullptr;
  std::string id;
  Span span;
};

// Lives during one call of read_policy.
struct PolicyContext {
  explicit PolicyContext(Diagnostics& all) : diagnostics(all) {}
  PolicyContext(const PolicyContext&) = delete;
  PolicyContext& operator=(const PolicyContext&) = delete;

  // Records a reference; it is checked when the whole file has been read.
  void refer(Ids& among, const std::string& id, const Span& span) {
    references.push_back({&among, id, span});
  }
  // Warns about a key without a value: it counts as left out, but `visits:` may have been meant as
  // `visits: {}`.
  void expect_values(const YamlNode& map, std::initializer_list<std::string_view> keys);
  // Records each text of a list as a reference, and returns the texts.
  std::vector<std::string> refer_all(MapReader& reader, std::string_view key, Ids& among);

  Diagnostics& diagnostics;
  Ids kinds{"kind"};
  Ids scope{"scope item"};
  Ids exclusions{"exclusion"};
  Ids referrals{"referral"};
  Ids tiers{"tier"};
  Ids clocks{"clock"};
  Ids steps{"step"};
  Ids causes{"cause"};
  Ids channels{"channel"};
  std::vector<Reference> references;
  std::vector<std::pair<Role, Span>> role_references;
  std::map<std::string, Span> remind_spans;  // by clock
  Span hours_span;
  Span materials_span;
  bool has_unknown_roles = false;  // a misspelt role is reported only where it is defined
};

}  // namespace core
