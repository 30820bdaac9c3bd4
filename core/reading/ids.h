// The ids of one kind of thing in a site's files: each is unique, and each reference names one that
// exists.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// Collects the ids of one kind of thing, which messages call `what` ("tier", a term of
// core/input/chinese, as is "tiers"). Not thread-safe.
class Ids {
 public:
  explicit Ids(std::string what) : what_(std::move(what)) {}
  const std::string& what() const { return what_; }

  // Reports an id that was added before (site.duplicate-id). Ignores an empty id, which is reported
  // elsewhere.
  void add(const std::string& id, const Span& span, Diagnostics& diagnostics);
  bool has(std::string_view id) const;
  // Reports `id` at `span` if it was not added (code "policy.unknown-tier" if `area` is "policy"),
  // with "did you mean" or the list of known ids. Ignores an empty id.
  void expect(std::string_view area, const std::string& id, const Span& span,
              Diagnostics& diagnostics) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Place {
    std::string file;
    int line = 0;
  };

  std::string what_;
  std::vector<std::string> names_;  // in the order of add()
  std::unordered_map<std::string, Place> known_;
};

// The ids of items that were already read. Does not report duplicates: their reader did.
template <class Item>
Ids ids_of(const std::string& what, const std::vector<Item>& items) {
  Ids ids(what);
  Diagnostics reported_by_the_reader;
  for (const Item& item : items) ids.add(item.id, item.span, reported_by_the_reader);
  return ids;
}

// "did you mean 'general'?", or else "the tiers are: immediate, general"; a long list is cut.
Sentence hint_among(std::string_view word, const Sentence& whats,
                    const std::vector<std::string>& candidates);

}  // namespace core
