// Finds the sentence for a mistake.
#include "handler/view/mistake_words.h"

namespace handler::view {

std::string mistake_sentence(const core::Texts& texts, const cases::ActionMistake& mistake) {
  const std::string own = "case.mistake." + mistake.code + "_" + mistake.field;
  return texts.format(texts.has(own) ? own : "case.mistake." + mistake.code,
                      {{"limit", std::to_string(mistake.limit)}});
}

}  // namespace handler::view
