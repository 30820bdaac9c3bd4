// What reading a policy collects for the checks that need the whole of it.
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

// A place that names something defined elsewhere in the file.
struct Reference {
  Ids* among = nullptr;
  std::string id;
  Span span;
};

// Lives as long as one read_policy call.
struct PolicyContext {
  explicit PolicyContext(Diagnostics& all) : diagnostics(all) {}
  PolicyContext(const PolicyContext&) = delete;
  PolicyContext& operator=(const PolicyContext&) = delete;

  // Remembers a reference; resolved when the whole file is read.
  void refer(Ids& among, const std::string& id, const Span& span) {
    references.push_back({&among, id, span});
  }
  // Warns of a key that is written and has nothing behind it: it would count as left out, though
  // `visits:` may have been meant as `visits: {}`.
  void expect_values(const YamlNode& map, std::initializer_list<std::string_view> keys);
  // Remembers each text of a list as a reference, and returns them.
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
  std::vector<Reference> references;
  std::vector<std::pair<Role, Span>> role_references;
  std::map<std::string, Span> remind_spans;  // by clock
  Span hours_span;
  Span materials_span;
  bool has_unknown_roles = false;  // a misspelt role is reported once, where it is named
};

}  // namespace core
