// Finds the words of a refusal.
#include "handler/publishing/refusal.h"

#include <algorithm>

#include "core/base/text.h"

namespace handler::publishing {
namespace {

constexpr std::size_t kMostCharacters = 3000;

}  // namespace

std::string word_of(Why why) {
  const auto is_meant = [why](const auto& one) { return one.first == why; };
  return std::string(std::ranges::find_if(kReasons, is_meant)->second);
}

std::string sentence_of(const core::Texts& texts, const Refusal& refusal) {
  const std::string what = core::shortened(core::trimmed(refusal.what), kMostCharacters);
  return texts.format("publisher.refused." + word_of(refusal.why), {{"what", what}});
}

}  // namespace handler::publishing
