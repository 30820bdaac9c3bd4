// Puts place and message into one sentence.
#include "handler/desk/publishing/mistake_words.h"

#include <string_view>

namespace handler::desk {
namespace {

// ".../sites/demo/news/a.md" -> "news/a.md".
std::string below_site(std::string_view file) {
  constexpr std::string_view kSites = "/sites/";
  const std::size_t sites = file.rfind(kSites);
  if (sites == std::string_view::npos) return std::string(file);
  const std::size_t slash = file.find('/', sites + kSites.size());
  return std::string(slash == std::string_view::npos ? file : file.substr(slash + 1));
}

}  // namespace

std::string sentence_of(const core::Texts& texts, const core::Diagnostic& found) {
  const std::string hint = found.hint.chinese();
  const std::string what = found.message.chinese() + (hint.empty() ? "" : "；" + hint);
  const std::string file = below_site(found.span.file);
  if (found.span.line == 0)
    return texts.format("desk.publishing.mistake_in", {{"file", file}, {"what", what}});
  return texts.format("desk.publishing.mistake_at",
                      {{"file", file}, {"line", std::to_string(found.span.line)}, {"what", what}});
}

std::vector<std::string> sentences_of(const core::Texts& texts,
                                      const std::vector<core::Diagnostic>& found,
                                      core::Severity severity) {
  std::vector<std::string> sentences;
  for (const core::Diagnostic& one : found) {
    if (one.severity == severity) sentences.push_back(sentence_of(texts, one));
  }
  return sentences;
}

}  // namespace handler::desk
