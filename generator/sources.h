// The names of the files that a page is made from; tens of thousands of pages share a few lists, so
// a copy is a second hand on the same list.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace generator {

// A source that is no file: the day of the build. A page has it if what it says may be another
// tomorrow although nobody edited anything.
inline constexpr const char* kToday = "today";

// Immutable, a value; thread-safe.
class Sources {
 public:
  using Names = std::vector<std::string>;

  Sources() : Sources(Names()) {}
  Sources(std::initializer_list<std::string> names) : Sources(Names(names)) {}
  Sources(Names names)  // NOLINT(google-explicit-constructor): a list of names is a list of sources
      : names_(std::make_shared<const Names>(std::move(names))) {}

  const Names& names() const { return *names_; }
  auto begin() const { return names_->begin(); }
  auto end() const { return names_->end(); }
  bool empty() const { return names_->empty(); }

  bool operator==(const Sources& other) const {
    return names_ == other.names_ || *names_ == *other.names_;
  }

 private:
  std::shared_ptr<const Names> names_;
};

}  // namespace generator
