// Joins the tables of this folder into one that is searched by the English pattern.
#include "core/input/chinese/chinese.h"

#include <span>
#include <unordered_map>

#include "core/input/chinese/directory.h"
#include "core/input/chinese/input.h"
#include "core/input/chinese/pages.h"
#include "core/input/chinese/policy.h"
#include "core/input/chinese/settings.h"
#include "core/input/chinese/site.h"
#include "core/input/chinese/terms.h"
#include "core/input/chinese/values.h"

namespace core::chinese {
namespace {

using Table = std::unordered_map<std::string_view, std::string_view>;

Table joined_tables() {
  Table all;
  for (const std::span<const Pair> pairs :
       {std::span<const Pair>(kInput), std::span<const Pair>(kSettings),
        std::span<const Pair>(kValues), std::span<const Pair>(kPolicy),
        std::span<const Pair>(kDirectory), std::span<const Pair>(kSite),
        std::span<const Pair>(kPages), std::span<const Pair>(kTerms)}) {
    for (const Pair& pair : pairs) all.emplace(pair.english, pair.chinese);
  }
  return all;
}

}  // namespace

std::string_view of(std::string_view english) {
  static const Table table = joined_tables();
  const auto found = table.find(english);
  return found == table.end() ? std::string_view() : found->second;
}

}  // namespace core::chinese
