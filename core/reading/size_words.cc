// Rounds a size and takes the unit that fits.
#include "core/reading/size_words.h"

namespace core {
namespace {

constexpr std::uint64_t kPerUnit = 1024;

}  // namespace

std::string size_in_words(const Texts& texts, std::uint64_t bytes) {
  const std::uint64_t kilobytes = (bytes + kPerUnit - 1) / kPerUnit;
  if (kilobytes < kPerUnit)
    return texts.format("document.kilobytes", {{"number", std::to_string(kilobytes)}});
  const std::uint64_t tenths = (kilobytes * 10 + kPerUnit / 2) / kPerUnit;
  const std::string number = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
  return texts.format("document.megabytes", {{"number", number}});
}

}  // namespace core
